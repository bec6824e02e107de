package gradus.core.cpu;

import static gradus.core.cpu.Lanes.FLOATS;
import static gradus.core.cpu.Lanes.MASK;
import static gradus.core.cpu.Lanes.TYPE;
import static gradus.core.cpu.Lanes.VECTOR;
import static gradus.core.cpu.Lanes.load;
import static gradus.core.cpu.Lanes.store;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link PoolIndex} and the {@link Gather} of its maxima in one pass over x, vectors along the
 * channels, of which there must be one vector or more. A task is a run of output pixels.
 */
final class VectorPool implements Kernel {
  /** Input elements of a task, about. */
  private static final int TASK = 1 << 14;

  private final PoolRange seen0;
  private final PoolRange seen1;
  private final PoolRange seen2;
  private final long x;
  private final long index;
  private final long values;
  private final int in1;
  private final int in2;
  private final long line;

  /**
   * No constant to the JIT, which else spends more on unrolling these short loops than it saves.
   */
  private final long step = VECTOR;

  private final long imageBytes;
  private final long pixels;
  private final int each;
  private final long extent;

  VectorPool(Geometry geometry, long x, long index, long values) {
    this.x = x;
    this.index = index;
    this.values = values;
    seen0 = PoolRange.seen(geometry.axis(0));
    seen1 = PoolRange.seen(geometry.axis(1));
    seen2 = PoolRange.seen(geometry.axis(2));
    in1 = geometry.axis(1).in();
    in2 = geometry.axis(2).in();
    line = 4L * geometry.channels();
    imageBytes = geometry.inPixels() * line;
    pixels = (long) geometry.batch() * geometry.outPixels();
    each = (int) Math.max(1, TASK / ((long) geometry.taps() * geometry.channels()));
    extent = Math.max(x + geometry.batch() * imageBytes, Math.max(index, values) + pixels * line);
  }

  @Override
  public int tasks(int phase) {
    return (int) Math.ceilDiv(pixels, each);
  }

  @Override
  public void run(MemorySegment memory, int phase, int task) {
    Extent.check(memory, extent);
    long end = Math.min((task + 1L) * each, pixels);
    for (long pixel = (long) task * each; pixel < end; ) {
      long row = pixel / seen2.count();
      int o2 = (int) (pixel % seen2.count());
      int to = (int) Math.min(seen2.count(), o2 + end - pixel);
      int o1 = (int) (row % seen1.count());
      int o0 = (int) (row / seen1.count() % seen0.count());
      long image = row / seen1.count() / seen0.count();
      row(memory.address(), image, o0, o1, o2, to, pixel);
      pixel += to - o2;
    }
    Reference.reachabilityFence(memory);
  }

  /** Output pixels {@code from <= o2 < to} of one line. */
  private void row(long memory, long image, int o0, int o1, int from, int to, long pixel) {
    int plane = in1 * in2;
    int from0 = seen0.from()[o0] * plane;
    int to0 = seen0.to()[o0] * plane;
    int step0 = seen0.step() * plane;
    int from1 = seen1.from()[o1] * in2;
    int to1 = seen1.to()[o1] * in2;
    int step1 = seen1.step() * in2;
    boolean any = from0 < to0 && from1 < to1;
    long at = memory + x + image * imageBytes;
    for (int o2 = from; o2 < to; o2++) {
      int from2 = seen2.from()[o2];
      int to2 = seen2.to()[o2];
      int end0 = any && from2 < to2 ? to0 : from0;
      long result = (pixel + o2 - from) * line;
      for (long c = 0; c < line; c += step) {
        // The last vector may overlap the one before it, and computes the same again.
        long channel = Math.min(c, line - VECTOR);
        window(
            at + channel,
            from0,
            end0,
            step0,
            from1,
            to1,
            step1,
            from2,
            to2,
            memory,
            result + channel);
      }
    }
  }

  /**
   * One window and vector of channels. Positions count pixels; the index rides along in the bits of
   * a float.
   */
  private void window(
      long at,
      int from0,
      int to0,
      int step0,
      int from1,
      int to1,
      int step1,
      int from2,
      int to2,
      long memory,
      long result) {
    FloatVector best = FloatVector.broadcast(FLOATS, Float.NaN);
    FloatVector where = FloatVector.broadcast(FLOATS, Float.intBitsToFloat(-1));
    if (from0 < to0) {
      int first = from0 + from1 + from2;
      best = load(at + first * line & MASK);
      where = FloatVector.broadcast(FLOATS, Float.intBitsToFloat(first));
    }
    for (int p0 = from0; p0 < to0; p0 += step0) {
      for (int p1 = p0 + from1; p1 < p0 + to1; p1 += step1) {
        for (int p2 = p1 + from2; p2 < p1 + to2; p2 += seen2.step()) {
          FloatVector value = load(at + p2 * line & MASK);
          FloatVector old = TYPE.cast(best);
          VectorMask<Float> stays =
              value.compare(VectorOperators.LE, old).or(old.compare(VectorOperators.NE, old));
          best = value.blend(old, stays);
          where = FloatVector.broadcast(FLOATS, Float.intBitsToFloat(p2)).blend(where, stays);
        }
      }
    }
    if (index != Pooling.NOWHERE) {
      store(where, memory + index + result & MASK);
    }
    if (values != Pooling.NOWHERE) {
      store(best, memory + values + result & MASK);
    }
  }
}
