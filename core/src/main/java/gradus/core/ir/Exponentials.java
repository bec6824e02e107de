package gradus.core.ir;

/**
 * {@code exp} and {@code expm1} in float32.
 *
 * <p>Both write {@code x = m * 2 ln 2 + r} with an integer m and {@code |r| <= ln 2} (Cody and
 * Waite, 1980). Then {@code e^x = e^r * 2^m * 2^m}: two equal factors reach every result, from the
 * smallest denormal to overflow, with one shift. Coefficients: minimax fits of {@code (e^r - 1 - r)
 * / r^2}, made for this project.
 */
public final class Exponentials {
  /** Adding it rounds to an integer, kept in the low bits with the exponent bias of float32. */
  static final float ROUNDER = 0x1.8p23f + 127;

  private static final float HALF_LOG2_E = 0x1.715476p-1f;
  private static final float TWO_LN2_HIGH = 0x1.62e4p0f;
  private static final float TWO_LN2_LOW = 0x1.7f7d1cp-19f;
  private static final int MANTISSA_BITS = 23;

  /** Beyond it the result overflows or underflows, and 2^m is still a normal float. */
  private static final float FAR = 150;

  /** e^-105 rounds to 0. */
  private static final float FAR_BELOW = 105;

  /** The fit of degree 6, for {@code |r| <= ln(2)/2}. */
  private static final float[] SHORT_TAIL = {
    0x1.fffffep-2f, 0x1.5554b4p-3f, 0x1.5556f2p-5f, 0x1.122552p-7f, 0x1.6b9c8ep-10f
  };

  private static final float[] TAIL = {
    0x1.000008p-1f, 0x1.55553cp-3f, 0x1.554bbp-5f, 0x1.1118d6p-7f, 0x1.716954p-10f, 0x1.a0581ep-13f
  };

  private Exponentials() {}

  /** {@code e^x}; 0 for -Infinity, Infinity above 88.7228, denormal results are kept. */
  public static Word exp(LaneCode c, Word x) {
    return expNear(c, Polynomial.atMost(c, Polynomial.atLeast(c, x, -FAR), FAR));
  }

  /** {@code e^x - 1}, accurate near 0, where it keeps the sign of zero. */
  public static Word expm1(LaneCode c, Word x) {
    Word near = Polynomial.atMost(c, Polynomial.atLeast(c, x, -FAR), FAR);
    Word turns = turns(c, near);
    Word scale = scale(c, turns);
    Word inverse = c.fromBits(c.subInt(c.integer(254 << MANTISSA_BITS), c.bits(scale)));
    Word rest = rest(c, near, turns);
    Word small = c.fma(c.mul(rest, rest), Polynomial.horner(c, rest, TAIL), rest);
    // small * s^2 + s^2 - 1, where s^2 alone could overflow before the whole does.
    Word result = c.mul(c.fma(small, scale, c.sub(scale, inverse)), scale);
    return c.select(c.equal(x, c.constant(0)), x, result);
  }

  /**
   * {@code e^x} for x not above 0, in fewer steps: {@code x = n ln 2 + r}, {@code |r| <= ln(2)/2},
   * and the single factor 2^(n + 64) is a normal float for every n that counts.
   */
  static Word expNonPositive(LaneCode c, Word x) {
    Word near = Polynomial.atLeast(c, x, -FAR_BELOW);
    Word turns = c.fma(near, c.constant(2 * HALF_LOG2_E), c.constant(ROUNDER + 64));
    Word n = c.sub(turns, c.constant(ROUNDER + 64));
    Word rest = c.fma(n, c.constant(-TWO_LN2_HIGH / 2), near);
    rest = c.fma(n, c.constant(-TWO_LN2_LOW / 2), rest);
    Word one = c.constant(1);
    Word sum = c.fma(c.fma(Polynomial.horner(c, rest, SHORT_TAIL), rest, one), rest, one);
    return c.mul(c.mul(sum, scale(c, turns)), c.constant(0x1p-64f));
  }

  /** {@code e^(x + tail)} for a tail below an ulp of x: for callers that know x in two floats. */
  static Word expOfSum(LaneCode c, Word x, Word tail) {
    Word near = Polynomial.atMost(c, Polynomial.atLeast(c, x, -FAR), FAR);
    Word turns = turns(c, near);
    return scaledExp(c, c.add(rest(c, near, turns), tail), scale(c, turns));
  }

  private static Word expNear(LaneCode c, Word x) {
    Word turns = turns(c, x);
    return scaledExp(c, rest(c, x, turns), scale(c, turns));
  }

  private static Word scaledExp(LaneCode c, Word rest, Word scale) {
    Word one = c.constant(1);
    Word sum = c.fma(c.fma(Polynomial.horner(c, rest, TAIL), rest, one), rest, one);
    return c.mul(c.mul(sum, scale), scale);
  }

  /** {@code m + ROUNDER}. */
  private static Word turns(LaneCode c, Word x) {
    return c.fma(x, c.constant(HALF_LOG2_E), c.constant(ROUNDER));
  }

  /** {@code 2^m}: the bias is in the rounder already, so the shift alone makes the float. */
  private static Word scale(LaneCode c, Word turns) {
    return c.fromBits(c.shiftLeft(c.bits(turns), MANTISSA_BITS));
  }

  /** {@code r = x - m * 2 ln 2}; the first step is exact, as the high part has 17 bits. */
  private static Word rest(LaneCode c, Word x, Word turns) {
    Word m = c.sub(turns, c.constant(ROUNDER));
    return c.fma(m, c.constant(-TWO_LN2_LOW), c.fma(m, c.constant(-TWO_LN2_HIGH), x));
  }
}
