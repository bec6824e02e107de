package gradus.core.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The convolution as it is defined; a task is one image. */
final class ScalarForward implements Kernel {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  private final Geometry geometry;
  private final long x;
  private final long kernel;
  private final long y;
  private final Tile epilogue;

  ScalarForward(Geometry geometry, long x, long kernel, long y, Tile epilogue) {
    this.geometry = geometry;
    this.x = x;
    this.kernel = kernel;
    this.y = y;
    this.epilogue = epilogue;
  }

  @Override
  public int tasks(int phase) {
    return geometry.outCount() == 0 ? 0 : geometry.batch();
  }

  @Override
  public void run(MemorySegment memory, int phase, int image) {
    int pixels = geometry.outPixels();
    int channels = geometry.outChannels();
    long at = y + 4L * image * pixels * channels;
    for (int o0 = 0; o0 < geometry.axis(0).out(); o0++) {
      for (int o1 = 0; o1 < geometry.axis(1).out(); o1++) {
        for (int o2 = 0; o2 < geometry.axis(2).out(); o2++) {
          for (int channel = 0; channel < channels; channel++, at += 4) {
            memory.set(FLOAT, at, sum(memory, image, o0, o1, o2, channel));
          }
        }
      }
    }
    if (epilogue != null) {
      epilogue.apply(memory, image * pixels, (image + 1) * pixels, 0, channels);
    }
  }

  private float sum(MemorySegment memory, int image, int o0, int o1, int o2, int channel) {
    int depth = geometry.channels() / geometry.groups();
    int group = channel / (geometry.outChannels() / geometry.groups());
    Geometry.Axis a0 = geometry.axis(0);
    Geometry.Axis a1 = geometry.axis(1);
    Geometry.Axis a2 = geometry.axis(2);
    long weight = kernel + 4L * channel;
    float sum = 0f;
    for (int k0 = 0; k0 < a0.kernel(); k0++) {
      int i0 = o0 * a0.stride() + k0 * a0.dilation() - a0.before();
      for (int k1 = 0; k1 < a1.kernel(); k1++) {
        int i1 = o1 * a1.stride() + k1 * a1.dilation() - a1.before();
        for (int k2 = 0; k2 < a2.kernel(); k2++) {
          int i2 = o2 * a2.stride() + k2 * a2.dilation() - a2.before();
          boolean inside = inside(i0, a0) && inside(i1, a1) && inside(i2, a2);
          long pixel = (((long) image * a0.in() + i0) * a1.in() + i1) * a2.in() + i2;
          long at = x + 4 * (pixel * geometry.channels() + group * depth);
          for (int i = 0; i < depth; i++, weight += 4L * geometry.outChannels()) {
            float value = inside ? memory.get(FLOAT, at + 4L * i) : 0f;
            sum = Math.fma(value, memory.get(FLOAT, weight), sum);
          }
        }
      }
    }
    return sum;
  }

  private static boolean inside(int position, Geometry.Axis axis) {
    return position >= 0 && position < axis.in();
  }
}
