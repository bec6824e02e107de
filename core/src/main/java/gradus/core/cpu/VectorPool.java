package gradus.core.cpu;

import static gradus.core.cpu.Lanes.FLOATS;
import static gradus.core.cpu.Lanes.MASK;
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

  private final PoolAxis axis0;
  private final PoolAxis axis1;
  private final PoolAxis axis2;
  private final long x;
  private final long index;
  private final long values;
  private final long line;
  private final long imageBytes;
  private final long pixels;
  private final int each;
  private final long extent;

  VectorPool(Geometry geometry, long x, long index, long values) {
    this.x = x;
    this.index = index;
    this.values = values;
    axis0 = new PoolAxis(geometry.axis(0));
    axis1 = new PoolAxis(geometry.axis(1));
    axis2 = new PoolAxis(geometry.axis(2));
    line = 4L * geometry.channels();
    imageBytes = geometry.inPixels() * line;
    pixels = (long) geometry.batch() * geometry.outPixels();
    each = (int) Math.max(1, TASK / ((long) geometry.taps() * geometry.channels()));
    extent =
        Math.max(
            x + geometry.batch() * imageBytes, Math.max(index, values) + Math.max(pixels * line, 0));
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
      long row = pixel / axis2.outs();
      int o2 = (int) (pixel % axis2.outs());
      int to = (int) Math.min(axis2.outs(), o2 + end - pixel);
      int o1 = (int) (row % axis1.outs());
      int o0 = (int) (row / axis1.outs() % axis0.outs());
      long image = row / axis1.outs() / axis0.outs();
      row(memory.address(), image, o0, o1, o2, to, pixel);
      pixel += to - o2;
    }
    Reference.reachabilityFence(memory);
  }

  /** Output pixels {@code from <= o2 < to} of one line. */
  private void row(long memory, long image, int o0, int o1, int from, int to, long pixel) {
    int plane = axis1.in() * axis2.in();
    int from0 = axis0.from[o0] * plane;
    int to0 = axis0.to[o0] * plane;
    int step0 = axis0.step * plane;
    int from1 = axis1.from[o1] * axis2.in();
    int to1 = axis1.to[o1] * axis2.in();
    int step1 = axis1.step * axis2.in();
    boolean seen = from0 < to0 && from1 < to1;
    long at = memory + x + image * imageBytes;
    for (int o2 = from; o2 < to; o2++) {
      int from2 = axis2.from[o2];
      int to2 = axis2.to[o2];
      int end0 = seen && from2 < to2 ? to0 : from0;
      long result = (pixel + o2 - from) * line;
      for (long c = 0; c < line; c += VECTOR) {
        // The last vector may overlap the one before it, and computes the same again.
        long channel = Math.min(c, line - VECTOR);
        window(
            at + channel, from0, end0, step0, from1, to1, step1, from2, to2, memory,
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
        for (int p2 = p1 + from2; p2 < p1 + to2; p2 += axis2.step) {
          FloatVector value = load(at + p2 * line & MASK);
          VectorMask<Float> stays =
              value.compare(VectorOperators.LE, best).or(best.compare(VectorOperators.NE, best));
          best = value.blend(best, stays);
          where =
              FloatVector.broadcast(FLOATS, Float.intBitsToFloat(p2)).blend(where, stays);
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
