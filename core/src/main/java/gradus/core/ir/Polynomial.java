package gradus.core.ir;

/** Short pieces that the float32 functions share: Horner's rule, clamps and signs. */
final class Polynomial {
  private static final int SIGN = 0x80000000;

  private Polynomial() {}

  /** {@code k[0] + k[1] x + k[2] x^2 + ...} by Horner's rule: one fma for each power. */
  static Word horner(LaneCode c, Word x, float... coefficients) {
    Word sum = c.constant(coefficients[coefficients.length - 1]);
    for (int i = coefficients.length - 2; i >= 0; i--) {
      sum = c.fma(sum, x, c.constant(coefficients[i]));
    }
    return sum;
  }

  /** At most {@code top}; NaN stays. Two instructions, where max and min of NaN cost more. */
  static Word atMost(LaneCode c, Word x, float top) {
    Word limit = c.constant(top);
    return c.select(c.less(limit, x), limit, x);
  }

  /** At least {@code bottom}; NaN stays. */
  static Word atLeast(LaneCode c, Word x, float bottom) {
    Word limit = c.constant(bottom);
    return c.select(c.less(x, limit), limit, x);
  }

  /** {@code -|x|}. */
  static Word negativeAbs(LaneCode c, Word x) {
    return c.fromBits(c.or(c.bits(x), c.integer(SIGN)));
  }

  /** {@code magnitude}, which is not below +0, with the sign of {@code source}. */
  static Word withSign(LaneCode c, Word magnitude, Word source) {
    Word sign = c.and(c.bits(source), c.integer(SIGN));
    return c.fromBits(c.or(c.bits(magnitude), sign));
  }
}
