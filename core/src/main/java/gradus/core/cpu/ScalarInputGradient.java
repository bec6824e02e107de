package gradus.core.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The gradient of a convolution by its input as it is defined; a task is one image. */
final class ScalarInputGradient implements Kernel {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  private final Geometry geometry;
  private final long dy;
  private final long kernel;
  private final long dx;
  private final Tile epilogue;

  ScalarInputGradient(Geometry geometry, long dy, long kernel, long dx, Tile epilogue) {
    this.geometry = geometry;
    this.dy = dy;
    this.kernel = kernel;
    this.dx = dx;
    this.epilogue = epilogue;
  }

  @Override
  public int tasks(int phase) {
    return geometry.inCount() == 0 ? 0 : geometry.batch();
  }

  @Override
  public void run(MemorySegment memory, int phase, int image) {
    int pixels = geometry.inPixels();
    int channels = geometry.channels();
    long at = dx + 4L * image * pixels * channels;
    for (int i0 = 0; i0 < geometry.axis(0).in(); i0++) {
      for (int i1 = 0; i1 < geometry.axis(1).in(); i1++) {
        for (int i2 = 0; i2 < geometry.axis(2).in(); i2++) {
          for (int channel = 0; channel < channels; channel++, at += 4) {
            memory.set(FLOAT, at, sum(memory, image, i0, i1, i2, channel));
          }
        }
      }
    }
    if (epilogue != null) {
      epilogue.apply(memory, image * pixels, (image + 1) * pixels, 0, channels);
    }
  }

  /** Taps from the last to the first, so that positions of dy rise. */
  private float sum(MemorySegment memory, int image, int i0, int i1, int i2, int channel) {
    Geometry.Axis a0 = geometry.axis(0);
    Geometry.Axis a1 = geometry.axis(1);
    Geometry.Axis a2 = geometry.axis(2);
    int depth = geometry.channels() / geometry.groups();
    int outs = geometry.outChannels() / geometry.groups();
    int group = channel / depth;
    float sum = 0f;
    for (int k0 = a0.kernel() - 1; k0 >= 0; k0--) {
      int o0 = i0 + a0.before() - k0 * a0.dilation();
      for (int k1 = a1.kernel() - 1; k1 >= 0; k1--) {
        int o1 = i1 + a1.before() - k1 * a1.dilation();
        for (int k2 = a2.kernel() - 1; k2 >= 0; k2--) {
          int o2 = i2 + a2.before() - k2 * a2.dilation();
          if (o0 % a0.stride() != 0 || o1 % a1.stride() != 0 || o2 % a2.stride() != 0) {
            continue;
          }
          int p0 = o0 / a0.stride();
          int p1 = o1 / a1.stride();
          int p2 = o2 / a2.stride();
          boolean inside = inside(p0, a0) && inside(p1, a1) && inside(p2, a2);
          long pixel = (((long) image * a0.out() + p0) * a1.out() + p1) * a2.out() + p2;
          long at = dy + 4 * (pixel * geometry.outChannels() + group * outs);
          long tap = ((long) k0 * a1.kernel() + k1) * a2.kernel() + k2;
          long weights = (tap * depth + channel % depth) * geometry.outChannels() + group * outs;
          for (int o = 0; o < outs; o++) {
            float value = inside ? memory.get(FLOAT, at + 4L * o) : 0f;
            sum = Math.fma(value, memory.get(FLOAT, kernel + 4 * (weights + o)), sum);
          }
        }
      }
    }
    return sum;
  }

  private static boolean inside(int position, Geometry.Axis axis) {
    return position >= 0 && position < axis.out();
  }
}
