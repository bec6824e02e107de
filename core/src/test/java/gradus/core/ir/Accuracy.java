package gradus.core.ir;

import java.util.function.DoubleUnaryOperator;

/** Measures float32 functions against double references, in units in the last place. */
final class Accuracy {
  static final ScalarLanes LANES = new ScalarLanes();

  /** A function of one float, written in lane code. */
  interface Unary {
    Word apply(LaneCode c, Word x);
  }

  /** A function of two floats, written in lane code. */
  interface Binary {
    Word apply(LaneCode c, Word a, Word b);
  }

  private Accuracy() {}

  static float at(Unary function, float x) {
    return ScalarLanes.floatOf(function.apply(LANES, LANES.constant(x)));
  }

  static float at(Binary function, float a, float b) {
    return ScalarLanes.floatOf(function.apply(LANES, LANES.constant(a), LANES.constant(b)));
  }

  /** The error in ulp of the float nearest the truth; infinite where one alone is NaN. */
  static double ulps(float got, double truth) {
    if (Double.isNaN(truth) || Float.isNaN(got)) {
      return Double.isNaN(truth) && Float.isNaN(got) ? 0 : Double.POSITIVE_INFINITY;
    }
    float nearest = (float) truth;
    if (got == nearest) {
      return Float.isInfinite(got) ? 0 : Math.abs(got - truth) / Math.ulp(nearest);
    }
    if (Float.isInfinite(nearest) || Float.isInfinite(got)) {
      // One step beyond the largest float is an error of an ulp, more is wrong.
      return Math.abs(got - truth) == Double.POSITIVE_INFINITY
          ? (Math.abs(truth) > 0x1.fffffcp127 ? 1 : Double.POSITIVE_INFINITY)
          : Math.abs(got - truth) / Math.ulp(Float.MAX_VALUE);
    }
    return Math.abs(got - truth) / Math.ulp(nearest);
  }

  /** The largest error over every {@code step}-th bit pattern, NaN and infinities among them. */
  static double worstOverBits(Unary function, DoubleUnaryOperator truth, int step) {
    double worst = 0;
    for (long raw = 0; raw < 1L << 32; raw += step) {
      float x = Float.intBitsToFloat((int) raw);
      worst = Math.max(worst, ulps(at(function, x), truth.applyAsDouble(x)));
    }
    return worst;
  }

  /** The largest error over an even grid of {@code count} points. */
  static double worstOverGrid(
      Unary function, DoubleUnaryOperator truth, double low, double high, int count) {
    double worst = 0;
    for (int i = 0; i <= count; i++) {
      float x = (float) (low + (high - low) * i / count);
      worst = Math.max(worst, ulps(at(function, x), truth.applyAsDouble(x)));
    }
    return worst;
  }
}
