package gradus.core.ir;

/**
 * The error function in float32.
 *
 * <p>{@code erf a = 1 - e^-h} with {@code h = -log(erfc a)}, which is smooth: {@code h = a + a
 * g(a)} with a polynomial g of degree 7 on [0, 3.95]. {@code 1 - e^-h} is built as expm1 is, so one
 * path is accurate near 0 and near 1. Coefficients: minimax fits in the relative error of erf, made
 * for this project.
 */
public final class ErrorFunction {
  private static final float LOG2_E = 0x1.715476p0f;
  private static final float LN2 = 0x1.62e43p-1f;

  /** erf rounds to 1 from 3.84 on. */
  private static final float FLAT = 3.95f;

  private static final float[] EXPONENT = {
    0x1.06ebaep-3f,
    0x1.45f29p-1f,
    0x1.a523d6p-4f,
    -0x1.3cc27ap-6f,
    0x1.dbc628p-13f,
    0x1.433c98p-10f,
    -0x1.873fa2p-12f,
    0x1.4aefb6p-15f
  };

  // (1 - e^-r - r) / r^2 for |r| <= ln(2)/2.
  private static final float[] TAIL = {
    -0x1.fffffep-2f, 0x1.5554b4p-3f, -0x1.5556f2p-5f, 0x1.122552p-7f, -0x1.6b9c8ep-10f
  };

  private ErrorFunction() {}

  /** {@code erf x = 2/sqrt(pi) * integral of e^(-t^2) from 0 to x}. */
  public static Word erf(LaneCode c, Word x) {
    Word size = Polynomial.atMost(c, c.abs(x), FLAT);
    Word h = c.fma(size, Polynomial.horner(c, size, EXPONENT), size);
    Word rounder = c.constant(Exponentials.ROUNDER);
    Word turns = c.fma(h, c.constant(-LOG2_E), rounder);
    Word scale = c.fromBits(c.shiftLeft(c.bits(turns), 23));
    // r = h + n ln 2, n <= 0; one float of ln 2 is enough, as the power falls when n does.
    Word rest = c.fma(c.sub(turns, rounder), c.constant(LN2), h);
    Word small = c.fma(c.mul(rest, rest), Polynomial.horner(c, rest, TAIL), rest);
    Word result = c.fma(small, scale, c.sub(c.constant(1), scale));
    return Polynomial.withSign(c, result, x);
  }
}
