package gradus.train.probe;

import gradus.train.log.Event;
import java.util.ArrayList;
import java.util.List;

/** Counts numbers by powers of two. */
final class Magnitudes {
  /** One bin for each exponent of a float; that of denormal numbers and zero is the first. */
  private static final int BINS = 256;

  private static final int DENORMAL = 0;
  private static final int NON_FINITE = BINS - 1;

  private Magnitudes() {}

  static Event.Histogram of(float[] numbers) {
    int[] bins = new int[BINS];
    int zeros = 0;
    for (float x : numbers) {
      bins[Float.floatToRawIntBits(x) >>> 23 & 255]++;
      zeros += x == 0 ? 1 : 0;
    }
    int nonFinite = bins[NON_FINITE];
    bins[NON_FINITE] = 0;
    bins[DENORMAL] -= zeros;
    int from = 0;
    while (from < BINS && bins[from] == 0) {
      from++;
    }
    int to = BINS;
    while (to > from && bins[to - 1] == 0) {
      to--;
    }
    List<Integer> counts = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      counts.add(bins[i]);
    }
    return new Event.Histogram(
        counts.isEmpty() ? 0 : from - Float.MAX_EXPONENT, counts, zeros, nonFinite);
  }
}
