package gradus.train.data.table;

/**
 * A number becomes one feature {@code (x - mean) / deviation}.
 *
 * @param fill stands in for a missing cell; NaN if there is no stand-in
 */
public record NumericRule(String column, double mean, double deviation, double fill)
    implements FeatureRule {
  @Override
  public int width() {
    return 1;
  }
}
