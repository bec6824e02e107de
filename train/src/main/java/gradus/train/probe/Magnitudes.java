package gradus.train.probe;

import gradus.train.log.Digits;
import gradus.train.log.Event;
import java.util.Arrays;
import java.util.List;

/**
 * How large some numbers are: sum, squares, largest magnitude and counts by powers of two, found in
 * one pass. Sums are in float64 and go from the first number to the last.
 */
final class Magnitudes {
  /** One bin for each exponent of a float; that of denormal numbers and zero is the first. */
  private static final int BINS = 256;

  private static final int NON_FINITE = BINS - 1;
  private static final int MAGNITUDE = 0x7fff_ffff;
  private static final int EXPONENT = 23;

  private final int[] bins = new int[BINS];
  private double sum;
  private double squares;
  private int count;
  private int zeros;

  /** Of those that are not 0, less one. */
  private int least;

  private int largest;

  /** Counts other numbers in place of those before. */
  void read(float[] numbers) {
    Arrays.fill(bins, 0);
    double total = 0;
    double square = 0;
    int most = 0;
    int fewest = MAGNITUDE;
    int none = 0;
    for (float x : numbers) {
      total += x;
      square += (double) x * x;
      int bits = magnitude(x);
      most = Math.max(most, bits);
      fewest = Math.min(fewest, bits - 1 & MAGNITUDE);
      none += bits == 0 ? 1 : 0;
      bins[bits >>> EXPONENT]++;
    }
    sum = total;
    squares = square;
    least = fewest;
    largest = most;
    zeros = none;
    count = numbers.length;
  }

  /** Bits without the sign: they are ordered as magnitudes are, and NaN is the largest. */
  static int magnitude(float x) {
    return Float.floatToRawIntBits(x) & MAGNITUDE;
  }

  /** The root of the mean square. */
  double rms() {
    return Math.sqrt(squares / count);
  }

  /** All of it. */
  Event.Spread spread() {
    return new Event.Spread(
        Digits.rounded(rms()),
        Digits.rounded(sum / count),
        Digits.rounded(Float.intBitsToFloat(largest)),
        histogram());
  }

  private Event.Histogram histogram() {
    int denormal = bins[0] - zeros;
    int to = Math.min(NON_FINITE, (largest >>> EXPONENT) + 1);
    int from = Math.min(least >>> EXPONENT, to);
    while (from < to && at(from, denormal) == 0) {
      from++;
    }
    while (to > from && at(to - 1, denormal) == 0) {
      to--;
    }
    Integer[] counts = new Integer[to - from];
    for (int i = from; i < to; i++) {
      counts[i - from] = at(i, denormal);
    }
    return new Event.Histogram(
        counts.length == 0 ? 0 : from - Float.MAX_EXPONENT,
        List.of(counts),
        zeros,
        bins[NON_FINITE]);
  }

  private int at(int bin, int denormal) {
    return bin == 0 ? denormal : bins[bin];
  }
}
