package gradus.core.ir;

/**
 * {@code sin}, {@code cos}, {@code tan} and {@code atan2} in float32.
 *
 * <p>The argument is reduced by a multiple of pi, given in three floats (Cody and Waite, 1980), so
 * the relative error stays small beside the zeros too. Angles are in radians; from {@value #LIMIT}
 * on, where neighbouring floats lie a tenth of a radian apart, the result is NaN. Coefficients:
 * minimax fits, made for this project.
 */
public final class Trigonometry {
  /** The first size of an angle that is refused. */
  static final float LIMIT = 0x1p20f;

  private static final float ROUNDER = 0x1.8p23f;
  private static final float HALF_PI = 0x1.921fb6p0f;

  // pi/2 cut in three. All are positive: so the products with n = 0 are -0 and keep the sign of x.
  private static final float HALF_PI_1 = 0x1.921fb4p0f;
  private static final float HALF_PI_2 = 0x1.4442dp-24f;
  private static final float HALF_PI_3 = 0x1.84698ap-48f;
  private static final float INVERSE_PI = 0x1.45f306p-2f;

  private static final float[] SINE = {
    1, -0x1.55554cp-3f, 0x1.110ed6p-7f, -0x1.9f6fbep-13f, 0x1.5db37p-19f
  };

  private static final float[] TANGENT = {
    0x1.5554dap-2f, 0x1.112eb8p-3f, 0x1.b56a8cp-5f, 0x1.9130bcp-6f, 0x1.8cee7ap-9f, 0x1.3555ccp-7f
  };

  private static final float[] ARC_TANGENT = {
    -0x1.5554dcp-2f,
    0x1.9978ecp-3f,
    -0x1.230a96p-3f,
    0x1.b4deep-4f,
    -0x1.35519ep-4f,
    0x1.61f18p-5f,
    -0x1.0c1c9ep-6f,
    0x1.7eb2e4p-9f
  };

  private Trigonometry() {}

  /** The sine; keeps the sign of zero. */
  public static Word sin(LaneCode c, Word x) {
    Word rounder = c.constant(ROUNDER);
    Word turns = c.fma(x, c.constant(INVERSE_PI), rounder);
    Word rest = reduce(c, x, c.sub(turns, rounder), 2);
    return signedSine(c, x, rest, c.bits(turns));
  }

  /** The cosine: {@code sin(x + pi/2)}, with the odd multiple of pi/2 taken off exactly. */
  public static Word cos(LaneCode c, Word x) {
    Word rounder = c.constant(ROUNDER);
    Word shifted = c.fma(x, c.constant(INVERSE_PI), c.constant(-0.5f));
    Word turns = c.add(shifted, rounder);
    Word quarters = c.fma(c.sub(turns, rounder), c.constant(2), c.constant(1));
    // cos(r + (2n + 1) pi/2) is -sin r for even n.
    return signedSine(c, x, reduce(c, x, quarters, 1), c.addInt(c.bits(turns), c.integer(1)));
  }

  /** The tangent; keeps the sign of zero. */
  public static Word tan(LaneCode c, Word x) {
    Word rounder = c.constant(ROUNDER);
    Word turns = c.fma(x, c.constant(2 * INVERSE_PI), rounder);
    Word rest = reduce(c, x, c.sub(turns, rounder), 1);
    Word square = c.mul(rest, rest);
    Word tangent = c.fma(c.mul(rest, square), Polynomial.horner(c, square, TANGENT), rest);
    Word even = c.equalInt(c.and(c.bits(turns), c.integer(1)), c.integer(0));
    return inRange(c, x, c.select(even, tangent, c.div(c.constant(-1), tangent)));
  }

  /**
   * The angle of the point (x, y), from -pi to pi: {@code atan(y / x)} in the right quadrant, with
   * C99's values (Annex F) at zeros and infinities.
   */
  public static Word atan2(LaneCode c, Word y, Word x) {
    Word height = c.abs(y);
    Word width = c.abs(x);
    Word steep = c.less(width, height);
    // Of a number and NaN, min takes NaN.
    Word smaller = c.min(width, height);
    Word larger = c.select(steep, height, width);
    Word one = c.constant(1);
    Word divisor = c.select(c.equal(larger, c.constant(0)), one, larger);
    Word infinite = c.equal(smaller, c.constant(Float.POSITIVE_INFINITY));
    Word ratio = c.select(infinite, one, c.div(smaller, divisor));
    Word square = c.mul(ratio, ratio);
    Word series = Polynomial.horner(c, square, ARC_TANGENT);
    Word angle = c.fma(c.mul(ratio, square), series, ratio);
    Word upright = c.select(steep, c.sub(c.constant(HALF_PI), angle), angle);
    Word left = c.lessInt(c.bits(x), c.integer(0));
    Word turned = c.select(left, c.sub(c.constant(2 * HALF_PI), upright), upright);
    return Polynomial.withSign(c, turned, y);
  }

  /** {@code x - n * step * pi/2}; the first step is exact, as the result fits 24 bits. */
  private static Word reduce(LaneCode c, Word x, Word n, float step) {
    Word first = c.fma(n, c.constant(-step * HALF_PI_1), x);
    Word second = c.fma(n, c.constant(-step * HALF_PI_2), first);
    return c.fma(n, c.constant(-step * HALF_PI_3), second);
  }

  /** The sine on [-pi/2, pi/2] as {@code r (1 + r^2 S)}, which keeps -0; negated for an odd n. */
  private static Word signedSine(LaneCode c, Word x, Word rest, Word n) {
    Word sine = c.mul(Polynomial.horner(c, c.mul(rest, rest), SINE), rest);
    return inRange(c, x, c.fromBits(c.xor(c.bits(sine), c.shiftLeft(n, 31))));
  }

  private static Word inRange(LaneCode c, Word x, Word result) {
    return c.select(c.less(c.abs(x), c.constant(LIMIT)), result, c.constant(Float.NaN));
  }
}
