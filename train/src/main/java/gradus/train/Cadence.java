package gradus.train;

import java.util.Arrays;

/**
 * Decides in which steps signals and gradients are measured: every so many, or as often as costs at
 * most 2 % of the time (and a quarter of a second at the start), which is found while training. The
 * first step loads classes and says nothing of the cost, so a second measurement follows anyway. A
 * long training is measured ever more seldom, so that its log grows with the logarithm of its
 * steps. Two neighbouring steps are measured each time, for the cosine between their gradients; the
 * second is told.
 */
final class Cadence {
  private static final double SHARE = 0.02;
  private static final double START_SECONDS = 0.25;
  private static final long SPARSE = 100;

  /** Steps in which kernels are still being compiled say nothing about the cost. */
  private static final int COLD = 4;

  /**
   * So many plain steps lie between two measurements at least: else the times of plain steps, which
   * fall while code is compiled, would be too old to tell what measuring costs.
   */
  private static final long APART = 8;

  private final long every;
  private final Recent plain = new Recent();
  private final Recent measured = new Recent();
  private double elapsed;
  private double spent;
  private long last = -1;
  private boolean begun;

  /** Measures every so many steps; 0 for as often as is cheap. */
  Cadence(long every) {
    this.every = every;
  }

  /** Whether this step is measured. */
  boolean measures(long step) {
    return last < 0
        || (every > 0 ? step % every == 0 || (step + 1) % every == 0 : begun || isDue(step));
  }

  private boolean isDue(long step) {
    boolean apart = step - last > Math.max(APART, step / SPARSE);
    double extra = Math.max(0, measured.median() - plain.median());
    boolean cheap = spent + 2 * extra <= START_SECONDS + SHARE * elapsed;
    return apart && (cheap || measured.count == 1);
  }

  /** Whether what this step measured is told. */
  boolean tells(long step) {
    return last < 0 || (every > 0 ? step % every == 0 : last == step - 1);
  }

  /** Notes how long a step took. */
  void done(long step, boolean wasMeasured, double seconds) {
    elapsed += seconds;
    if (!wasMeasured) {
      plain.add(seconds);
      return;
    }
    measured.add(seconds);
    if (measured.count > COLD && plain.count > 0) {
      spent += Math.max(0, seconds - plain.median());
    }
    begun = !tells(step);
    last = step;
  }

  /** The last few times. */
  private static final class Recent {
    private final double[] seconds = new double[9];
    private int count;

    void add(double value) {
      seconds[count++ % seconds.length] = value;
    }

    double median() {
      int filled = Math.min(count, seconds.length);
      double[] sorted = Arrays.copyOf(seconds, filled);
      Arrays.sort(sorted);
      return filled == 0 ? 0 : sorted[filled / 2];
    }
  }
}
