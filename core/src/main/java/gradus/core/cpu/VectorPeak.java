package gradus.core.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import jdk.incubator.vector.FloatVector;

/** The vector twins of {@link MultiplyAdds} and {@link Triad}. */
final class VectorPeak {
  private VectorPeak() {}

  /** The chains' sum, the same in every lane; each chain is a vector of its own. */
  static float chains(int rounds) {
    FloatVector m = FloatVector.broadcast(Lanes.FLOATS, MultiplyAdds.FACTOR);
    FloatVector x0 = start(0);
    FloatVector x1 = start(1);
    FloatVector x2 = start(2);
    FloatVector x3 = start(3);
    FloatVector x4 = start(4);
    FloatVector x5 = start(5);
    FloatVector x6 = start(6);
    FloatVector x7 = start(7);
    FloatVector x8 = start(8);
    FloatVector x9 = start(9);
    FloatVector x10 = start(10);
    FloatVector x11 = start(11);
    for (int round = 0; round < rounds; round++) {
      x0 = x0.fma(m, m);
      x1 = x1.fma(m, m);
      x2 = x2.fma(m, m);
      x3 = x3.fma(m, m);
      x4 = x4.fma(m, m);
      x5 = x5.fma(m, m);
      x6 = x6.fma(m, m);
      x7 = x7.fma(m, m);
      x8 = x8.fma(m, m);
      x9 = x9.fma(m, m);
      x10 = x10.fma(m, m);
      x11 = x11.fma(m, m);
    }
    FloatVector sum = x0.add(x1).add(x2).add(x3).add(x4).add(x5);
    return sum.add(x6).add(x7).add(x8).add(x9).add(x10).add(x11).lane(0);
  }

  private static FloatVector start(int chain) {
    return FloatVector.broadcast(Lanes.FLOATS, MultiplyAdds.start(chain));
  }

  /** A stretch of the triad; b lies {@code stride} bytes behind a, c behind b. */
  static void triad(MemorySegment memory, long a, long stride, long length) {
    Extent.check(memory, a + 2 * stride + 4 * length);
    long base = memory.address() + a;
    FloatVector factor = FloatVector.broadcast(Lanes.FLOATS, Triad.FACTOR);
    for (long i = 0; i < length; i += Lanes.COUNT) {
      long to = (base + 4 * i) & Lanes.MASK;
      FloatVector b = Lanes.load(to + stride);
      Lanes.store(Lanes.load(to + 2 * stride).fma(factor, b), to);
    }
    Reference.reachabilityFence(memory);
  }
}
