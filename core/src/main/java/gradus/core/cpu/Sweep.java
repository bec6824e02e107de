package gradus.core.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The index tables by which a convolution gathers: each target pixel sums over taps of source
 * pixels. Serves the forward pass (targets are outputs) and the input gradient (targets are inputs,
 * sources outputs). A strided input gradient falls into cases, one for each remainder of the
 * position by the stride, each with its own taps; all other sweeps have one case.
 *
 * <p>Work is cut into units: some whole images, or a band of one image along its outermost axis.
 * The source pixels of a unit form the slab: a zero-padded copy, so that no tap needs a test; or
 * the source itself where no tap leaves it. Positions inside the slab count from its corner.
 */
final class Sweep {
  /** A slab should fit the second cache beside a panel and the results. */
  private static final long SLAB_FLOATS = 40_000;

  /** More rows than this in a unit gain nothing. */
  private static final int UNIT_PIXELS = 256;

  /**
   * Targets with the same taps.
   *
   * @param start first target position along each axis
   * @param count targets along each axis
   * @param offsets slab position of each tap along each axis, rising
   * @param taps kernel index of each of these taps along each axis
   */
  record Case(int[] start, int[] count, int[][] offsets, int[][] taps) {
    /** The number of taps. */
    int tapCount() {
      return taps[0].length * taps[1].length * taps[2].length;
    }
  }

  final int batch;
  final int sourceChannels;
  final int targetChannels;
  final int groups;

  /** Sizes of the source and target images. */
  final int[] source = new int[3];

  final int[] target = new int[3];

  /** Source positions between neighbouring targets of a case. */
  final int[] stride = new int[3];

  /** Target positions between neighbouring targets of a case. */
  final int[] step = new int[3];

  /** Slab position of source position 0. */
  final int[] shift = new int[3];

  final List<Case> cases = new ArrayList<>();

  /** The slab's sizes; of the source itself if it is used in place. */
  final int[] slab = new int[3];

  /** Whether a padded copy is needed. */
  final boolean copies;

  /** The outermost real axis. */
  final int bandAxis;

  /** Targets of a case along the band axis in a unit. */
  final int band;

  final int bands;

  /** Images in a unit. */
  final int images;

