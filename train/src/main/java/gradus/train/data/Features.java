package gradus.train.data;

/**
 * The features of a data set: {@code size} rows of {@code width} float32 numbers, read one row at a
 * time, so that bytes of images stay bytes and a subset or a scaling is a view.
 */
public sealed interface Features
    permits DenseFeatures, ByteFeatures, PickedFeatures, ScaledFeatures {
  /** The number of examples. */
  int size();

  /** The number of values of one example. */
  int width();

  /** Writes the example's values to {@code into[offset .. offset + width)}. */
  void copy(int example, float[] into, int offset);

  /** All values as one row-major array of {@code size * width} (a copy). */
  default float[] toArray() {
    float[] all = new float[Math.multiplyExact(size(), width())];
    for (int i = 0; i < size(); i++) {
      copy(i, all, i * width());
    }
    return all;
  }
}
