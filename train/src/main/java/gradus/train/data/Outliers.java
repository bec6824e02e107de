package gradus.train.data;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which examples hold a number far outside its column: a slipped decimal point, a number that
 * stands for a missing one, an overflow.
 *
 * <p>Three quarters of a column lie within a distance d of its median m; {@code |x - m| > 30 d} is
 * far outside. If those three quarters are all equal, d is {@code |m|}; if that is 0, too, nothing
 * is. The rule does not depend on offset or scale. Values to learn are columns as well. The
 * quantiles resist outliers up to a quarter of all rows (Hampel 1974); 30 d are 35 standard
 * deviations of a normal law, and the tail of a log-normal law of sigma 1 stays.
 */
public final class Outliers {
  /** From how many distances on a number is far outside. */
  public static final double FAR = 30;

  /** What more than this share of the rows have is no exception. */
  public static final double MOST = 0.1;

  private static final int LOOKED_AT = 4096;

  private final double[] middles;
  private final double[] bounds;

  private Outliers(double[] middles, double[] bounds) {
    this.middles = middles;
    this.bounds = bounds;
  }

  /** The rule of a set, by at most 4,096 evenly spread examples. */
  public static Outliers of(Dataset data) {
    int rows = Math.min(data.size(), LOOKED_AT);
    int width = columns(data);
    double[][] columns = new double[width][rows];
    float[] row = new float[width];
    for (int i = 0; i < rows; i++) {
      copy(data, (int) ((long) i * data.size() / rows), row);
      for (int c = 0; c < width; c++) {
        columns[c][i] = row[c];
      }
    }
    double[] middles = new double[width];
    double[] bounds = new double[width];
    for (int c = 0; c < width && rows > 0; c++) {
      Arrays.sort(columns[c]);
      double middle = columns[c][rows / 2];
      double[] distances = Arrays.stream(columns[c]).map(x -> Math.abs(x - middle)).toArray();
      Arrays.sort(distances);
      double distance = distances[rows * 3 / 4];
      middles[c] = middle;
      bounds[c] = FAR * (distance > 0 ? distance : Math.abs(middle));
    }
    return new Outliers(middles, bounds);
  }

  private static int columns(Dataset data) {
    return data.shape().count() + (data.targets() instanceof Values values ? values.width() : 0);
  }

  private static void copy(Dataset data, int example, float[] row) {
    data.features().copy(example, row, 0);
    if (data.targets() instanceof Values values) {
      values.copy(example, row, data.shape().count());
    }
  }

  /** The numbers of the examples that hold a number far outside, in order. */
  public int[] in(Dataset data) {
    return split(data, true);
  }

  private int[] split(Dataset data, boolean wanted) {
    float[] row = new float[middles.length];
    int[] found = new int[data.size()];
    int count = 0;
    for (int i = 0; i < found.length; i++) {
      copy(data, i, row);
      if (isFar(row) == wanted) {
        found[count++] = i;
      }
    }
    return Arrays.copyOf(found, count);
  }

  private boolean isFar(float[] row) {
    for (int c = 0; c < row.length; c++) {
      if (bounds[c] > 0 && Math.abs(row[c] - middles[c]) > bounds[c]) {
        return true;
      }
    }
    return false;
  }

  /** The numbers of the other examples, in order. */
  public int[] kept(Dataset data) {
    return split(data, false);
  }

  /**
   * How many examples of a set are outliers by its own rule; 0 if they are so many that they are no
   * exceptions.
   */
  public static int count(Dataset data) {
    int count = of(data).in(data).length;
    return count <= MOST * data.size() ? count : 0;
  }

  /** The largest {@code |x - m| / d} of a set; 0 if no column has a distance. */
  public double farthest(Dataset data) {
    float[] row = new float[middles.length];
    double most = 0;
    for (int i = 0; i < data.size(); i++) {
      copy(data, i, row);
      for (int c = 0; c < row.length; c++) {
        most =
            bounds[c] > 0 ? Math.max(most, FAR * Math.abs(row[c] - middles[c]) / bounds[c]) : most;
      }
    }
    return most;
  }

  /**
   * The examples of a training part that are no outliers by its own rule.
   *
   * @throws DataException if more than a tenth of the rows are, or an example is no row of numbers
   */
  public int[] keptOf(Dataset train) {
    checkRows(train);
    int[] kept = kept(train);
    int far = train.size() - kept.length;
    if (far > MOST * train.size()) {
      throw new DataException(
          ("%s: outliers: %d of %d training rows lie far outside, the first is row %d; they must be"
                  + " a tenth at the most, so fill them (outliers: fill), scale the columns or correct them instead")
              .formatted(train.name(), far, train.size(), in(train)[0]));
    }
    return kept;
  }

  private static void checkRows(Dataset train) {
    if (train.shape().rank() != 1) {
      throw new DataException(
          "%s: outliers: got examples of shape %s; must be rows of numbers, so leave the setting out"
              .formatted(train.name(), train.shape()));
    }
  }

  /** What stands in for numbers of a column far outside: its median. */
  public Imputation imputation(int column) {
    double middle = middles[column];
    double bound = bounds[column];
    return bound > 0 ? new Imputation(middle - bound, middle + bound, middle) : Imputation.NONE;
  }

  /**
   * What stands in for numbers far outside in the features of a training part, by its own rule: by
   * column, those that have any such bound.
   *
   * @throws DataException if an example is no row of numbers
   */
  public static SortedMap<Integer, Imputation> imputations(Dataset train) {
    checkRows(train);
    Outliers rule = of(train);
    SortedMap<Integer, Imputation> columns = new TreeMap<>();
    for (int c = 0; c < train.shape().count(); c++) {
      if (!rule.imputation(c).isNone()) {
        columns.put(c, rule.imputation(c));
      }
    }
    return columns;
  }

  /** A split without the outliers of its parts, by the rule of its training part. */
  public static DataSplit dropped(DataSplit split) {
    Outliers rule = of(split.train());
    return new DataSplit(
        split.train().subset(rule.keptOf(split.train())),
        rule.without(split.validation()),
        rule.without(split.test()));
  }

  /** A held-out part without its outliers. */
  public Dataset without(Dataset data) {
    int[] kept = keptOfHeldOut(data);
    return kept.length == data.size() ? data : data.subset(kept);
  }

  /**
   * The examples of a held-out part that are no outliers by this rule of the training part.
   *
   * @throws DataException if none is left
   */
  public int[] keptOfHeldOut(Dataset data) {
    int[] kept = kept(data);
    if (kept.length == 0 && data.size() > 0) {
      throw new DataException(
          "%s: outliers: all %d held-out rows lie far outside the training rows; must be like them"
              .formatted(data.name(), data.size()));
    }
    return kept;
  }
}
