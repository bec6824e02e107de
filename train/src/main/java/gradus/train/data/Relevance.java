package gradus.train.data;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How much a column of features tells by itself of what is to be learned. The column is cut into up
 * to eight bins of equally many examples; the answers are compared between the bins, classes by
 * Pearson's {@code χ² = Σ (seen − expected)² / expected} (1900), ranks of values by {@code H = (n −
 * 1) · SS(between bins) / SS} (Kruskal and Wallis 1952). Chance alone gives about the degrees of
 * freedom f: {@code (bins − 1) · (classes − 1)}, or {@code bins − 1}. So that all columns compare,
 * the sum becomes {@code z = ((χ²/f)^⅓ − 1 + 2/(9f)) / √(2/(9f))}, nearly a standard normal number
 * where the column tells nothing (Wilson and Hilferty 1931).
 *
 * <p>A column that tells something only together with others (as the bits of a parity) tells
 * nothing by this measure.
 */
public final class Relevance {
  /** From here on a column tells something; of columns of noise, about one in forty passes. */
  public static final double TELLING = 2;

  /** Of columns of noise, about one in thirty thousand passes. */
  public static final double CERTAIN = 4;

  private static final int MOST = 4_000;
  private static final int BINS = 8;
  private static final int IN_A_BIN = 20;

  private Relevance() {}

  /**
   * The z of each column; minus infinity for a constant one, and for all where examples are fewer
   * than forty.
   */
  public static double[] of(Dataset data) {
    int n = Math.min(data.size(), MOST);
    int[] chosen = IntStream.range(0, n).map(i -> (int) ((long) i * data.size() / n)).toArray();
    int width = data.shape().count();
    float[][] rows = new float[n][width];
    for (int i = 0; i < n; i++) {
      data.features().copy(chosen[i], rows[i], 0);
    }
    Targets targets = data.targets().pick(chosen);
    double[][] ranks =
        targets instanceof Values values
            ? IntStream.range(0, values.width())
                .mapToObj(c -> ranks(values, c))
                .toArray(double[][]::new)
            : new double[0][];
    double[] scores = new double[width];
    double[] column = new double[n];
    for (int c = 0; c < width; c++) {
      int at = c;
      Arrays.setAll(column, i -> rows[i][at]);
      int[] bins = bins(column);
      scores[c] =
          targets instanceof Labels labels ? ofClasses(labels, bins) : ofValues(ranks, bins);
    }
    return scores;
  }

  /**
   * Holds each column that tells nothing at its mean, whatever an example says.
   *
   * @throws DataException if an example is no row of numbers, or no column tells anything
   */
  public static SortedMap<Integer, Imputation> withoutUntelling(Dataset train) {
    if (train.shape().rank() != 1) {
      throw new DataException(
          "%s: select: got examples of shape %s; must be rows of numbers, so leave the setting out"
              .formatted(train.name(), train.shape()));
    }
    double[] scores = of(train);
    float[] means = Normalization.means(train);
    SortedMap<Integer, Imputation> columns = new TreeMap<>();
    for (int c = 0; c < scores.length; c++) {
      if (scores[c] < TELLING) {
        columns.put(c, Imputation.always(means[c]));
      }
    }
    if (columns.size() == scores.length) {
      throw new DataException(
          ("%s: select: none of %d columns tells anything of the answers by itself in %d training"
                  + " examples; one must, so leave the setting out")
              .formatted(train.name(), scores.length, train.size()));
    }
    return columns;
  }

  /** The bin of each example, the same for equal numbers. */
  private static int[] bins(double[] column) {
    int n = column.length;
    int count = Math.min(BINS, n / IN_A_BIN);
    double[] sorted = column.clone();
    Arrays.sort(sorted);
    int[] bins = new int[n];
    for (int i = 0; i < n; i++) {
      bins[i] = (int) ((long) firstOf(sorted, column[i]) * count / n);
    }
    return bins;
  }

  /** How many sorted numbers are less than one of them. */
  private static int firstOf(double[] sorted, double x) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Double.compare(sorted[middle], x) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double ofClasses(Labels labels, int[] bins) {
    double[][] seen = new double[BINS][labels.width()];
    double[] inBin = new double[BINS];
    double[] inClass = new double[labels.width()];
    for (int i = 0; i < bins.length; i++) {
      seen[bins[i]][labels.label(i)]++;
      inBin[bins[i]]++;
      inClass[labels.label(i)]++;
    }
    double sum = 0;
    for (int b = 0; b < BINS; b++) {
      for (int k = 0; k < inClass.length; k++) {
        double expected = inBin[b] * inClass[k] / bins.length;
        sum += expected > 0 ? Math.pow(seen[b][k] - expected, 2) / expected : 0;
      }
    }
    return score(sum, (filled(inBin) - 1) * (filled(inClass) - 1));
  }

  private static double ofValues(double[][] ranks, int[] bins) {
    double[] count = new double[BINS];
    for (int bin : bins) {
      count[bin]++;
    }
    double best = Double.NEGATIVE_INFINITY;
    for (double[] rank : ranks) {
      double[] sums = new double[BINS];
      double all = 0;
      for (int i = 0; i < bins.length; i++) {
        sums[bins[i]] += rank[i];
        all += rank[i] * rank[i];
      }
      double between = 0;
      for (int b = 0; b < BINS; b++) {
        between += count[b] > 0 ? sums[b] * sums[b] / count[b] : 0;
      }
      best =
          all > 0
              ? Math.max(best, score((bins.length - 1) * between / all, filled(count) - 1))
              : best;
    }
    return best;
  }

  private static double filled(double[] counts) {
    return Arrays.stream(counts).filter(count -> count > 0).count();
  }

  private static double score(double sum, double freedom) {
    double spread = 2 / (9 * freedom);
    return freedom > 0
        ? (Math.cbrt(sum / freedom) - 1 + spread) / Math.sqrt(spread)
        : Double.NEGATIVE_INFINITY;
  }

  /** Ranks of one value to learn, the mean of theirs for equal ones, around 0. */
  private static double[] ranks(Values values, int column) {
    int n = values.size();
    double[] numbers = new double[n];
    Arrays.setAll(numbers, i -> values.value(i, column));
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    double[] mirrored = Arrays.stream(sorted).map(x -> -x).sorted().toArray();
    double[] ranks = new double[n];
    for (int i = 0; i < n; i++) {
      ranks[i] = (firstOf(sorted, numbers[i]) - firstOf(mirrored, -numbers[i])) / 2.0;
    }
    return ranks;
  }
}
