package gradus.core.ir;

/** Rounding to whole numbers, and the sign, in float32; all exact. */
public final class Rounding {
  /** From here on every float is whole. */
  private static final float WHOLE = 0x1p23f;

  private Rounding() {}

  /** The nearest whole number, halves to even; keeps the sign of zero. */
  public static Word rint(LaneCode c, Word x) {
    Word whole = c.constant(WHOLE);
    Word size = c.abs(x);
    Word rounded = Polynomial.withSign(c, c.sub(c.add(size, whole), whole), x);
    return c.select(c.less(size, whole), rounded, x);
  }

  /** The largest whole number not above x; keeps the sign of zero. */
  public static Word floor(LaneCode c, Word x) {
    Word rounded = rint(c, x);
    return c.select(c.less(x, rounded), c.sub(rounded, c.constant(1)), rounded);
  }

  /** 1 above 0, -1 below; zeros and NaN give themselves. */
  public static Word sign(LaneCode c, Word x) {
    Word zero = c.constant(0);
    Word negative = c.select(c.less(x, zero), c.constant(-1), x);
    return c.select(c.less(zero, x), c.constant(1), negative);
  }
}
