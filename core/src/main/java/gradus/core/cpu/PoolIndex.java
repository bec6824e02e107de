package gradus.core.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Where the maximum of each pooling window lies.
 *
 * <p>{@code x [batch, in.., channels] → index [batch, out.., channels]}: the flat position, in the
 * spatial plane of the input, of the first maximum in row-major order. The first NaN wins over all;
 * -0 and +0 are equal; padding never wins. A window of padding alone gives -1, which {@link Gather}
 * reads as NaN and {@link Scatter} ignores.
 */
public final class PoolIndex implements Kernel {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;

  private final Geometry geometry;
  private final int lines;
  private final long x;
  private final long index;

  /**
   * The kernel for operands at byte offsets.
   *
   * @param geometry windows, strides, padding and dilation; its channels are pooled one by one, its
   *     output channels and groups are not used
   */
  public PoolIndex(Geometry geometry, long x, long index) {
    this.geometry = geometry;
    this.x = x;
    this.index = index;
    lines =
        geometry.channels() == 0 || geometry.axis(2).out() == 0
            ? 0
            : geometry.batch() * geometry.axis(0).out() * geometry.axis(1).out();
  }

  /** A task is a line of outputs along the last axis, or 8 of them. */
  @Override
  public int tasks(int phase) {
    return Math.ceilDiv(lines, 8);
  }

  @Override
  public void run(MemorySegment memory, int phase, int task) {
    for (int line = task * 8; line < Math.min(task * 8 + 8, lines); line++) {
      int o1 = line % geometry.axis(1).out();
      int o0 = line / geometry.axis(1).out() % geometry.axis(0).out();
      int image = line / geometry.axis(1).out() / geometry.axis(0).out();
      int outs = geometry.axis(2).out();
      for (int o2 = 0; o2 < outs; o2++) {
        long to = index + 4 * ((long) line * outs + o2) * geometry.channels();
        window(memory, image, o0, o1, o2, to);
      }
    }
  }

  private void window(MemorySegment memory, int image, int o0, int o1, int o2, long to) {
    Geometry.Axis a0 = geometry.axis(0);
    Geometry.Axis a1 = geometry.axis(1);
    Geometry.Axis a2 = geometry.axis(2);
    int channels = geometry.channels();
    long base = x + 4L * image * geometry.inPixels() * channels;
    for (int channel = 0; channel < channels; channel++) {
      memory.set(INT, to + 4L * channel, -1);
    }
    for (int k0 = 0; k0 < a0.kernel(); k0++) {
      int i0 = position(a0, o0, k0);
      for (int k1 = 0; k1 < a1.kernel() && i0 >= 0; k1++) {
        int i1 = position(a1, o1, k1);
        for (int k2 = 0; k2 < a2.kernel() && i1 >= 0; k2++) {
          int i2 = position(a2, o2, k2);
          if (i2 >= 0) {
            better(memory, base, (i0 * a1.in() + i1) * a2.in() + i2, channels, to);
          }
        }
      }
    }
  }

  private static int position(Geometry.Axis axis, int out, int tap) {
    int position = out * axis.stride() + tap * axis.dilation() - axis.before();
    return position < axis.in() ? position : -1;
  }

  /** Lets a pixel win over the best so far where its value is larger or the first NaN. */
  private static void better(MemorySegment memory, long base, int pixel, int channels, long to) {
    for (int channel = 0; channel < channels; channel++) {
      int best = memory.get(INT, to + 4L * channel);
      float value = memory.get(FLOAT, base + 4L * ((long) pixel * channels + channel));
      float old =
          best < 0
              ? Float.NEGATIVE_INFINITY
              : memory.get(FLOAT, base + 4L * ((long) best * channels + channel));
      if (best < 0 || value > old || value != value && old == old) {
        memory.set(INT, to + 4L * channel, pixel);
      }
    }
  }
}
