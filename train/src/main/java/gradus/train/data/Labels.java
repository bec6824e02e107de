package gradus.train.data;

import java.util.List;

/**
 * A class for each example, as an int in 0..classes-1, with the names of the classes; immutable.
 */
public final class Labels implements Targets {
  private final int[] labels;
  private final List<String> classes;

  /**
   * Labels, copied.
   *
   * @param classes the names; their number is the number of classes
   * @throws DataException if a label is not in 0..classes-1 (names the example)
   */
  public Labels(int[] labels, List<String> classes) {
    this.labels = labels.clone();
    this.classes = List.copyOf(classes);
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes.size()) {
        throw new DataException(
            "label of example %d: got %d; must be in 0..%d, for %d classes"
                .formatted(i, labels[i], classes.size() - 1, classes.size()));
      }
    }
  }

  /**
   * Labels from numbers as files hold them; they must be whole.
   *
   * @throws DataException if a label is NaN, not whole or out of range (names the example)
   */
  public static Labels of(float[] numbers, List<String> classes) {
    int[] labels = new int[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      labels[i] = (int) numbers[i];
      if (labels[i] != numbers[i]) {
        throw new DataException(
            "label of example %d: got %s; must be a whole number in 0..%d"
                .formatted(i, numbers[i], classes.size() - 1));
      }
    }
    return new Labels(labels, classes);
  }

  /** The class of an example. */
  public int label(int example) {
    return labels[example];
  }

  /** A copy of all labels. */
  public int[] toArray() {
    return labels.clone();
  }

  /** The names of the classes. */
  public List<String> classes() {
    return classes;
  }

  /** How many examples each class has. */
  public int[] counts() {
    int[] counts = new int[classes.size()];
    for (int label : labels) {
      counts[label]++;
    }
    return counts;
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public int width() {
    return classes.size();
  }

  @Override
  public Labels pick(int[] examples) {
    int[] picked = new int[examples.length];
    for (int i = 0; i < examples.length; i++) {
      picked[i] = labels[examples[i]];
    }
    return new Labels(picked, classes);
  }
}
