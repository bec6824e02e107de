package gradus.train.data;

/** Features held as unsigned bytes, for example pixels; read as {@code byte / divisor}. */
public final class ByteFeatures implements Features {
  private final byte[] values;
  private final int size;
  private final int width;
  private final float[] table = new float[256];

  /**
   * Takes {@code size * width} row-major bytes; the caller must not change them afterwards.
   *
   * @param divisor what a byte is divided by, 255 for pixels that shall lie in 0..1
   * @throws DataException if the number of bytes is not size * width, or the divisor not positive
   */
  public ByteFeatures(byte[] values, int size, int width, float divisor) {
    if ((long) size * width != values.length) {
      throw new DataException(
          "features: got %d bytes for %d examples of %d; must be %d"
              .formatted(values.length, size, width, (long) size * width));
    }
    if (!(divisor > 0)) {
      throw new DataException("features: got divisor " + divisor + "; must be more than 0");
    }
    this.values = values;
    this.size = size;
    this.width = width;
    for (int i = 0; i < table.length; i++) {
      table[i] = i / divisor;
    }
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
    int from = example * width;
    for (int i = 0; i < width; i++) {
      into[offset + i] = table[values[from + i] & 0xFF];
    }
  }
}
