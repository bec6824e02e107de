package gradus.train.data;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What stands in for the numbers of a column that lie far outside: {@code x} if {@code least ≤ x ≤
 * most}, else {@code instead}. Learned from a training part, and stored with a model for new rows.
 *
 * @param least the least number that stays
 * @param most the largest number that stays
 * @param instead what stands in for others, in general the median
 */
public record Imputation(double least, double most, double instead) {
  /** Lets everything stay. */
  public static final Imputation NONE =
      new Imputation(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NaN);

  /** Puts one number in place of all others. */
  static Imputation always(double instead) {
    return new Imputation(instead, instead, instead);
  }

  /** Whether everything stays. */
  public boolean isNone() {
    return equals(NONE);
  }

  /** Whether a number is replaced. */
  public boolean replaces(double x) {
    return x < least || x > most;
  }

  /** A number, or what stands in for it. */
  public double of(double x) {
    return replaces(x) ? instead : x;
  }

  /** As numbers for JSON: {@code least}, {@code most} and {@code instead}. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("least", least);
    map.put("most", most);
    map.put("instead", instead);
    return map;
  }

  /**
   * What {@link #toMap} wrote.
   *
   * @throws DataException if a number is missing
   */
  public static Imputation from(Map<?, ?> map) {
    return new Imputation(number(map, "least"), number(map, "most"), number(map, "instead"));
  }

  private static double number(Map<?, ?> map, String key) {
    if (map.get(key) instanceof Number number) {
      return number.doubleValue();
    }
    throw new DataException(
        "imputation: got %s for '%s'; must be a number".formatted(map.get(key), key));
  }
}
