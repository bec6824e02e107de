package gradus.bench.ward;

/**
 * The paired permutation test: under no difference each pair could as well be the other way round,
 * so {@code p} is the share of the {@code 2^n} ways to flip signs whose sum is at least the one
 * seen. Exact, one-sided (Fisher 1935).
 */
final class SignFlips {
  private static final int MOST = 20;

  private SignFlips() {}

  /**
   * How likely differences at least as large are by chance.
   *
   * @param differences one a pair, 1 to 20 of them
   */
  static double p(double[] differences) {
    int n = differences.length;
    if (n < 1 || n > MOST) {
      throw new IllegalArgumentException("sign flips: got " + n + " pairs; must be in 1.." + MOST);
    }
    double seen = 0;
    for (double difference : differences) {
      seen += difference;
    }
    double slack = 1e-12 * (1 + Math.abs(seen));
    long reached = 0;
    for (long signs = 0; signs < 1L << n; signs++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += (signs >> i & 1) == 0 ? differences[i] : -differences[i];
      }
      reached += sum >= seen - slack ? 1 : 0;
    }
    return (double) reached / (1L << n);
  }
}
