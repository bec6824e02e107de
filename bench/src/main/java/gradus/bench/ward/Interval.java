package gradus.bench.ward;

import java.util.Locale;

/**
 * A share with its exact 95 % interval (Clopper and Pearson 1934): the shares under which what was
 * seen, or more, or less, still has a chance of 2.5 %.
 *
 * @param hits how often it happened
 * @param of how often it could have
 * @param low the lower end
 * @param high the upper end
 */
record Interval(int hits, int of, double low, double high) {
  private static final double TAIL = 0.025;
  private static final int HALVINGS = 60;

  /** Of so many, so many. */
  static Interval of(int hits, int of) {
    if (of == 0) {
      return new Interval(0, 0, 0, 1);
    }
    double low = hits == 0 ? 0 : bisect(share -> atLeast(hits, of, share) < TAIL);
    double high = hits == of ? 1 : bisect(share -> 1 - atLeast(hits + 1, of, share) >= TAIL);
    return new Interval(hits, of, low, high);
  }

  /** The share. */
  double share() {
    return of == 0 ? Double.NaN : (double) hits / of;
  }

  /** In words: {@code 37/40 = 92.5 % (79.6–98.4)}. */
  String words() {
    return of == 0
        ? "–"
        : String.format(
            Locale.ROOT,
            "%d/%d = %.1f %% (%.1f–%.1f)",
            hits,
            of,
            100 * share(),
            100 * low,
            100 * high);
  }

  private interface Below {
    boolean test(double share);
  }

  private static double bisect(Below below) {
    double from = 0;
    double to = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (from + to) / 2;
      if (below.test(middle)) {
        from = middle;
      } else {
        to = middle;
      }
    }
    return (from + to) / 2;
  }

  /** The chance of k or more among n. */
  private static double atLeast(int k, int n, double share) {
    double sum = 0;
    double logChoose = 0;
    for (int i = 0; i <= n; i++) {
      if (i >= k) {
        sum += Math.exp(logChoose + i * Math.log(share) + (n - i) * Math.log1p(-share));
      }
      logChoose += Math.log(n - i) - Math.log(i + 1);
    }
    return Math.min(1, sum);
  }
}
