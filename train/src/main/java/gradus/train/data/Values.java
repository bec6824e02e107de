package gradus.train.data;

import java.util.List;

/** Numbers for each example, row-major {@code [size, width]}, with the names of the columns. */
public final class Values implements Targets {
  private final float[] values;
  private final List<String> names;

  /**
   * Values, copied.
   *
   * @param names one name for each number of an example
   * @throws DataException if the values are not whole rows, or one is not finite (names the
   *     example)
   */
  public Values(float[] values, List<String> names) {
    this.values = values.clone();
    this.names = List.copyOf(names);
    if (names.isEmpty() || values.length % names.size() != 0) {
      throw new DataException(
          "targets: got %d values for rows of %d; must be whole rows of 1 or more"
              .formatted(values.length, names.size()));
    }
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new DataException(
            "target of example %d, column '%s': got %s; must be finite"
                .formatted(i / names.size(), names.get(i % names.size()), values[i]));
      }
    }
  }

  /**
   * Values of a source; what is wrong with them is told with its name.
   *
   * @throws DataException as the constructor
   */
  public static Values of(String source, float[] values, List<String> names) {
    try {
      return new Values(values, names);
    } catch (DataException e) {
      throw new DataException(source + ": " + e.getMessage(), e);
    }
  }

  /** One number of one example. */
  public float value(int example, int column) {
    return values[example * names.size() + column];
  }

  /** A copy of all values, row-major. */
  public float[] toArray() {
    return values.clone();
  }

  /** The names of the columns. */
  public List<String> names() {
    return names;
  }

  @Override
  public int size() {
    return values.length / names.size();
  }

  @Override
  public int width() {
    return names.size();
  }

  @Override
  public Values pick(int[] examples) {
    int width = width();
    float[] picked = new float[examples.length * width];
    for (int i = 0; i < examples.length; i++) {
      System.arraycopy(values, examples[i] * width, picked, i * width, width);
    }
    return new Values(picked, names);
  }

  void copy(int example, float[] into, int offset) {
    System.arraycopy(values, example * width(), into, offset, width());
  }
}
