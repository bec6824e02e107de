package gradus.train.data;

import gradus.core.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Examples in memory: features {@code [size, shape...]} and a target for each; immutable.
 *
 * <p>A subset and a normalized set are views, so they cost no copy of the features.
 */
public final class Dataset {
  private final String name;
  private final Shape shape;
  private final Features features;
  private final Targets targets;
  private final List<String> columns;
  private final String licence;
  private volatile String hash;

  /**
   * A data set.
   *
   * @param shape of one example, for example [8, 8, 1] (channels last) or [13]
   * @param columns the names of the feature columns; may be empty, otherwise one a value
   * @param licence who may use the data and how, in a sentence; may be empty
   * @throws DataException if sizes do not fit or a feature is not finite (names row and column)
   */
  public Dataset(
      String name,
      Shape shape,
      Features features,
      Targets targets,
      List<String> columns,
      String licence) {
    this.name = name;
    this.shape = shape;
    this.features = features;
    this.targets = targets;
    this.columns = List.copyOf(columns);
    this.licence = licence;
    if (features.width() != shape.count()) {
      throw new DataException(
          "%s: got %d values an example; shape %s needs %d"
              .formatted(name, features.width(), shape, shape.count()));
    }
    if (features.size() != targets.size()) {
      throw new DataException(
          "%s: got %d examples and %d targets; the numbers must be equal"
              .formatted(name, features.size(), targets.size()));
    }
    if (!columns.isEmpty() && columns.size() != features.width()) {
      throw new DataException(
          "%s: got %d column names for %d values an example; the numbers must be equal"
              .formatted(name, columns.size(), features.width()));
    }
    checkFinite();
  }

  /** A data set without column names or licence note, of row-major features. */
  public static Dataset of(String name, Shape shape, float[] features, Targets targets) {
    Features dense = new DenseFeatures(features, targets.size(), shape.count());
    return new Dataset(name, shape, dense, targets, List.of(), "");
  }

  private void checkFinite() {
    if (features instanceof DenseFeatures dense) {
      int position = dense.notFinite();
      if (position >= 0) {
        int row = position / features.width();
        int column = position % features.width();
        throw new DataException(
            "%s: feature in row %d, column %s: got %s; must be finite, so clean or drop the row"
                .formatted(
                    name,
                    row,
                    columns.isEmpty() ? "" + column : "'" + columns.get(column) + "'",
                    dense.value(position)));
      }
    }
  }

  /** What the set is called in messages and logs. */
  public String name() {
    return name;
  }

  /** The shape of one example's features. */
  public Shape shape() {
    return shape;
  }

  /** The number of examples. */
  public int size() {
    return features.size();
  }

  /** The features, row by row. */
  public Features features() {
    return features;
  }

  /** The labels or values. */
  public Targets targets() {
    return targets;
  }

  /**
   * The targets as class labels.
   *
   * @throws DataException if this set holds values
   */
  public Labels labels() {
    if (targets instanceof Labels labels) {
      return labels;
    }
    throw new DataException(name + ": holds values, not class labels; use a regression loss");
  }

  /** The names of the feature columns; empty if they have none. */
  public List<String> columns() {
    return columns;
  }

  /** Who may use the data and how. */
  public String licence() {
    return licence;
  }

  /** SHA-256 in hex of shape, features, targets and class names: equal content, equal hash. */
  public String hash() {
    if (hash == null) {
      hash = ContentHash.of(this);
    }
    return hash;
  }

  /**
   * The examples with the given numbers, in that order; numbers may repeat.
   *
   * @throws DataException if a number is not in 0..size-1
   */
  public Dataset subset(int[] examples) {
    for (int example : examples) {
      if (example < 0 || example >= size()) {
        throw new DataException(
            "%s: got example number %d; must be in 0..%d".formatted(name, example, size() - 1));
      }
    }
    return with(new PickedFeatures(features, examples.clone()), targets.pick(examples));
  }

  /** The examples {@code from} (inclusive) to {@code to} (exclusive). */
  public Dataset slice(int from, int to) {
    if (from < 0 || to < from || to > size()) {
      throw new DataException(
          "%s: got slice %d..%d; must lie in 0..%d".formatted(name, from, to, size()));
    }
    int[] examples = new int[to - from];
    for (int i = 0; i < examples.length; i++) {
      examples[i] = from + i;
    }
    return subset(examples);
  }

  /**
   * The examples with the targets that stand so many examples further on; those without one are
   * left out. It undoes a shift of labels against examples.
   *
   * @throws DataException if no example would be left
   */
  public Dataset withTargetsFrom(int distance) {
    if (distance == 0) {
      return this;
    }
    if (Math.abs((long) distance) >= size()) {
      throw new DataException(
          "%s: got targets from %d examples further on; must be less than the %d examples"
              .formatted(name, distance, size()));
    }
    Dataset moved = slice(Math.max(0, distance), size() + Math.min(0, distance));
    Dataset kept = slice(Math.max(0, -distance), size() - Math.max(0, distance));
    return kept.with(kept.features, moved.targets);
  }

  /**
   * Cuts the set in a training part and a validation part, by lot with a key; each class keeps its
   * share in both parts. Within a part the examples keep their order.
   *
   * @param fraction the part for training, between 0 and 1
   * @throws DataException if a part would be empty
   */
  public DataSplit split(double fraction, long key) {
    List<int[]> parts = Stratification.cut(name, targets, fraction, key);
    return new DataSplit(subset(parts.get(0)), subset(parts.get(1)), slice(0, 0));
  }

  /** {@link #split(double, long)} with key 0. */
  public DataSplit split(double fraction) {
    return split(fraction, 0);
  }

  /**
   * Refuses a set of which a classifier cannot learn.
   *
   * @throws DataException if fewer than two classes occur
   */
  public Dataset requireTwoClasses() {
    List<String> present = new ArrayList<>();
    int[] counts = labels().counts();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        present.add(labels().classes().get(i));
      }
    }
    if (present.size() < 2) {
      throw new DataException(
          "%s: got %d examples with the one class %s; a classifier needs two or more"
              .formatted(name, size(), present));
    }
    return this;
  }

  /** This set with other features and targets of the same kind. */
  Dataset with(Features features, Targets targets) {
    return new Dataset(name, shape, features, targets, columns, licence);
  }
}
