package gradus.core.cpu;

import static gradus.core.cpu.Lanes.ALL;
import static gradus.core.cpu.Lanes.FLOATS;
import static gradus.core.cpu.Lanes.MASK;
import static gradus.core.cpu.Lanes.ORDER;
import static gradus.core.cpu.Lanes.VECTOR;
import static gradus.core.cpu.Lanes.load;
import static gradus.core.cpu.Lanes.store;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The {@link Scatter} of a pooling gradient, turned around: each input pixel adds up what the
 * windows over it pass back, in rising order, which is the order of Scatter. So every result is
 * written once, and vectors run along the channels, of which there must be one vector or more. A
 * task is a run of input pixels.
 */
final class VectorPoolGradient implements Kernel {
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;

  /** Elements of a task, about. */
  private static final int TASK = 1 << 14;

  private final PoolAxis axis0;
  private final PoolAxis axis1;
  private final PoolAxis axis2;
  private final boolean apart;
  private final long index;
  private final long updates;
  private final long y;
  private final long line;
  private final long outPixels;
  private final long pixels;
  private final int each;
  private final long extent;

  VectorPoolGradient(Geometry geometry, long index, long updates, long y) {
    this.index = index;
    this.updates = updates;
    this.y = y;
    axis0 = new PoolAxis(geometry.axis(0));
    axis1 = new PoolAxis(geometry.axis(1));
    axis2 = new PoolAxis(geometry.axis(2));
    apart = axis0.apart() && axis1.apart() && axis2.apart();
    line = 4L * geometry.channels();
    outPixels = geometry.outPixels();
    pixels = (long) geometry.batch() * geometry.inPixels();
    each = Math.max(1, TASK / geometry.channels());
    extent =
        Math.max(
            Math.max(index, updates) + geometry.batch() * outPixels * line, y + pixels * line);
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
      long row = pixel / axis2.in();
      int i2 = (int) (pixel % axis2.in());
      int to = (int) Math.min(axis2.in(), i2 + end - pixel);
      int i1 = (int) (row % axis1.in());
      int i0 = (int) (row / axis1.in() % axis0.in());
      long windows = row / axis1.in() / axis0.in() * outPixels;
      long result = memory.address() + y + pixel * line;
      if (apart) {
        single(memory.address(), windows, i0, i1, i2, to, result);
      } else {
        several(memory.address(), windows, i0, i1, i2, to, result);
      }
      pixel += to - i2;
    }
    Reference.reachabilityFence(memory);
  }

  /** Input pixels {@code from <= i2 < to} of one line, each seen by one window or none. */
  private void single(
      long memory, long windows, int i0, int i1, int from, int to, long result) {
    int w0 = axis0.window(i0);
    int w1 = axis1.window(i1);
    long row = windows + ((long) w0 * axis1.outs() + w1) * axis2.outs();
    int position = (i0 * axis1.in() + i1) * axis2.in();
    for (int i2 = from; i2 < to; i2++) {
      int w2 = axis2.window(i2);
      if ((w0 | w1 | w2) < 0) {
        Lanes.clear(result, line / 4);
      } else {
        one(memory + (row + w2) * line, position + i2, result);
      }
      result += line;
    }
  }

  /** A pixel of one window, at an offset of both operands. Like Scatter, it adds to +0. */
  private void one(long window, int position, long result) {
    for (long c = 0; c < line; c += VECTOR) {
      long channel = Math.min(c, line - VECTOR);
      VectorMask<Integer> here =
          IntVector.fromMemorySegment(INTS, ALL, window + index + channel & MASK, ORDER)
              .compare(VectorOperators.EQ, position);
      FloatVector sum = load(window + updates + channel & MASK).add(0f);
      IntVector kept = IntVector.zero(INTS).blend(sum.reinterpretAsInts(), here);
      store(kept.reinterpretAsFloats(), result + channel & MASK);
    }
  }

  /** Input pixels {@code from <= i2 < to} of one line, each seen by any number of windows. */
  private void several(long memory, long windows, int i0, int i1, int from, int to, long result) {
    int position = (i0 * axis1.in() + i1) * axis2.in();
    for (int i2 = from; i2 < to; i2++) {
      boolean first = true;
      for (int k0 = axis0.starts[i0]; k0 < axis0.starts[i0 + 1]; k0++) {
        for (int k1 = axis1.starts[i1]; k1 < axis1.starts[i1 + 1]; k1++) {
          long row = ((long) axis0.windows[k0] * axis1.outs() + axis1.windows[k1]) * axis2.outs();
          for (int k2 = axis2.starts[i2]; k2 < axis2.starts[i2 + 1]; k2++) {
            long window = memory + (windows + row + axis2.windows[k2]) * line;
            if (first) {
              one(window, position + i2, result);
            } else {
              add(window, position + i2, result);
            }
            first = false;
          }
        }
      }
      if (first) {
        Lanes.clear(result, line / 4);
      }
      result += line;
    }
  }

  /** A further window of a pixel. */
  private void add(long window, int position, long result) {
    long c = 0;
    for (; c + VECTOR <= line; c += VECTOR) {
      VectorMask<Integer> here =
          IntVector.fromMemorySegment(INTS, ALL, window + index + c & MASK, ORDER)
              .compare(VectorOperators.EQ, position);
      FloatVector old = load(result + c & MASK);
      FloatVector sum = old.add(load(window + updates + c & MASK));
      IntVector kept = old.reinterpretAsInts().blend(sum.reinterpretAsInts(), here);
      store(kept.reinterpretAsFloats(), result + c & MASK);
    }
    for (; c < line; c += 4) {
      if (ALL.get(Lanes.INT, window + index + c & MASK) == position) {
        Lanes.set(result + c, Lanes.get(result + c) + Lanes.get(window + updates + c));
      }
    }
  }
}
