package gradus.train.data;

/** Features held as one row-major float array. */
public final class DenseFeatures implements Features {
  private final float[] values;
  private final int size;
  private final int width;

  /**
   * Takes {@code size * width} row-major values; the caller must not change them afterwards.
   *
   * @throws DataException if the number of values is not size * width
   */
  public DenseFeatures(float[] values, int size, int width) {
    if ((long) size * width != values.length) {
      throw new DataException(
          "features: got %d values for %d examples of %d; must be %d"
              .formatted(values.length, size, width, (long) size * width));
    }
    this.values = values;
    this.size = size;
    this.width = width;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public void copy(int example, float[] into, int offset) {
    System.arraycopy(values, example * width, into, offset, width);
  }

  /** The position of the first value that is not finite, or -1. */
  int notFinite() {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        return i;
      }
    }
    return -1;
  }

  float value(int position) {
    return values[position];
  }
}
