package gradus.train;

import java.util.Arrays;

/**
 * Decides in which steps signals and gradients are measured: every so many, or as often as costs at
 * most 2 % of the time (and a quarter of a second at the start), which is found while training. The
 * first step loads classes and says nothing of the cost, so a second measurement follows anyway. A
 * long training is measured ever more seldom, so that its log grows with the logarithm of its
 * steps. In its middle, after three quarters and at its end a training is measured in any case,
 * unless that takes long: how a short one ends would else depend on how busy the machine is. Two
 * neighbouring steps are measured each time, for the cosine between their gradients; the second is
 * told.
 */
final class Cadence {
  private static final double SHARE = 0.02;
  private static final double START_SECONDS = 0.25;

  /** Over so many seconds, so that not all of it goes into the first steps, which are slow. */
  private static final double SPREAD_SECONDS = 4;

  private static final long SPARSE = 100;

  /** The part of the seconds at the start that is not kept for the middle and the end. */
  private static final double BEFORE = 0.5;

  /** Steps in which kernels are still being compiled say nothing about the cost. */
  private static final int COLD = 4;

  /** So many plain steps after the first one a measurement follows, whatever that one took. */
  private static final int WARM = 8;

  /** So few of the last plain steps count: they get faster while code is compiled. */
  private static final int PLAIN = 5;

  private static final int MEASURED = 9;

  private final long every;
  private final long planned;
  private final Recent plain = new Recent(PLAIN);
  private final Recent measured = new Recent(MEASURED);
  private final Recent told = new Recent(MEASURED);
  private double elapsed;
  private double spent;
  private long last = -1;
  private boolean begun;

  /**
   * Measures every so many steps.
   *
   * @param every 0 for as often as is cheap
   * @param planned after how many steps the training ends if nothing ends it before
   */
  Cadence(long every, long planned) {
    this.every = every;
    this.planned = planned;
  }

  /** Whether this step is measured. */
  boolean measures(long step) {
    return last < 0
        || (every > 0 ? step % every == 0 || (step + 1) % every == 0 : begun || isDue(step));
  }

  private boolean isDue(long step) {
    boolean mark = isMark(step + 1);
    // By then code is compiled that was not when the last ones were measured.
    double took = mark ? measured.least() : measured.median();
    double extra = Math.max(0, took - plain.median());
    double part = mark ? 1 : BEFORE * Math.min(1, (1 + elapsed) / SPREAD_SECONDS);
    boolean cheap = spent + 2 * extra + told.least() <= START_SECONDS * part + SHARE * elapsed;
    boolean unknown = measured.count == 1 && plain.count >= WARM;
    return step - last > step / SPARSE && (cheap || unknown);
  }

  private boolean isMark(long step) {
    return step == planned / 2 || step == planned - planned / 4 || step == planned;
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

  /**
   * Notes how long it took to tell what was measured: to write it into the log. The least of the
   * last times counts, since listeners do more than that now and then.
   */
  void told(double seconds) {
    told.add(seconds);
    if (told.count > COLD) {
      spent += told.least();
    }
  }

  /** The last few times. */
  private static final class Recent {
    private final double[] seconds;
    private int count;

    Recent(int most) {
      seconds = new double[most];
    }

    void add(double value) {
      seconds[count++ % seconds.length] = value;
    }

    double median() {
      double[] sorted = sorted();
      return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    double least() {
      double[] sorted = sorted();
      return sorted.length == 0 ? 0 : sorted[0];
    }

    private double[] sorted() {
      double[] sorted = Arrays.copyOf(seconds, Math.min(count, seconds.length));
      Arrays.sort(sorted);
      return sorted;
    }
  }
}
