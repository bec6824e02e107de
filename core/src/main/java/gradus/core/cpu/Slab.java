package gradus.core.cpu;

/** The zero-padded copy of the source pixels of a unit; see {@link Sweep}. */
final class Slab {
  private Slab() {}

  /**
   * The address of slab position 0 of a unit, after copying where the sweep needs it.
   *
   * @param source address of the source
   * @param copy address of {@link Sweep#slabBytes} bytes
   */
  static long open(Sweep sweep, int unit, long source, long copy) {
    int from = sweep.bandFrom(unit) * sweep.stride[sweep.bandAxis];
    long image = sweep.image(unit);
    if (!sweep.copies) {
      return source
          + 4 * (image * sweep.slabImage() + (long) from * sweep.slabStride(sweep.bandAxis));
    }
    int[] slab = sweep.slab;
    int[] first = new int[3];
    for (int i = 0; i < 3; i++) {
      first[i] = (i == sweep.bandAxis ? from : 0) - sweep.shift[i];
    }
    int[] sizes = sweep.source;
    long channels = sweep.sourceChannels;
    long line = slab[2] * channels;
    int left = Math.clamp(-first[2], 0, slab[2]);
    int end = Math.clamp(sizes[2] - first[2], left, slab[2]);
    long to = copy;
    int images = sweep.images(unit);
    for (int i = 0; i < images; i++) {
      for (int p0 = 0; p0 < slab[0]; p0++) {
        int s0 = p0 + first[0];
        for (int p1 = 0; p1 < slab[1]; p1++, to += 4 * line) {
          int s1 = p1 + first[1];
          if (s0 < 0 || s0 >= sizes[0] || s1 < 0 || s1 >= sizes[1]) {
            Lanes.clear(to, line);
            continue;
          }
          long row = (((image + i) * sizes[0] + s0) * sizes[1] + s1) * sizes[2];
          Lanes.clear(to, left * channels);
          Lanes.copy(
              source + 4 * (row + first[2] + left) * channels,
              to + 4 * left * channels,
              (end - left) * channels);
          Lanes.clear(to + 4 * end * channels, (slab[2] - end) * channels);
        }
      }
    }
    return copy;
  }
}
