package gradus.train.probe;

import gradus.train.log.Event;
import java.util.Arrays;
import java.util.List;

/** Counts numbers by powers of two. */
final class Magnitudes {
  private static final int LOWEST = Float.MIN_EXPONENT - 24;
  private static final int BINS = Float.MAX_EXPONENT - LOWEST + 1;

  private Magnitudes() {}

  static Event.Histogram of(float[] numbers) {
    int[] bins = new int[BINS];
    int zeros = 0;
    int nonFinite = 0;
    for (float x : numbers) {
      if (x == 0) {
        zeros++;
      } else if (!Float.isFinite(x)) {
        nonFinite++;
      } else {
        bins[Math.getExponent((double) x) - LOWEST]++;
      }
    }
    int from = 0;
    while (from < BINS && bins[from] == 0) {
      from++;
    }
    int to = BINS;
    while (to > from && bins[to - 1] == 0) {
      to--;
    }
    List<Integer> counts = Arrays.stream(bins, from, to).boxed().toList();
    return new Event.Histogram(counts.isEmpty() ? 0 : from + LOWEST, counts, zeros, nonFinite);
  }
}
