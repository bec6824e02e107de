package gradus.core.cpu;

/**
 * The address tables of one case of a sweep for a full unit; smaller units use the beginning.
 *
 * @param rows bytes from the slab's corner to each target's first source pixel
 * @param results bytes from the unit's first target to each target
 * @param offsets elements from a target's first source pixel to each tap and channel of one group
 */
record SweepTables(long[] rows, long[] results, int[] offsets) {
  static SweepTables of(Sweep sweep, Sweep.Case which) {
    int[] count = which.count().clone();
    count[sweep.bandAxis] = Math.min(count[sweep.bandAxis], sweep.band);
    int size = sweep.images * count[0] * count[1] * count[2];
    long[] rows = new long[size];
    long[] results = new long[size];
    int at = 0;
    for (int image = 0; image < sweep.images; image++) {
      for (int q0 = 0; q0 < count[0]; q0++) {
        for (int q1 = 0; q1 < count[1]; q1++) {
          for (int q2 = 0; q2 < count[2]; q2++) {
            int[] q = {q0, q1, q2};
            long row = (long) image * sweep.slabImage();
            long result = (long) image * sweep.pixels() * sweep.targetChannels;
            for (int i = 0; i < 3; i++) {
              row += (long) q[i] * sweep.stride[i] * sweep.slabStride(i);
              result += (long) (which.start()[i] + q[i] * sweep.step[i]) * sweep.targetStride(i);
            }
            rows[at] = 4 * row;
            results[at++] = 4 * result;
          }
        }
      }
    }
    return new SweepTables(rows, results, offsets(sweep, which));
  }

  private static int[] offsets(Sweep sweep, Sweep.Case which) {
    int channels = sweep.sourceChannels / sweep.groups;
    int[] offsets = new int[which.tapCount() * channels];
    int at = 0;
    for (int t0 : which.offsets()[0]) {
      for (int t1 : which.offsets()[1]) {
        for (int t2 : which.offsets()[2]) {
          int tap = t0 * sweep.slabStride(0) + t1 * sweep.slabStride(1) + t2 * sweep.slabStride(2);
          for (int channel = 0; channel < channels; channel++) {
            offsets[at++] = tap + channel;
          }
        }
      }
    }
    return offsets;
  }

  /** The targets of a case in a unit: a beginning of the tables. */
  static int size(Sweep sweep, Sweep.Case which, int unit) {
    int[] count = which.count();
    int left = count[sweep.bandAxis] - sweep.bandFrom(unit);
    int size = sweep.images(unit) * Math.clamp(left, 0, sweep.band);
    for (int i = sweep.bandAxis + 1; i < 3; i++) {
      size *= count[i];
    }
    return size;
  }

  /** The kernel indices of a case's taps, in the order of the offsets. */
  static int[] taps(Geometry geometry, Sweep.Case which) {
    int[] taps = new int[which.tapCount()];
    int at = 0;
    for (int t0 : which.taps()[0]) {
      for (int t1 : which.taps()[1]) {
        for (int t2 : which.taps()[2]) {
          taps[at++] = (t0 * geometry.axis(1).kernel() + t1) * geometry.axis(2).kernel() + t2;
        }
      }
    }
    return taps;
  }
}
