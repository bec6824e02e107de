package gradus.core.cpu;

/**
 * Ranges of pooling along one axis: for each window the positions it sees, or for each position the
 * windows that see it. Range i is {@code from[i], from[i] + step, ..} below {@code to[i]}.
 *
 * @param from the first of each range
 * @param to the end of each range; equal to the first, or less, if it is empty
 * @param step between two of a range; not above the size of the axis, so that sums stay ints
 */
record PoolRange(int[] from, int[] to, int step) {
  /** The positions inside the input that each window sees. */
  static PoolRange seen(Geometry.Axis axis) {
    int[] from = new int[axis.out()];
    int[] to = new int[axis.out()];
    for (int o = 0; o < from.length; o++) {
      int first = o * axis.stride() - axis.before();
      int skipped = first < 0 ? Math.ceilDiv(-first, axis.dilation()) : 0;
      from[o] = first + skipped * axis.dilation();
      to[o] = Math.min(first + axis.span(), axis.in());
    }
    return new PoolRange(from, to, Math.clamp(axis.dilation(), 1, Math.max(1, axis.in())));
  }

  /**
   * The windows that see each position: those {@code o} with {@code o stride + k dilation} fixed,
   * so that two neighbours are {@code dilation / gcd(dilation, stride)} apart.
   */
  static PoolRange seeing(Geometry.Axis axis) {
    PoolRange seen = seen(axis);
    int[] from = new int[axis.in()];
    int[] to = new int[axis.in()];
    for (int o = 0; o < axis.out(); o++) {
      for (int i = seen.from[o]; i < seen.to[o]; i += seen.step) {
        from[i] = to[i] == 0 ? o : from[i];
        to[i] = o + 1;
      }
    }
    int apart = axis.dilation() / divisor(axis.dilation(), axis.stride());
    return new PoolRange(from, to, Math.clamp(apart, 1, Math.max(1, axis.out())));
  }

  private static int divisor(int a, int b) {
    return b == 0 ? a : divisor(b, a % b);
  }

  /** The number of ranges. */
  int count() {
    return from.length;
  }

  /** Whether no range holds more than one. */
  boolean single() {
    for (int i = 0; i < from.length; i++) {
      if (from[i] + step < to[i]) {
        return false;
      }
    }
    return true;
  }

  /** The first of a range, or -1 if it is empty. */
  int first(int of) {
    return from[of] < to[of] ? from[of] : -1;
  }
}
