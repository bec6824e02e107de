package gradus.bench;

import java.util.Arrays;

/** How many steps were done by when: marks in the order of time. */
final class Trail {
  private long[] times = new long[1 << 12];
  private long[] steps = new long[1 << 12];
  private int count;

  /** So many steps were done at that time, in nanoseconds. */
  void mark(long time, long done) {
    if (count == times.length) {
      times = Arrays.copyOf(times, 2 * count);
      steps = Arrays.copyOf(steps, 2 * count);
    }
    times[count] = time;
    steps[count++] = done;
  }

  /**
   * The time at which the speed over the last window first reached a speed; -1 if it never did.
   *
   * @param speed steps a second
   * @param window nanoseconds; longer where a single step takes longer
   */
  long reached(double speed, long window) {
    int first = 0;
    for (int last = 1; last < count; last++) {
      while (first + 1 < last && times[last] - times[first + 1] >= window) {
        first++;
      }
      long span = times[last] - times[first];
      if (span >= window && (steps[last] - steps[first]) * 1e9 / span >= speed) {
        return times[last];
      }
    }
    return -1;
  }
}
