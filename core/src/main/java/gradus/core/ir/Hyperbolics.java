package gradus.core.ir;

/** {@code tanh}, the logistic function and softplus in float32. */
public final class Hyperbolics {
  private static final float TWO_LOG2_E = 0x1.715476p1f;
  private static final float HALF_LN2 = 0x1.62e43p-2f;

  /** tanh rounds to 1 from 9.02 on. */
  private static final float FLAT = 10;

  // (e^(2r) - 1 - 2r) / (2 r^2), from a minimax fit of degree 6 for e^r on |r| <= ln(2)/2, made
  // for this project; k[i] of the fit times 2^(i+1).
  private static final float[] TAIL = {
    0x1.fffffep-1f, 0x1.5554b4p-1f, 0x1.5556f2p-2f, 0x1.122552p-3f, 0x1.6b9c8ep-5f
  };

  private Hyperbolics() {}

  /**
   * {@code tanh x = (e^(2|x|) - 1) / (e^(2|x|) + 1)} with the sign of x. Half of {@code e^(2|x|) -
   * 1} is built directly, so that nothing cancels near 0.
   */
  public static Word tanh(LaneCode c, Word x) {
    Word size = Polynomial.atMost(c, c.abs(x), FLAT);
    Word rounder = c.constant(Exponentials.ROUNDER);
    Word turns = c.fma(size, c.constant(TWO_LOG2_E), rounder);
    Word scale = c.fromBits(c.shiftLeft(c.bits(turns), 23));
    // One float of ln 2 is enough: its error counts by 1 - tanh^2, which falls faster than n grows.
    Word rest = c.fma(c.sub(turns, rounder), c.constant(-HALF_LN2), size);
    Word small = c.fma(c.mul(rest, rest), Polynomial.horner(c, rest, TAIL), rest);
    Word half = c.constant(0.5f);
    Word above = c.fma(small, scale, c.fma(scale, half, c.constant(-0.5f)));
    // Not built alike: so the rounding error of the numerator cancels in part.
    Word below = c.add(above, c.constant(1));
    return Polynomial.withSign(c, c.div(above, below), x);
  }

  /** The logistic function {@code 1 / (1 + e^-x)}; keeps denormal results for very negative x. */
  public static Word sigmoid(LaneCode c, Word x) {
    Word power = Exponentials.expNonPositive(c, Polynomial.negativeAbs(c, x));
    Word one = c.constant(1);
    Word above = c.select(c.less(x, c.constant(0)), power, one);
    return c.div(above, c.add(power, one));
  }

  /** {@code softplus x = log(1 + e^x) = max(x, 0) + log(1 + e^-|x|)}; no overflow. */
  public static Word softplus(LaneCode c, Word x) {
    Word zero = c.constant(0);
    Word rest = Logarithms.logOnePlusExp(c, Polynomial.negativeAbs(c, x));
    return c.add(c.select(c.less(zero, x), x, zero), rest);
  }
}
