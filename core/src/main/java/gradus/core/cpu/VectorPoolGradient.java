package gradus.core.cpu;

import static gradus.core.cpu.Lanes.ALL;
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

  /** See {@link Lanes#TYPE}. */
  private static final Class<IntVector> INTS_TYPE = intsType();

  /** Elements of a task, about. */
  private static final int TASK = 1 << 14;

  private final PoolRange seeing0;
  private final PoolRange seeing1;
  private final PoolRange seeing2;
  private final boolean apart;
  private final long index;
  private final long updates;
  private final long y;
  private final int outs1;
  private final int outs2;
  private final long line;

  /**
   * No constant to the JIT, which else spends more on unrolling these short loops than it saves.
   */
  private final long step = VECTOR;

  private final long outPixels;
  private final long pixels;
  private final int each;
  private final long extent;

  VectorPoolGradient(Geometry geometry, long index, long updates, long y) {
    this.index = index;
    this.updates = updates;
    this.y = y;
    seeing0 = PoolRange.seeing(geometry.axis(0));
    seeing1 = PoolRange.seeing(geometry.axis(1));
    seeing2 = PoolRange.seeing(geometry.axis(2));
    apart = seeing0.single() && seeing1.single() && seeing2.single();
    outs1 = geometry.axis(1).out();
    outs2 = geometry.axis(2).out();
    line = 4L * geometry.channels();
    outPixels = geometry.outPixels();
    pixels = (long) geometry.batch() * geometry.inPixels();
    each = Math.max(1, TASK / geometry.channels());
    extent =
        Math.max(Math.max(index, updates) + geometry.batch() * outPixels * line, y + pixels * line);
  }

  @SuppressWarnings("unchecked")
  private static Class<IntVector> intsType() {
    return (Class<IntVector>) (Class<?>) INTS.vectorType();
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
      long row = pixel / seeing2.count();
      int i2 = (int) (pixel % seeing2.count());
      int to = (int) Math.min(seeing2.count(), i2 + end - pixel);
      int i1 = (int) (row % seeing1.count());
      int i0 = (int) (row / seeing1.count() % seeing0.count());
      long windows = row / seeing1.count() / seeing0.count() * outPixels;
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
  private void single(long memory, long windows, int i0, int i1, int from, int to, long result) {
    int w0 = seeing0.first(i0);
    int w1 = seeing1.first(i1);
    long row = windows + ((long) w0 * outs1 + w1) * outs2;
    int position = (i0 * seeing1.count() + i1) * seeing2.count();
    for (int i2 = from; i2 < to; i2++) {
      int w2 = seeing2.first(i2);
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
    for (long c = 0; c < line; c += step) {
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
    int plane = outs1 * outs2;
    int from0 = seeing0.from()[i0] * plane;
    int to0 = seeing0.to()[i0] * plane;
    int from1 = seeing1.from()[i1] * outs2;
    int to1 = seeing1.to()[i1] * outs2;
    int position = (i0 * seeing1.count() + i1) * seeing2.count();
    long first = memory + windows * line;
    long gap = Math.min(VECTOR, line - VECTOR);
    for (int i2 = from; i2 < to; i2++) {
      int from2 = seeing2.from()[i2];
      int to2 = seeing2.to()[i2];
      for (long c = 0; c < line; c += 2 * step) {
        long channel = Math.min(c, line - VECTOR - gap);
        sum(
            first + channel,
            from0,
            to0,
            from1,
            to1,
            from2,
            to2,
            position + i2,
            result + channel,
            gap);
      }
      result += line;
    }
  }

  /**
   * One pixel and two vectors of channels, the second some bytes after the first. Windows count
   * output pixels.
   */
  private void sum(
      long windows,
      int from0,
      int to0,
      int from1,
      int to1,
      int from2,
      int to2,
      int position,
      long result,
      long gap) {
    int step0 = seeing0.step() * outs1 * outs2;
    int step1 = seeing1.step() * outs2;
    int step2 = seeing2.step();
    IntVector sum0 = IntVector.zero(INTS);
    IntVector sum1 = IntVector.zero(INTS);
    for (int w0 = from0; w0 < to0; w0 += step0) {
      for (int w1 = w0 + from1; w1 < w0 + to1; w1 += step1) {
        for (int w2 = w1 + from2; w2 < w1 + to2; w2 += step2) {
          long window = windows + w2 * line;
          long at = window + index & MASK;
          long from = window + updates & MASK;
          VectorMask<Integer> here0 =
              IntVector.fromMemorySegment(INTS, ALL, at, ORDER)
                  .compare(VectorOperators.EQ, position);
          VectorMask<Integer> here1 =
              IntVector.fromMemorySegment(INTS, ALL, at + gap & MASK, ORDER)
                  .compare(VectorOperators.EQ, position);
          IntVector old0 = INTS_TYPE.cast(sum0);
          IntVector old1 = INTS_TYPE.cast(sum1);
          FloatVector more0 = old0.reinterpretAsFloats().add(load(from));
          FloatVector more1 = old1.reinterpretAsFloats().add(load(from + gap & MASK));
          sum0 = old0.blend(more0.reinterpretAsInts(), here0);
          sum1 = old1.blend(more1.reinterpretAsInts(), here1);
        }
      }
    }
    store(INTS_TYPE.cast(sum0).reinterpretAsFloats(), result & MASK);
    store(INTS_TYPE.cast(sum1).reinterpretAsFloats(), result + gap & MASK);
  }
}
