package gradus.health.forecast;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Numerical integration against the standard normal: the midpoints of 4,000 equal cells from -10 to
 * 10, each weighted by its density. No midpoint lies at 0, and they lie evenly about it, so that
 * integrals of functions with a kink or a jump at 0, as ReLU has, are exact to rounding; kinks
 * elsewhere cost less than 0.001.
 */
final class Grid {
  /** How many points there are. */
  static final int SIZE = 4000;

  private static final double END = 10;
  private static final double STEP = 2 * END / SIZE;
  private static final double[] POINTS = new double[SIZE];
  private static final double[] WEIGHTS = new double[SIZE];

  /** Every so many points are used where two normals are integrated over. */
  private static final int COARSE = 4;

  private static final int APART = 48;
  private static final double APART_END = 6;

  static {
    double sum = 0;
    for (int i = 0; i < SIZE; i++) {
      POINTS[i] = (i + 0.5 - SIZE / 2.0) * STEP;
      WEIGHTS[i] = Math.exp(-POINTS[i] * POINTS[i] / 2);
      sum += WEIGHTS[i];
    }
    for (int i = 0; i < SIZE; i++) {
      WEIGHTS[i] /= sum;
    }
  }

  private Grid() {}

  /** A function at the points. */
  static double[] at(DoubleUnaryOperator function) {
    double[] values = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      values[i] = function.applyAsDouble(POINTS[i]);
    }
    return values;
  }

  /** {@code E[f(z)]} for the values of f at the points. */
  static double mean(double[] f) {
    double sum = 0;
    for (int i = 0; i < SIZE; i++) {
      sum += WEIGHTS[i] * f[i];
    }
    return sum;
  }

  /** {@code E[f(z) g(z)]}. */
  static double product(double[] f, double[] g) {
    double sum = 0;
    for (int i = 0; i < SIZE; i++) {
      sum += WEIGHTS[i] * f[i] * g[i];
    }
    return sum;
  }

  /** Values of another function of two functions, point by point. */
  static double[] combine(double[] f, double[] g, DoubleBinaryOperator how) {
    double[] values = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      values[i] = how.applyAsDouble(f[i], g[i]);
    }
    return values;
  }

  /**
   * The probability of each point to be the one with the largest value among k independent ones.
   */
  static double[] winner(double[] values, int k) {
    Integer[] order = new Integer[SIZE];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
    double[] shares = new double[SIZE];
    double below = 0;
    for (int at : order) {
      double before = Math.pow(below, k);
      below = Math.min(1, below + WEIGHTS[at]);
      shares[at] = Math.pow(below, k) - before;
    }
    return shares;
  }

  /** The squares of values. */
  static double[] squares(double[] f) {
    return combine(f, f, (a, b) -> a * b);
  }

  /**
   * {@code ½ E[(f(u) - f(v))²]} for standard normals u, v with correlation {@code 1 - apart}: what
   * is lost of {@code E[f²]} when one sample's signal is multiplied by another's. Integrated over
   * sum and difference of u and v, so that it is exact also where they are almost equal.
   */
  static double apart(double[] f, double apart) {
    if (!(apart > 0)) {
      return apart == 0 ? 0 : Double.NaN;
    }
    double together = Math.sqrt(Math.max(0, 1 - apart / 2));
    double off = Math.sqrt(apart / 2);
    double sum = 0;
    double total = 0;
    for (int k = 0; k < APART; k++) {
      double d = (k + 0.5) * APART_END / APART;
      double weight = Math.exp(-d * d / 2);
      double inner = 0;
      double all = 0;
      for (int i = COARSE / 2; i < SIZE; i += COARSE) {
        double s = together * POINTS[i];
        double difference = value(f, s + off * d) - value(f, s - off * d);
        inner += WEIGHTS[i] * difference * difference;
        all += WEIGHTS[i];
      }
      sum += weight * inner / all;
      total += weight;
    }
    return sum / total / 2;
  }

  /** The function between the points, by straight lines; beyond them by the last one. */
  static double value(double[] f, double z) {
    double place = z / STEP + SIZE / 2.0 - 0.5;
    int left = (int) Math.max(0, Math.min(SIZE - 2, Math.floor(place)));
    double share = place - left;
    return f[left] + share * (f[left + 1] - f[left]);
  }
}
