package gradus.core.ir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Zeros, infinities, NaN, denormals: the values that C99's Annex F lays down. */
class SpecialValueTest {
  private static final float INFINITY = Float.POSITIVE_INFINITY;
  private static final float NAN = Float.NaN;

  private static final float[] PAIRS = {
    0f,
    -0f,
    1,
    -1,
    2,
    -2,
    3,
    -3,
    0.5f,
    -0.5f,
    2.5f,
    -2.5f,
    NAN,
    INFINITY,
    -INFINITY,
    1e-40f,
    -1e-40f,
    1e30f,
    -1e30f,
    16777215,
    -16777215,
    0x1p25f,
    Float.MIN_VALUE,
    Float.MAX_VALUE
  };

  /** Results at NaN, -Infinity, -0, +0, +Infinity. */
  private record Row(
      String name, Accuracy.Unary function, float low, float minusZero, float zero, float high) {}

  private static final Row[] ROWS = {
    new Row("exp", Exponentials::exp, 0, 1, 1, INFINITY),
    new Row("expm1", Exponentials::expm1, -1, -0f, 0, INFINITY),
    new Row("log", Logarithms::log, NAN, -INFINITY, -INFINITY, INFINITY),
    new Row("log1p", Logarithms::log1p, NAN, -0f, 0, INFINITY),
    new Row("sin", Trigonometry::sin, NAN, -0f, 0, NAN),
    new Row("cos", Trigonometry::cos, NAN, 1, 1, NAN),
    new Row("tan", Trigonometry::tan, NAN, -0f, 0, NAN),
    new Row("tanh", Hyperbolics::tanh, -1, -0f, 0, 1),
    new Row("sigmoid", Hyperbolics::sigmoid, 0, 0.5f, 0.5f, 1),
    new Row("softplus", Hyperbolics::softplus, 0, 0.6931472f, 0.6931472f, INFINITY),
    new Row("erf", ErrorFunction::erf, -1, -0f, 0, 1),
    new Row("rsqrt", Powers::rsqrt, NAN, -INFINITY, INFINITY, 0),
    new Row("floor", Rounding::floor, -INFINITY, -0f, 0, INFINITY),
    new Row("rint", Rounding::rint, -INFINITY, -0f, 0, INFINITY),
    new Row("sign", Rounding::sign, -1, -0f, 0, 1),
  };

  @Test
  void functionsOfOneValue() {
    for (Row row : ROWS) {
      same(row.name() + " of NaN", Accuracy.at(row.function(), NAN), NAN);
      same(row.name() + " of -Infinity", Accuracy.at(row.function(), -INFINITY), row.low());
      same(row.name() + " of -0", Accuracy.at(row.function(), -0f), row.minusZero());
      same(row.name() + " of +0", Accuracy.at(row.function(), 0f), row.zero());
      same(row.name() + " of Infinity", Accuracy.at(row.function(), INFINITY), row.high());
    }
  }

  @Test
  void logarithmsAtTheEdgeOfTheirDomain() {
    same("log1p(-1)", Accuracy.at(Logarithms::log1p, -1f), -INFINITY);
    same("log1p(-2)", Accuracy.at(Logarithms::log1p, -2f), NAN);
    same("log(-1)", Accuracy.at(Logarithms::log, -1f), NAN);
    same("log of the least", Accuracy.at(Logarithms::log, Float.MIN_VALUE), -103.27893f);
  }

  @Test
  void exponentialsReachDenormalsAndOverflow() {
    same("exp(-103.9)", Accuracy.at(Exponentials::exp, -103.9f), Float.MIN_VALUE);
    same("exp(-104.1)", Accuracy.at(Exponentials::exp, -104.1f), 0);
    same("exp(88.8)", Accuracy.at(Exponentials::exp, 88.8f), INFINITY);
    same("sigmoid(-103.9)", Accuracy.at(Hyperbolics::sigmoid, -103.9f), Float.MIN_VALUE);
  }

  @Test
  void logAddExpAtInfinities() {
    same("inf, inf", Accuracy.at(Logarithms::logAddExp, INFINITY, INFINITY), INFINITY);
    same("-inf, -inf", Accuracy.at(Logarithms::logAddExp, -INFINITY, -INFINITY), -INFINITY);
    same("-inf, 3", Accuracy.at(Logarithms::logAddExp, -INFINITY, 3), 3);
    same("NaN, 3", Accuracy.at(Logarithms::logAddExp, NAN, 3), NAN);
    same("3, NaN", Accuracy.at(Logarithms::logAddExp, 3, NAN), NAN);
  }

  @Test
  void pairsOfSpecialValues() {
    for (float a : PAIRS) {
      for (float b : PAIRS) {
        near("atan2", a, b, Accuracy.at(Trigonometry::atan2, a, b), StrictMath.atan2(a, b));
        near("pow", a, b, Accuracy.at(Powers::pow, a, b), powerOfC(a, b));
      }
    }
  }

  /** The JDK differs from C99 where 1 meets NaN and ±1 meets an infinity. */
  private static double powerOfC(float a, float b) {
    return a == 1 || (a == -1 && Float.isInfinite(b)) ? 1 : StrictMath.pow(a, b);
  }

  private static void near(String name, float a, float b, float got, double want) {
    assertThat(Accuracy.ulps(got, want)).as("%s(%s, %s) = %s", name, a, b, got).isLessThan(2);
    if ((float) want == 0) {
      same(name + "(" + a + ", " + b + ")", got, (float) want);
    }
  }

  private static void same(String name, float got, float want) {
    assertThat(Float.floatToIntBits(got))
        .as("%s: got %s, want %s", name, got, want)
        .isEqualTo(Float.floatToIntBits(want));
  }
}
