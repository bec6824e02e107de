package gradus.health.preflight;

import gradus.train.data.Dataset;
import gradus.train.data.Labels;
import gradus.train.data.Relevance;
import gradus.train.data.Targets;
import gradus.train.data.Values;

/**
 * Some examples of a training part, evenly spread, as arrays.
 *
 * @param numbers which examples they are
 * @param features row by row
 * @param width features of an example
 * @param indices whether the features are row numbers of tables
 */
record Rows(Dataset data, int[] numbers, float[][] features, int width, boolean indices) {
  static Rows of(Dataset data, boolean indices) {
    int count = Math.min(data.size(), Admission.EXAMPLES);
    int width = data.shape().count();
    int[] numbers = new int[count];
    float[][] features = new float[count][width];
    for (int i = 0; i < count; i++) {
      numbers[i] = (int) ((long) i * data.size() / count);
      data.features().copy(numbers[i], features[i], 0);
    }
    return new Rows(data, numbers, features, width, indices);
  }

  /** Some of them. */
  Rows only(int[] rows) {
    int[] kept = new int[rows.length];
    float[][] values = new float[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      kept[i] = numbers[rows[i]];
      values[i] = features[rows[i]];
    }
    return new Rows(data, kept, values, width, indices);
  }

  /** The same examples with the answers that stand so many examples further on. */
  Rows answeredFrom(int distance) {
    int[] from = new int[data.size()];
    for (int i = 0; i < from.length; i++) {
      from[i] = Math.clamp(i + (long) distance, 0, from.length - 1);
    }
    Dataset moved =
        new Dataset(
            data.name(),
            data.shape(),
            data.features(),
            data.targets().pick(from),
            data.columns(),
            data.licence());
    return new Rows(moved, numbers, features, width, indices);
  }

  /** What {@link Relevance} tells of the columns; nothing where they are no columns of a table. */
  double[] relevance() {
    return indices || data.shape().rank() != 1 ? new double[0] : Relevance.of(data);
  }

  int size() {
    return numbers.length;
  }

  Targets targets() {
    return data.targets();
  }

  boolean labelled() {
    return targets() instanceof Labels;
  }

  /** How many classes, or how many values an example. */
  int answers() {
    return targets().width();
  }

  int label(int row) {
    return ((Labels) targets()).label(numbers[row]);
  }

  float value(int row, int column) {
    return ((Values) targets()).value(numbers[row], column);
  }
}