  private Sweep(Geometry geometry, boolean forward) {
    batch = geometry.batch();
    groups = geometry.groups();
    sourceChannels = forward ? geometry.channels() : geometry.outChannels();
    targetChannels = forward ? geometry.outChannels() : geometry.channels();
    bandAxis = 3 - geometry.rank();
    int[] span = new int[3];
    List<List<int[][]>> axisCases = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Geometry.Axis axis = geometry.axis(i);
      source[i] = forward ? axis.in() : axis.out();
      target[i] = forward ? axis.out() : axis.in();
      stride[i] = forward ? axis.stride() : 1;
      step[i] = forward ? 1 : axis.stride();
      axisCases.add(forward ? List.<int[][]>of(forwardTaps(axis)) : gradientTaps(axis));
      int least = 0;
      int most = 0;
      for (int[][] entry : axisCases.get(i)) {
        for (int offset : entry[0]) {
          least = Math.min(least, offset);
          most = Math.max(most, offset);
        }
      }
      shift[i] = -least;
      span[i] = most - least + 1;
    }
    join(axisCases);
    boolean leaves = false;
    for (int i = 0; i < 3; i++) {
      slab[i] = Math.max(0, (most(i) - 1) * stride[i] + span[i]);
      leaves |= shift[i] > 0 || slab[i] > source[i];
    }
    copies = leaves;
    long line = (long) sourceChannels;
    for (int i = bandAxis + 1; i < 3; i++) {
      line *= slab[i];
    }
    long lines = SLAB_FLOATS / Math.max(1, line);
    int room = Math.clamp((lines - span[bandAxis]) / stride[bandAxis] + 1, 1, 1 << 20);
    int most = Math.max(1, most(bandAxis));
    bands = Math.ceilDiv(most, room);
    band = Math.ceilDiv(most, bands);
    if (!copies) {
      System.arraycopy(source, 0, slab, 0, 3);
    } else if (bands > 1) {
      slab[bandAxis] = (band - 1) * stride[bandAxis] + span[bandAxis];
    }
    long pixels = Math.max(1, pixels());
    long fit = SLAB_FLOATS / Math.max(1, line * Math.max(1, slab[bandAxis]));
    images = bands > 1 ? 1 : Math.clamp(Math.min(fit, UNIT_PIXELS / pixels), 1, Math.max(1, batch));
  }

  /** The sweep of outputs over the input. */
  static Sweep forward(Geometry geometry) {
    return new Sweep(geometry, true);
  }

  /** The sweep of inputs over the output's gradient. */
  static Sweep inputGradient(Geometry geometry) {
    return new Sweep(geometry, false);
  }

  /** Source offsets relative to the first target's position, and kernel indices. */
  private static int[][] forwardTaps(Geometry.Axis axis) {
    int[] offsets = new int[axis.kernel()];
    int[] taps = new int[axis.kernel()];
    for (int tap = 0; tap < taps.length; tap++) {
      offsets[tap] = tap * axis.dilation() - axis.before();
      taps[tap] = tap;
    }
    return new int[][] {offsets, taps, {0, axis.out()}};
  }

  private static List<int[][]> gradientTaps(Geometry.Axis axis) {
    List<int[][]> cases = new ArrayList<>();
    for (int start = 0; start < Math.min(axis.stride(), Math.max(1, axis.in())); start++) {
      int[] offsets = new int[axis.kernel()];
      int[] taps = new int[axis.kernel()];
      int found = 0;
      for (int tap = axis.kernel() - 1; tap >= 0; tap--) {
        int position = start + axis.before() - tap * axis.dilation();
        if (position % axis.stride() == 0) {
          offsets[found] = position / axis.stride();
          taps[found++] = tap;
        }
      }
      int count = Math.ceilDiv(axis.in() - start, axis.stride());
      cases.add(
          new int[][] {Arrays.copyOf(offsets, found), Arrays.copyOf(taps, found), {start, count}});
    }
    return cases;
  }

  private void join(List<List<int[][]>> axisCases) {
    for (int[][] c0 : axisCases.get(0)) {
      for (int[][] c1 : axisCases.get(1)) {
        for (int[][] c2 : axisCases.get(2)) {
          int[][][] entries = {c0, c1, c2};
          int[][] offsets = new int[3][];
          for (int i = 0; i < 3; i++) {
            offsets[i] = entries[i][0].clone();
            for (int tap = 0; tap < offsets[i].length; tap++) {
              offsets[i][tap] += shift[i];
            }
          }
          cases.add(
              new Case(
                  new int[] {c0[2][0], c1[2][0], c2[2][0]},
                  new int[] {c0[2][1], c1[2][1], c2[2][1]},
                  offsets,
                  new int[][] {c0[1], c1[1], c2[1]}));
        }
      }
    }
  }

  private int most(int axis) {
    return Math.ceilDiv(target[axis], step[axis]);
  }

  /** Target pixels of one image. */
  int pixels() {
    return target[0] * target[1] * target[2];
  }

  /** The number of units. */
  int units() {
    return Math.ceilDiv(batch, images) * bands;
  }

  /** The first image of a unit. */
  int image(int unit) {
    return unit / bands * images;
  }

  /** The images of a unit: fewer in the last one. */
  int images(int unit) {
    return Math.min(images, batch - image(unit));
  }

  /** The first target of a case along the band axis in a unit. */
  int bandFrom(int unit) {
    return unit % bands * band;
  }

  /** The first target pixel of a unit, counted over all images; units cover pixels in order. */
  int pixelFrom(int unit) {
    if (unit >= units()) {
      return batch * pixels();
    }
    int line = pixels() / Math.max(1, target[bandAxis]);
    int first = Math.min(bandFrom(unit) * step[bandAxis], target[bandAxis]);
    return image(unit) * pixels() + first * line;
  }

  /** Elements between slab positions along an axis. */
  int slabStride(int axis) {
    int stride = sourceChannels;
    for (int i = 2; i > axis; i--) {
      stride *= slab[i];
    }
    return stride;
  }

  /** Elements of one image's slab. */
  int slabImage() {
    return slabStride(0) * slab[0];
  }

  /** Elements between target positions along an axis. */
  int targetStride(int axis) {
    int stride = targetChannels;
    for (int i = 2; i > axis; i--) {
      stride *= target[i];
    }
    return stride;
  }

  /** The bytes of a unit's padded copy; 0 if the source is used in place. */
  long slabBytes() {
    return copies ? 4L * images * slabImage() : 0;
  }
}
