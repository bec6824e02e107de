package gradus.health.heal.trial;

import java.util.List;

/**
 * The mean of paired differences with its 95 % interval by Student's t: {@code mean ± t sd /
 * sqrt(n)} with n − 1 degrees of freedom (Student 1908).
 *
 * @param count how many pairs
 * @param mean the mean difference
 * @param low the lower end
 * @param high the upper end
 */
public record PairedInterval(int count, double mean, double low, double high) {
  private static final double[] T = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086
  };
  private static final double NORMAL = 1.96;
  private static final double NEAR = 0.8;

  /** Of differences, before less after; one alone has an endless interval. */
  public static PairedInterval of(List<Double> differences) {
    int n = differences.size();
    double mean = differences.stream().mapToDouble(d -> d).average().orElse(0);
    double squares = differences.stream().mapToDouble(d -> (d - mean) * (d - mean)).sum();
    if (n < 2) {
      return new PairedInterval(n, mean, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
    double t = n - 2 < T.length ? T[n - 2] : NORMAL;
    double half = t * Math.sqrt(squares / (n - 1) / n);
    return new PairedInterval(n, mean, mean - half, mean + half);
  }

  /** Of too few differences to say anything but their mean. */
  public static PairedInterval unknown(List<Double> differences) {
    double mean = differences.stream().mapToDouble(d -> d).average().orElse(0);
    return new PairedInterval(
        differences.size(), mean, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /**
   * Whether a few more pairs like these would lift it above 0: the mean is not far below the
   * standard deviation.
   */
  public boolean isNear() {
    double deviation =
        (high - mean) * Math.sqrt(count) / T[Math.clamp(count - 2L, 0, T.length - 1)];
    return count > 1 && mean > NEAR * deviation;
  }

  /** Whether all of it lies above 0. */
  public boolean isAbove() {
    return low > 0;
  }
}
