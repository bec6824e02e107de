package gradus.train.data;

/**
 * Examples of one step: features {@code [size, shape...]} row-major, and either {@code labels
 * [size]} or {@code values [size, width]}; the array that is not used has length 0. Arrays of a
 * reused buffer may be longer than the size asks for: the rest is of no meaning.
 *
 * @param size the number of examples
 */
public record Batch(float[] features, int[] labels, float[] values, int size) {
  /** A batch of class labels, for example to measure predictions by. */
  public static Batch ofLabels(int... labels) {
    return new Batch(new float[0], labels, new float[0], labels.length);
  }

  /** A batch of values {@code [values.length / width, width]}, to measure predictions by. */
  public static Batch ofValues(int width, float... values) {
    return new Batch(new float[0], new int[0], values, values.length / width);
  }

  /** Whether the targets are class labels. */
  public boolean labelled() {
    return labels.length > 0;
  }
}
