package gradus.core.ir;

/**
 * {@code log}, {@code log1p} and sums in the logarithmic domain, in float32.
 *
 * <p>A positive x is {@code 2^e * (1 + f)} with {@code |f| <= 1/3}, found by integer arithmetic on
 * its bits; {@code log x = e ln 2 + f + f^2 Q(f)}. Coefficients: a minimax fit of {@code (log(1+f)
 * - f) / f^2}, made for this project.
 */
public final class Logarithms {
  /** The bits of 2/3: subtracting them leaves e in the exponent field. */
  static final int TWO_THIRDS = 0x3f2aaaab;

  /** The sign and exponent fields. */
  static final int EXPONENT_MASK = 0xff800000;

  static final float SMALLEST_NORMAL = Float.MIN_NORMAL;
  private static final float LN2 = 0x1.62e43p-1f;
  private static final float LN2_PER_EXPONENT_UNIT = LN2 * 0x1p-23f;

  private static final float[] TAIL = {
    -0x1.ffffd6p-2f,
    0x1.5554fcp-2f,
    -0x1.00145p-2f,
    0x1.99d3a8p-3f,
    -0x1.50388p-3f,
    0x1.1ea94ap-3f,
    -0x1.3b0e8ap-3f,
    0x1.1f245p-3f
  };

  private Logarithms() {}

  /** The natural logarithm; -Infinity at ±0, NaN below 0. */
  public static Word log(LaneCode c, Word x) {
    Word small = c.less(x, c.constant(SMALLEST_NORMAL));
    Word normal = c.select(small, c.mul(x, c.constant(0x1p24f)), x);
    Word raw = c.bits(normal);
    Word exponent = exponentOf(c, raw);
    Word f = c.sub(c.fromBits(c.subInt(raw, exponent)), c.constant(1));
    Word shift = c.select(small, c.constant(-24 * 0x1p23f), c.constant(0));
    Word result = assemble(c, f, c.add(c.toFloat(exponent), shift));
    return atTheEdges(c, x, x, result);
  }

  /** {@code log(1 + x)}, accurate near 0, where it keeps the sign of zero; -Infinity at -1. */
  public static Word log1p(LaneCode c, Word x) {
    Word sum = c.add(x, c.constant(1));
    Word exponent = exponentOf(c, c.bits(sum));
    // f = (1 + x) 2^-e - 1 with the bits that the sum lost; 4 * 2^-e, as 2^-e may be denormal.
    Word scale = c.fromBits(c.subInt(c.integer(0x40800000), exponent));
    Word quarter = c.constant(0.25f);
    Word f = c.fma(c.mul(x, quarter), scale, c.fma(scale, quarter, c.constant(-1)));
    Word result = atTheEdges(c, x, sum, assemble(c, f, c.toFloat(exponent)));
    return c.select(c.less(c.abs(x), c.constant(0x1p-25f)), x, result);
  }

  /** {@code log(e^a + e^b)} without overflow; exact at infinities. */
  public static Word logAddExp(LaneCode c, Word a, Word b) {
    Word larger = c.select(c.less(a, b), b, a);
    // Two equal infinities have no difference.
    Word distance = c.select(c.equal(a, b), c.constant(0), c.sub(a, b));
    return c.add(larger, logOnePlusExp(c, Polynomial.negativeAbs(c, distance)));
  }

  /** {@code log(1 + e^x)} for x not above 0, with a small relative error throughout. */
  static Word logOnePlusExp(LaneCode c, Word x) {
    Word power = Exponentials.expNonPositive(c, x);
    Word half = c.constant(0.5f);
    Word large = c.less(c.constant(1 / 3f), power);
    Word f = c.select(large, c.fma(power, half, c.constant(-0.5f)), power);
    Word start = c.add(f, c.select(large, c.constant(LN2), c.constant(0)));
    return c.fma(c.mul(f, f), Polynomial.horner(c, f, TAIL), start);
  }

  /** {@code e * 2^23} as an int. */
  static Word exponentOf(LaneCode c, Word raw) {
    return c.and(c.subInt(raw, c.integer(TWO_THIRDS)), c.integer(EXPONENT_MASK));
  }

  private static Word assemble(LaneCode c, Word f, Word exponent) {
    Word fraction = c.fma(c.mul(f, f), Polynomial.horner(c, f, TAIL), f);
    return c.fma(exponent, c.constant(LN2_PER_EXPONENT_UNIT), fraction);
  }

  /** Infinity and NaN give themselves; an operand of 0 gives -Infinity and a negative one NaN. */
  private static Word atTheEdges(LaneCode c, Word x, Word operand, Word result) {
    Word zero = c.constant(0);
    Word finite = c.select(c.less(x, c.constant(Float.POSITIVE_INFINITY)), result, x);
    Word edge =
        c.select(
            c.equal(operand, zero), c.constant(Float.NEGATIVE_INFINITY), c.constant(Float.NaN));
    return c.select(c.lessEqual(operand, zero), edge, finite);
  }
}
