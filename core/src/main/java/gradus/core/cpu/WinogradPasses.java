package gradus.core.cpu;

import static gradus.core.cpu.Lanes.ALL;
import static gradus.core.cpu.Lanes.FLOATS;
import static gradus.core.cpu.Lanes.INT;
import static gradus.core.cpu.Lanes.MASK;
import static gradus.core.cpu.Lanes.OFFSET;
import static gradus.core.cpu.Lanes.ORDER;
import static gradus.core.cpu.Lanes.VECTOR;

import jdk.incubator.vector.FloatVector;

/**
 * {@link WinogradForm}'s transforms of lines of channels, by whole vectors; each method is the
 * vector form of one there, value by value. Those that go down take rows of pixels, whole lines at
 * a time, and read or write planes, one for each of the six positions; those that go across take
 * neighbouring pixels of a line, at the places that a table names: two ints in bytes for each
 * vector, how far to go in the source and in the target. All addresses are absolute; see {@link
 * Lanes}.
 */
abstract sealed class WinogradPasses permits WinogradThreeTaps, WinogradFiveTaps {
  static WinogradPasses of(WinogradForm form) {
    return switch (form) {
      case THREE_TAPS -> new WinogradThreeTaps();
      case FIVE_TAPS -> new WinogradFiveTaps();
    };
  }

  /** Sums of six planes to neighbouring results, {@code step} bytes apart. */
  abstract void outputAcross(long from, long plane, long to, long step, long table, int entries);

  /**
   * Six planes to rows of results, {@code bytes} of each, one after the other from {@code to} on;
   * those beyond the first {@code rows} go to {@code waste}.
   */
  abstract void outputDown(long from, long plane, long to, int rows, long waste, int bytes);

  /** Taps, {@code step} bytes apart, to six positions. */
  abstract void kernel(long from, long step, long to, long plane, int bytes);

  /**
   * Gradients of rows of results, {@code bytes} of each, one after the other from {@code from} on,
   * to six planes; beyond the first {@code rows} they are {@code zeros}.
   */
  abstract void gradientDown(long from, int rows, long zeros, long to, long plane, int bytes);

  /** Neighbouring gradients, {@code step} bytes apart, to six planes. */
  abstract void gradientAcross(long from, long step, long to, long plane, long table, int entries);

  /** Six positions to taps, {@code step} bytes apart, which may lie over the first positions. */
  abstract void kernelGradient(long from, long plane, long to, long step, int bytes);

  /** Six rows of pixels to six planes; {@code bytes} of each. */
  static void inputDown(
      long r0, long r1, long r2, long r3, long r4, long r5, long to, long plane, int bytes) {
    FloatVector a = FloatVector.broadcast(FLOATS, Winograd.A);
    FloatVector b = FloatVector.broadcast(FLOATS, Winograd.B);
    FloatVector a2 = FloatVector.broadcast(FLOATS, -Winograd.A2);
    FloatVector b2 = FloatVector.broadcast(FLOATS, -Winograd.B2);
    FloatVector sum = FloatVector.broadcast(FLOATS, -Winograd.SUM);
    FloatVector product = FloatVector.broadcast(FLOATS, Winograd.PRODUCT);
    FloatVector an = FloatVector.broadcast(FLOATS, -Winograd.A);
    FloatVector bn = FloatVector.broadcast(FLOATS, -Winograd.B);
    long t1 = to + plane;
    long t2 = t1 + plane;
    long t3 = t2 + plane;
    long t4 = t3 + plane;
    long t5 = t4 + plane;
    for (int at = 0; at < bytes; at += (int) VECTOR) {
      int i = at & OFFSET;
      FloatVector d0 = FloatVector.fromMemorySegment(FLOATS, ALL, (r0 & MASK) + i, ORDER);
      FloatVector d1 = FloatVector.fromMemorySegment(FLOATS, ALL, (r1 & MASK) + i, ORDER);
      FloatVector d2 = FloatVector.fromMemorySegment(FLOATS, ALL, (r2 & MASK) + i, ORDER);
      FloatVector d3 = FloatVector.fromMemorySegment(FLOATS, ALL, (r3 & MASK) + i, ORDER);
      FloatVector d4 = FloatVector.fromMemorySegment(FLOATS, ALL, (r4 & MASK) + i, ORDER);
      FloatVector d5 = FloatVector.fromMemorySegment(FLOATS, ALL, (r5 & MASK) + i, ORDER);
      FloatVector even = b2.fma(d2, d4);
      FloatVector odd = b2.fma(d1, d3);
      product.fma(d0, sum.fma(d2, d4)).intoMemorySegment(ALL, (to & MASK) + i, ORDER);
      a.fma(odd, even).intoMemorySegment(ALL, (t1 & MASK) + i, ORDER);
      an.fma(odd, even).intoMemorySegment(ALL, (t2 & MASK) + i, ORDER);
      FloatVector even2 = a2.fma(d2, d4);
      FloatVector odd2 = a2.fma(d1, d3);
      b.fma(odd2, even2).intoMemorySegment(ALL, (t3 & MASK) + i, ORDER);
      bn.fma(odd2, even2).intoMemorySegment(ALL, (t4 & MASK) + i, ORDER);
      product.fma(d1, sum.fma(d3, d5)).intoMemorySegment(ALL, (t5 & MASK) + i, ORDER);
    }
  }

