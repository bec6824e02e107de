package gradus.core.ir;

/**
 * Powers in float32.
 *
 * <p>{@code a^b = e^(b log|a|)} magnifies the error of the logarithm up to 88 times, so {@code
 * log|a|} is kept as the sum of two floats: the leading terms {@code e ln 2 + f - f^2/2} without
 * error (Dekker, 1971), the rest of the series in the low part. Coefficients: a minimax fit of
 * {@code (log(1+f) - f + f^2/2) / f^3}, made for this project.
 */
public final class Powers {
  private static final float LN2_HIGH_PER_UNIT = 0x1.62e4p-1f * 0x1p-23f;
  private static final float LN2_LOW_PER_UNIT = 0x1.7f7d1cp-20f * 0x1p-23f;

  /** A power of any float but 1 overflows or underflows beyond; all such exponents are even. */
  private static final float FAR = 0x1p32f;

  private static final float[] TAIL = {
    0x1.555556p-2f,
    -0x1.ffff16p-3f,
    0x1.9997f4p-3f,
    -0x1.5597dep-3f,
    0x1.24ea86p-3f,
    -0x1.f3a7e8p-4f,
    0x1.b9354ap-4f,
    -0x1.06d3bep-3f,
    0x1.e9792ep-4f
  };

  private Powers() {}

  /** {@code 1 / sqrt(x)}: two correctly rounded steps. */
  public static Word rsqrt(LaneCode c, Word x) {
    return c.div(c.constant(1), c.sqrt(x));
  }

  /**
   * {@code a^b} with C99's special cases (Annex F): {@code a^0 = 1} and {@code 1^b = 1} for every a
   * and b, NaN too; a negative finite a needs a whole b, and an odd one gives a negative result.
   */
  public static Word pow(LaneCode c, Word a, Word b) {
    Word zero = c.constant(0);
    Word one = c.constant(1);
    Word size = c.abs(a);
    Word exponent = Polynomial.atMost(c, Polynomial.atLeast(c, b, -FAR), FAR);
    Word power = finitePower(c, size, exponent);

    // 0 and Infinity are the values that doubling keeps; each is the other's reciprocal.
    Word extreme = c.equal(c.add(size, size), size);
    Word reciprocal = c.fromBits(c.subInt(c.integer(0x7f800000), c.bits(size)));
    power = c.select(extreme, c.select(c.less(b, zero), reciprocal, size), power);

    // b - 2 trunc(b/2): 0 for an even b, ±1 for an odd one.
    Word half = c.toFloat(c.toInt(c.mul(exponent, c.constant(0.5f))));
    Word remainder = c.abs(c.fma(half, c.constant(-2), exponent));
    Word odd = c.equal(remainder, one);
    Word sign = c.and(c.bits(a), c.integer(0x80000000));
    power = c.fromBits(c.or(c.bits(power), c.select(odd, sign, c.integer(0))));

    Word whole = c.select(odd, zero, remainder);
    Word base = c.select(extreme, one, a);
    Word broken = c.select(c.less(base, zero), whole, zero);
    power = c.select(c.equal(broken, zero), power, c.constant(Float.NaN));

    Word sum = c.add(size, c.abs(b));
    power = c.select(c.notEqual(sum, sum), sum, power);
    power = c.select(c.equal(a, one), one, power);
    return c.select(c.equal(b, zero), one, power);
  }

  /** {@code size^exponent} for a positive finite size. */
  private static Word finitePower(LaneCode c, Word size, Word exponent) {
    Word tiny = c.less(size, c.constant(Logarithms.SMALLEST_NORMAL));
    Word raw = c.bits(c.select(tiny, c.mul(size, c.constant(0x1p24f)), size));
    Word field = Logarithms.exponentOf(c, raw);
    Word f = c.sub(c.fromBits(c.subInt(raw, field)), c.constant(1));
    Word shift = c.select(tiny, c.constant(-24 * 0x1p23f), c.constant(0));
    Word e = c.add(c.toFloat(field), shift);

    // f - f^2/2 = high + low, with f^2 = square + squareLow.
    Word square = c.mul(f, f);
    Word squareLow = c.fma(f, f, c.neg(square));
    Word minusHalf = c.constant(-0.5f);
    Word high = c.fma(minusHalf, square, f);
    Word low = c.fma(minusHalf, square, c.sub(f, high));
    Word cubic = c.mul(c.mul(f, square), Polynomial.horner(c, f, TAIL));
    low = c.add(low, c.fma(minusHalf, squareLow, cubic));

    // Add e ln 2; its high part is exact, and not below |high| unless it is 0.
    Word octaves = c.mul(e, c.constant(LN2_HIGH_PER_UNIT));
    Word log = c.add(octaves, high);
    low = c.add(low, c.add(c.sub(octaves, log), high));
    low = c.fma(e, c.constant(LN2_LOW_PER_UNIT), low);

    // The low part holds f^3/3 too: move all but a rounding error of it to the high part.
    Word whole = c.add(log, low);
    low = c.add(c.sub(log, whole), low);

    Word product = c.mul(whole, exponent);
    Word tail = c.fma(low, exponent, c.fma(whole, exponent, c.neg(product)));
    // Far out the tail is of no account and could be large.
    Word near = c.less(c.abs(product), c.constant(150));
    return Exponentials.expOfSum(c, product, c.select(near, tail, c.constant(0)));
  }
}
