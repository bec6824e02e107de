package gradus.health.heal.trial;

import java.util.List;

/**
 * The mean of paired differences with its 95 % interval: {@code mean ± t s / sqrt(n)}.
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

  /**
   * How alike runs of other seeds are: degrees of freedom and size of the deviation of a gain, from
   * the healings of wards (docs/health.md).
   */
  private static final double USUAL_FREEDOM = 1.5;

  private static final double USUAL_DEVIATION = 0.07;

  /** As {@link #T}, with so many more degrees of freedom; beyond it they make no difference. */
  private static final double[] MODERATED_T = {
    3.575, 2.940, 2.659, 2.502, 2.402, 2.333, 2.283, 2.244, 2.214, 2.189
  };

  private static final double NEAR = 0.6;

  /**
   * Of differences, before less after, by Student's t with n − 1 degrees of freedom (Student 1908);
   * one alone has an endless interval.
   */
  public static PairedInterval of(List<Double> differences) {
    int n = differences.size();
    double mean = mean(differences);
    return n < 2
        ? unknown(differences)
        : within(n, mean, squares(differences, mean) / (n - 1), t(n));
  }

  /**
   * Of gains, which are logarithms of ratios, with a variance that borrows from what is usual
   * between seeds: {@code s² = ((n − 1) sd² + 1.5 · 0.07²) / (n + 0.5)}, and t with n + 0.5 degrees
   * of freedom (Smyth 2004). A few pairs say little of their own variance: those that agree by
   * accident prove less than by Student's t, those that differ as is usual prove more.
   */
  public static PairedInterval moderated(List<Double> gains) {
    int n = gains.size();
    if (n < 2) {
      return unknown(gains);
    }
    double mean = mean(gains);
    double usual = USUAL_FREEDOM * USUAL_DEVIATION * USUAL_DEVIATION;
    double variance = (squares(gains, mean) + usual) / (n - 1 + USUAL_FREEDOM);
    return within(n, mean, variance, moderatedT(n));
  }

  /** Of too few differences to say anything but their mean. */
  public static PairedInterval unknown(List<Double> differences) {
    return new PairedInterval(
        differences.size(), mean(differences), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  private static PairedInterval within(int n, double mean, double variance, double t) {
    double half = t * Math.sqrt(variance / n);
    return new PairedInterval(n, mean, mean - half, mean + half);
  }

  private static double mean(List<Double> differences) {
    return differences.stream().mapToDouble(d -> d).average().orElse(0);
  }

  private static double squares(List<Double> differences, double mean) {
    return differences.stream().mapToDouble(d -> (d - mean) * (d - mean)).sum();
  }

  private static double t(int count) {
    return count - 2 < T.length ? T[count - 2] : NORMAL;
  }

  private static double moderatedT(int count) {
    return count - 2 < MODERATED_T.length ? MODERATED_T[count - 2] : t(count);
  }

  /**
   * Whether a few more gains like these would lift a {@link #moderated} interval above 0: the mean
   * is not far below the deviation.
   */
  public boolean isNear() {
    return count > 1 && mean > NEAR * (high - mean) * Math.sqrt(count) / moderatedT(count);
  }

  /** Whether all of it lies above 0. */
  public boolean isAbove() {
    return low > 0;
  }
}
