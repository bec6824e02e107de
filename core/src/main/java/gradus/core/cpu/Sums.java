package gradus.core.cpu;

/**
 * Sums over floats in float64. Each is made of 16 partial sums, of the numbers whose places leave
 * the same rest when divided by 16, folded in one tree: so every processor gives the same bits.
 */
public sealed interface Sums permits ScalarSums, VectorSums {
  /** The partial sums. */
  int PARTS = 16;

  /** The sums for a processor. */
  static Sums of(Cpu cpu) {
    return cpu.vectors() ? new VectorSums() : new ScalarSums();
  }

  /** {@code Σ x_i}. */
  double sum(float[] x);

  /** {@code Σ a_i b_i}, of arrays of one length. */
  double dot(float[] a, float[] b);

  /** {@code Σ (a_i - b_i)²}, the differences as floats, of arrays of one length. */
  double distance(float[] a, float[] b);

  /** The bits of the largest magnitude, which is NaN's if there is one; 0 of none. */
  int largest(float[] x);

  /** The bits of the smallest magnitude above 0; the largest int if there is none. */
  int smallest(float[] x);

  /** Folds partial sums, which are lost. */
  static double fold(double[] parts) {
    for (int half = PARTS / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        parts[i] += parts[i + half];
      }
    }
    return parts[0];
  }

  /** Bits without the sign: they are ordered as magnitudes are, and NaN is the largest. */
  static int magnitude(float x) {
    return Float.floatToRawIntBits(x) & Integer.MAX_VALUE;
  }
}
