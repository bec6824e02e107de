package gradus.core.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The gradient of a convolution by its kernel as it is defined: the pixels are cut into chunks by
 * shape (see {@link Chunks}), each chunk is one chain of fused multiply-adds, and the chunks' sums
 * are added in order. A task is one kernel tap.
 */
final class ScalarKernelGradient implements Kernel {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  private final Geometry geometry;
  private final Chunks chunks;
  private final long x;
  private final long dy;
  private final long dKernel;

  ScalarKernelGradient(Geometry geometry, long x, long dy, long dKernel) {
    this.geometry = geometry;
    this.chunks = Chunks.of(geometry);
    this.x = x;
    this.dy = dy;
    this.dKernel = dKernel;
  }

  @Override
  public int tasks(int phase) {
    return geometry.kernelCount() == 0 ? 0 : geometry.taps();
  }

  @Override
  public void run(MemorySegment memory, int phase, int tap) {
    int depth = geometry.channels() / geometry.groups();
    long at = dKernel + 4L * tap * depth * geometry.outChannels();
    for (int in = 0; in < depth; in++) {
      for (int out = 0; out < geometry.outChannels(); out++, at += 4) {
        float sum = part(memory, 0, tap, in, out);
        for (int chunk = 1; chunk < chunks.count(); chunk++) {
          sum += part(memory, chunk, tap, in, out);
        }
        memory.set(FLOAT, at, sum);
      }
    }
  }

  private float part(MemorySegment memory, int chunk, int tap, int in, int out) {
    Geometry.Axis a0 = geometry.axis(0);
    Geometry.Axis a1 = geometry.axis(1);
    Geometry.Axis a2 = geometry.axis(2);
    int k2 = tap % a2.kernel();
    int k1 = tap / a2.kernel() % a1.kernel();
    int k0 = tap / a2.kernel() / a1.kernel();
    int group = out / (geometry.outChannels() / geometry.groups());
    int channel = group * (geometry.channels() / geometry.groups()) + in;
    float sum = 0f;
    for (int pixel = chunks.pixelFrom(chunk); pixel < chunks.pixelFrom(chunk + 1); pixel++) {
      int o2 = pixel % a2.out();
      int o1 = pixel / a2.out() % a1.out();
      int o0 = pixel / a2.out() / a1.out() % a0.out();
      long image = pixel / a2.out() / a1.out() / a0.out();
      int i0 = o0 * a0.stride() + k0 * a0.dilation() - a0.before();
      int i1 = o1 * a1.stride() + k1 * a1.dilation() - a1.before();
      int i2 = o2 * a2.stride() + k2 * a2.dilation() - a2.before();
      float value = 0f;
      if (inside(i0, a0) && inside(i1, a1) && inside(i2, a2)) {
        long at = ((image * a0.in() + i0) * a1.in() + i1) * a2.in() + i2;
        value = memory.get(FLOAT, x + 4 * (at * geometry.channels() + channel));
      }
      long gradient = dy + 4 * ((long) pixel * geometry.outChannels() + out);
      sum = Math.fma(value, memory.get(FLOAT, gradient), sum);
    }
    return sum;
  }

  private static boolean inside(int position, Geometry.Axis axis) {
    return position >= 0 && position < axis.in();
  }
}
