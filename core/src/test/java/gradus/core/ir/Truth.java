package gradus.core.ir;

/** Double references for functions that the JDK lacks. */
final class Truth {
  private Truth() {}

  /** {@code e^(-x^2) 2/sqrt(pi) sum of 2^n x^(2n+1) / (2n+1)!!}: all terms have one sign. */
  static double erf(double x) {
    if (Math.abs(x) > 5 || x == 0) {
      return x == 0 ? x : Math.signum(x);
    }
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * StrictMath.exp(-x * x) * sum;
  }

  static double sigmoid(double x) {
    double power = StrictMath.exp(-Math.abs(x));
    return (x < 0 ? power : 1) / (1 + power);
  }

  static double softplus(double x) {
    return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
  }

  static double logAddExp(double a, double b) {
    return a == b ? a + Math.log(2) : Math.max(a, b) + softplus(-Math.abs(a - b));
  }
}
