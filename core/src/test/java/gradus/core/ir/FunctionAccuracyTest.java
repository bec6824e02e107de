package gradus.core.ir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every function of lane code against a double reference, in units in the last place. */
class FunctionAccuracyTest {
  private static final int STEP = 8209;
  private static final int POINTS = 400_000;

  /** A function, its truth, where to look closely, and the error allowed. */
  private record Row(
      String name,
      Accuracy.Unary function,
      DoubleUnaryOperator truth,
      double low,
      double high,
      double ulps) {}

  private static final Row[] ROWS = {
    new Row("exp", Exponentials::exp, StrictMath::exp, -104, 89, 1.7),
    new Row("expm1", Exponentials::expm1, StrictMath::expm1, -3, 3, 1.7),
    new Row("log", Logarithms::log, StrictMath::log, 0.25, 4, 1.2),
    new Row("log1p", Logarithms::log1p, StrictMath::log1p, -0.99999, 3, 1.9),
    new Row("tanh", Hyperbolics::tanh, StrictMath::tanh, -10, 10, 2.5),
    new Row("sigmoid", Hyperbolics::sigmoid, Truth::sigmoid, -104, 20, 2.4),
    new Row("softplus", Hyperbolics::softplus, Truth::softplus, -20, 20, 2.4),
    new Row("erf", ErrorFunction::erf, Truth::erf, -4, 4, 2.5),
    new Row("rsqrt", Powers::rsqrt, x -> x == 0 ? 1 / x : 1 / Math.sqrt(x), 0.25, 4, 1.5),
    new Row("rint", Rounding::rint, Math::rint, -20, 20, 0),
    new Row("floor", Rounding::floor, Math::floor, -20, 20, 0),
    new Row("sign", Rounding::sign, Math::signum, -20, 20, 0),
    new Row(
        "atan2(x, 1)",
        (c, y) -> Trigonometry.atan2(c, y, c.constant(1)),
        StrictMath::atan,
        -20,
        20,
        2),
    new Row(
        "atan2(x, -3)",
        (c, y) -> Trigonometry.atan2(c, y, c.constant(-3)),
        y -> StrictMath.atan2(y, -3),
        -20,
        20,
        2),
    new Row(
        "logAddExp(x, 1.5)",
        (c, x) -> Logarithms.logAddExp(c, x, c.constant(1.5f)),
        x -> Truth.logAddExp(x, 1.5),
        -20,
        20,
        1.2),
    powerRow(2),
    powerRow(0.5f),
    powerRow(-1),
    powerRow(-7.3f),
    powerRow(33),
  };

  private static Row powerRow(float b) {
    return new Row(
        "pow(x, " + b + ")",
        (c, x) -> Powers.pow(c, x, c.constant(b)),
        x -> StrictMath.pow(x, b),
        0.01,
        10,
        4);
  }

  @TestFactory
  Stream<DynamicTest> errorStaysInBounds() {
    return Stream.of(ROWS).map(row -> DynamicTest.dynamicTest(row.name(), () -> check(row)));
  }

  private static void check(Row row) {
    assertThat(Accuracy.worstOverBits(row.function(), row.truth(), STEP))
        .as("%s over bit patterns", row.name())
        .isLessThanOrEqualTo(row.ulps());
    assertThat(Accuracy.worstOverGrid(row.function(), row.truth(), row.low(), row.high(), POINTS))
        .as("%s over a grid", row.name())
        .isLessThanOrEqualTo(row.ulps());
  }

  @TestFactory
  Stream<DynamicTest> anglesUpTo100000() {
    return Stream.of(2.0, 100.0, 1e4, 1e5)
        .map(
            limit ->
                DynamicTest.dynamicTest(
                    "|x| <= " + limit,
                    () -> {
                      assertThat(relative(Trigonometry::sin, StrictMath::sin, limit))
                          .isLessThanOrEqualTo(2e-7);
                      assertThat(relative(Trigonometry::cos, StrictMath::cos, limit))
                          .isLessThanOrEqualTo(2e-7);
                      assertThat(relative(Trigonometry::tan, StrictMath::tan, limit))
                          .isLessThanOrEqualTo(limit > 1e4 ? 3e-7 : 2e-7);
                    }));
  }

  private static double relative(Accuracy.Unary function, DoubleUnaryOperator truth, double limit) {
    double worst = 0;
    for (int i = 0; i <= POINTS; i++) {
      float x = (float) (limit * (2.0 * i / POINTS - 1));
      double want = truth.applyAsDouble(x);
      if (want != 0) {
        worst = Math.max(worst, Math.abs(Accuracy.at(function, x) / want - 1));
      }
    }
    return worst;
  }

  @Test
  void anglesThatAreTooLargeGiveNaN() {
    for (float x : new float[] {Trigonometry.LIMIT, -1e10f, Float.MAX_VALUE}) {
      assertThat(Accuracy.at(Trigonometry::sin, x)).isNaN();
      assertThat(Accuracy.at(Trigonometry::cos, x)).isNaN();
      assertThat(Accuracy.at(Trigonometry::tan, x)).isNaN();
    }
  }

  @Test
  void powersOverTheWholeRangeOfResults() {
    SplittableRandom random = new SplittableRandom(1);
    double worst = 0;
    for (int i = 0; i < POINTS; i++) {
      float a = (float) StrictMath.exp(random.nextDouble(-20, 20));
      float b = (float) (random.nextDouble(-87, 87) / StrictMath.log(a));
      double truth = StrictMath.pow(a, b);
      worst = Math.max(worst, Math.abs(Accuracy.at(Powers::pow, a, b) / truth - 1));
    }
    assertThat(worst).isLessThanOrEqualTo(1e-6);
  }
}