  /** Six neighbouring pixels, {@code step} bytes apart, to six planes. */
  static void inputAcross(long from, long step, long to, long plane, long table, int entries) {
    FloatVector a = FloatVector.broadcast(FLOATS, Winograd.A);
    FloatVector b = FloatVector.broadcast(FLOATS, Winograd.B);
    FloatVector a2 = FloatVector.broadcast(FLOATS, -Winograd.A2);
    FloatVector b2 = FloatVector.broadcast(FLOATS, -Winograd.B2);
    FloatVector sum = FloatVector.broadcast(FLOATS, -Winograd.SUM);
    FloatVector product = FloatVector.broadcast(FLOATS, Winograd.PRODUCT);
    FloatVector an = FloatVector.broadcast(FLOATS, -Winograd.A);
    FloatVector bn = FloatVector.broadcast(FLOATS, -Winograd.B);
    long p = table & MASK;
    for (int n = 0; n < entries; n++) {
      long s = from + ALL.get(INT, p + ((n << 3) & OFFSET)) & MASK;
      long t = to + ALL.get(INT, p + ((n << 3) & OFFSET) + 4) & MASK;
      FloatVector d0 = FloatVector.fromMemorySegment(FLOATS, ALL, s, ORDER);
      FloatVector d1 = FloatVector.fromMemorySegment(FLOATS, ALL, s + step & MASK, ORDER);
      FloatVector d2 = FloatVector.fromMemorySegment(FLOATS, ALL, s + 2 * step & MASK, ORDER);
      FloatVector d3 = FloatVector.fromMemorySegment(FLOATS, ALL, s + 3 * step & MASK, ORDER);
      FloatVector d4 = FloatVector.fromMemorySegment(FLOATS, ALL, s + 4 * step & MASK, ORDER);
      FloatVector d5 = FloatVector.fromMemorySegment(FLOATS, ALL, s + 5 * step & MASK, ORDER);
      FloatVector even = b2.fma(d2, d4);
      FloatVector odd = b2.fma(d1, d3);
      product.fma(d0, sum.fma(d2, d4)).intoMemorySegment(ALL, t, ORDER);
      a.fma(odd, even).intoMemorySegment(ALL, t + plane & MASK, ORDER);
      an.fma(odd, even).intoMemorySegment(ALL, t + 2 * plane & MASK, ORDER);
      FloatVector even2 = a2.fma(d2, d4);
      FloatVector odd2 = a2.fma(d1, d3);
      b.fma(odd2, even2).intoMemorySegment(ALL, t + 3 * plane & MASK, ORDER);
      bn.fma(odd2, even2).intoMemorySegment(ALL, t + 4 * plane & MASK, ORDER);
      product.fma(d1, sum.fma(d3, d5)).intoMemorySegment(ALL, t + 5 * plane & MASK, ORDER);
    }
  }
}
