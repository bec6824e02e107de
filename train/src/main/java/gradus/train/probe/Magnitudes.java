package gradus.train.probe;

import gradus.core.cpu.Sums;
import gradus.train.log.Event;
import java.util.List;

/** How large some numbers are: sum, squares, largest magnitude and counts by powers of two. */
final class Magnitudes {
  /** The exponent of what is not finite; that of denormal numbers and zero is 0. */
  private static final int NON_FINITE = 255;

  private static final int FRACTION = 23;

  /** Tables of counts, used in turn: neighbours often are alike, and would wait for each other. */
  private static final int TABLES = 4;

  private final int count;
  private final double sum;
  private final double squares;
  private final int largest;
  private final Event.Histogram histogram;

  private Magnitudes(Sums sums, float[] numbers) {
    count = numbers.length;
    sum = sums.sum(numbers);
    squares = sums.dot(numbers, numbers);
    largest = sums.largest(numbers);
    histogram =
        histogram(numbers, sums.smallest(numbers) >>> FRACTION, largest >>> FRACTION);
  }

  static Magnitudes of(Sums sums, float[] numbers) {
    return new Magnitudes(sums, numbers);
  }

  /** The root of the mean square. */
  double rms() {
    return Math.sqrt(squares / count);
  }

  /** All of it. */
  Event.Spread spread() {
    return new Event.Spread(rms(), sum / count, Float.intBitsToFloat(largest), histogram);
  }

  /**
   * The counts.
   *
   * @param from the exponent of the smallest number above 0
   * @param to that of the largest
   */
  private static Event.Histogram histogram(float[] numbers, int from, int to) {
    int width = Math.max(0, to - from) + 2;
    int[] bins = new int[TABLES * width];
    for (int i = 0; i < numbers.length; i++) {
      int bin = (Sums.magnitude(numbers[i]) >>> FRACTION) - from + 1;
      bins[i % TABLES * width + Math.max(0, bin)]++;
    }
    // Zeros lie below all others, but not below denormal numbers.
    int zeros = from == 0 ? zeros(numbers) : at(bins, width, 0);
    int bad = to == NON_FINITE ? at(bins, width, width - 1) : 0;
    int end = Math.min(to, NON_FINITE - 1);
    while (end > from && at(bins, width, end - from + 1) == 0) {
      end--;
    }
    int kept = numbers.length - zeros - bad == 0 ? 0 : end - from + 1;
    Integer[] counts = new Integer[kept];
    for (int i = 0; i < kept; i++) {
      counts[i] = at(bins, width, i + 1) - (from + i == 0 ? zeros : 0);
    }
    return new Event.Histogram(
        kept == 0 ? 0 : from - Float.MAX_EXPONENT, List.of(counts), zeros, bad);
  }

  private static int zeros(float[] numbers) {
    int zeros = 0;
    for (float x : numbers) {
      zeros += x == 0 ? 1 : 0;
    }
    return zeros;
  }

  private static int at(int[] bins, int width, int bin) {
    int sum = 0;
    for (int table = 0; table < TABLES; table++) {
      sum += bins[table * width + bin];
    }
    return sum;
  }
}
