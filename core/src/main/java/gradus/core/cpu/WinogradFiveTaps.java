package gradus.core.cpu;

import static gradus.core.cpu.Lanes.ALL;
import static gradus.core.cpu.Lanes.FLOATS;
import static gradus.core.cpu.Lanes.INT;
import static gradus.core.cpu.Lanes.MASK;
import static gradus.core.cpu.Lanes.OFFSET;
import static gradus.core.cpu.Lanes.ORDER;
import static gradus.core.cpu.Lanes.VECTOR;

import jdk.incubator.vector.FloatVector;

/** The passes of F(2x2, 5x5), unrolled: two results, five taps. */
final class WinogradFiveTaps extends WinogradPasses {
  @Override
  void outputAcross(long from, long plane, long to, long step, long table, int entries) {
    FloatVector a = FloatVector.broadcast(FLOATS, Winograd.A);
    FloatVector b = FloatVector.broadcast(FLOATS, Winograd.B);
    long p = table & MASK;
    for (int n = 0; n < entries; n++) {
      long s = from + ALL.get(INT, p + ((n << 3) & OFFSET)) & MASK;
      long t = to + ALL.get(INT, p + ((n << 3) & OFFSET) + 4) & MASK;
      FloatVector m0 = FloatVector.fromMemorySegment(FLOATS, ALL, s, ORDER);
      FloatVector m1 = FloatVector.fromMemorySegment(FLOATS, ALL, s + plane & MASK, ORDER);
      FloatVector m2 = FloatVector.fromMemorySegment(FLOATS, ALL, s + 2 * plane & MASK, ORDER);
      FloatVector m3 = FloatVector.fromMemorySegment(FLOATS, ALL, s + 3 * plane & MASK, ORDER);
      FloatVector m4 = FloatVector.fromMemorySegment(FLOATS, ALL, s + 4 * plane & MASK, ORDER);
      FloatVector m5 = FloatVector.fromMemorySegment(FLOATS, ALL, s + 5 * plane & MASK, ORDER);
      FloatVector even = m1.add(m2);
      FloatVector odd = m1.sub(m2);
      FloatVector even2 = m3.add(m4);
      FloatVector odd2 = m3.sub(m4);
      m0.add(even).add(even2).intoMemorySegment(ALL, t, ORDER);
      b.fma(odd2, a.fma(odd, m5)).intoMemorySegment(ALL, t + step & MASK, ORDER);
    }
  }

  @Override
  void outputDown(long from, long plane, long to, int rows, long waste, int bytes) {
    long t1 = rows > 1 ? to + bytes : waste;
    FloatVector a = FloatVector.broadcast(FLOATS, Winograd.A);
    FloatVector b = FloatVector.broadcast(FLOATS, Winograd.B);
    long r1 = from + plane;
    long r2 = r1 + plane;
    long r3 = r2 + plane;
    long r4 = r3 + plane;
    long r5 = r4 + plane;
    for (int at = 0; at < bytes; at += (int) VECTOR) {
      int i = at & OFFSET;
      FloatVector m0 = FloatVector.fromMemorySegment(FLOATS, ALL, (from & MASK) + i, ORDER);
      FloatVector m1 = FloatVector.fromMemorySegment(FLOATS, ALL, (r1 & MASK) + i, ORDER);
      FloatVector m2 = FloatVector.fromMemorySegment(FLOATS, ALL, (r2 & MASK) + i, ORDER);
      FloatVector m3 = FloatVector.fromMemorySegment(FLOATS, ALL, (r3 & MASK) + i, ORDER);
      FloatVector m4 = FloatVector.fromMemorySegment(FLOATS, ALL, (r4 & MASK) + i, ORDER);
      FloatVector m5 = FloatVector.fromMemorySegment(FLOATS, ALL, (r5 & MASK) + i, ORDER);
      FloatVector even = m1.add(m2);
      FloatVector odd = m1.sub(m2);
      FloatVector even2 = m3.add(m4);
      FloatVector odd2 = m3.sub(m4);
      m0.add(even).add(even2).intoMemorySegment(ALL, (to & MASK) + i, ORDER);
      b.fma(odd2, a.fma(odd, m5)).intoMemorySegment(ALL, (t1 & MASK) + i, ORDER);
    }
  }

  @Override
  void kernel(long from, long step, long to, long plane, int bytes) {
    FloatVector a = FloatVector.broadcast(FLOATS, Winograd.A * Winograd.AT_A);
    FloatVector b = FloatVector.broadcast(FLOATS, Winograd.B * Winograd.AT_B);
    FloatVector an = FloatVector.broadcast(FLOATS, -Winograd.A * Winograd.AT_A);
    FloatVector bn = FloatVector.broadcast(FLOATS, -Winograd.B * Winograd.AT_B);
    FloatVector a2 = FloatVector.broadcast(FLOATS, Winograd.A2);
    FloatVector b2 = FloatVector.broadcast(FLOATS, Winograd.B2);
    FloatVector ca = FloatVector.broadcast(FLOATS, Winograd.AT_A);
    FloatVector cb = FloatVector.broadcast(FLOATS, Winograd.AT_B);
    FloatVector a4 = FloatVector.broadcast(FLOATS, Winograd.A4);
    FloatVector b4 = FloatVector.broadcast(FLOATS, Winograd.B4);
    FloatVector c0 = FloatVector.broadcast(FLOATS, Winograd.AT_0);
    for (int at = 0; at < bytes; at += (int) VECTOR) {
      int i = at & OFFSET;
      long s = from + i;
      long t = to + i;
      FloatVector g0 = FloatVector.fromMemorySegment(FLOATS, ALL, s & MASK, ORDER);
      FloatVector g1 = FloatVector.fromMemorySegment(FLOATS, ALL, s + step & MASK, ORDER);
      FloatVector g2 = FloatVector.fromMemorySegment(FLOATS, ALL, s + 2 * step & MASK, ORDER);
      FloatVector g3 = FloatVector.fromMemorySegment(FLOATS, ALL, s + 3 * step & MASK, ORDER);
      FloatVector g4 = FloatVector.fromMemorySegment(FLOATS, ALL, s + 4 * step & MASK, ORDER);
      FloatVector even = a4.fma(g4, a2.fma(g2, g0)).mul(ca);
      FloatVector odd = a2.fma(g3, g1);
      FloatVector even2 = b4.fma(g4, b2.fma(g2, g0)).mul(cb);
      FloatVector odd2 = b2.fma(g3, g1);
      c0.mul(g0).intoMemorySegment(ALL, t & MASK, ORDER);
      a.fma(odd, even).intoMemorySegment(ALL, t + plane & MASK, ORDER);
      an.fma(odd, even).intoMemorySegment(ALL, t + 2 * plane & MASK, ORDER);
      b.fma(odd2, even2).intoMemorySegment(ALL, t + 3 * plane & MASK, ORDER);
      bn.fma(odd2, even2).intoMemorySegment(ALL, t + 4 * plane & MASK, ORDER);
      g4.intoMemorySegment(ALL, t + 5 * plane & MASK, ORDER);
    }
  }

  @Override
  void gradientDown(long from, int rows, long zeros, long to, long plane, int bytes) {
    long r1 = rows > 1 ? from + bytes : zeros;
    FloatVector a = FloatVector.broadcast(FLOATS, Winograd.A);
    FloatVector b = FloatVector.broadcast(FLOATS, Winograd.B);
    FloatVector an = FloatVector.broadcast(FLOATS, -Winograd.A);
    FloatVector bn = FloatVector.broadcast(FLOATS, -Winograd.B);
    long t1 = to + plane;
    long t2 = t1 + plane;
    long t3 = t2 + plane;
    long t4 = t3 + plane;
    long t5 = t4 + plane;
    for (int at = 0; at < bytes; at += (int) VECTOR) {
      int i = at & OFFSET;
      FloatVector y0 = FloatVector.fromMemorySegment(FLOATS, ALL, (from & MASK) + i, ORDER);
      FloatVector y1 = FloatVector.fromMemorySegment(FLOATS, ALL, (r1 & MASK) + i, ORDER);
      y0.intoMemorySegment(ALL, (to & MASK) + i, ORDER);
      a.fma(y1, y0).intoMemorySegment(ALL, (t1 & MASK) + i, ORDER);
      an.fma(y1, y0).intoMemorySegment(ALL, (t2 & MASK) + i, ORDER);
      b.fma(y1, y0).intoMemorySegment(ALL, (t3 & MASK) + i, ORDER);
      bn.fma(y1, y0).intoMemorySegment(ALL, (t4 & MASK) + i, ORDER);
      y1.intoMemorySegment(ALL, (t5 & MASK) + i, ORDER);
    }
  }

  @Override
  void gradientAcross(long from, long step, long to, long plane, long table, int entries) {
    FloatVector a = FloatVector.broadcast(FLOATS, Winograd.A);
    FloatVector b = FloatVector.broadcast(FLOATS, Winograd.B);
    FloatVector an = FloatVector.broadcast(FLOATS, -Winograd.A);
    FloatVector bn = FloatVector.broadcast(FLOATS, -Winograd.B);
    long p = table & MASK;
    for (int n = 0; n < entries; n++) {
      long s = from + ALL.get(INT, p + ((n << 3) & OFFSET)) & MASK;
      long t = to + ALL.get(INT, p + ((n << 3) & OFFSET) + 4) & MASK;
      FloatVector y0 = FloatVector.fromMemorySegment(FLOATS, ALL, s, ORDER);
      FloatVector y1 = FloatVector.fromMemorySegment(FLOATS, ALL, s + step & MASK, ORDER);
      y0.intoMemorySegment(ALL, t, ORDER);
      a.fma(y1, y0).intoMemorySegment(ALL, t + plane & MASK, ORDER);
      an.fma(y1, y0).intoMemorySegment(ALL, t + 2 * plane & MASK, ORDER);
      b.fma(y1, y0).intoMemorySegment(ALL, t + 3 * plane & MASK, ORDER);
      bn.fma(y1, y0).intoMemorySegment(ALL, t + 4 * plane & MASK, ORDER);
      y1.intoMemorySegment(ALL, t + 5 * plane & MASK, ORDER);
    }
  }

  @Override
  void kernelGradient(long from, long plane, long to, long step, int bytes) {
    FloatVector a = FloatVector.broadcast(FLOATS, Winograd.A);
    FloatVector b = FloatVector.broadcast(FLOATS, Winograd.B);
    FloatVector a2 = FloatVector.broadcast(FLOATS, Winograd.A2);
    FloatVector b2 = FloatVector.broadcast(FLOATS, Winograd.B2);
    FloatVector a3 = FloatVector.broadcast(FLOATS, Winograd.A3);
    FloatVector b3 = FloatVector.broadcast(FLOATS, Winograd.B3);
    FloatVector a4 = FloatVector.broadcast(FLOATS, Winograd.A4);
    FloatVector b4 = FloatVector.broadcast(FLOATS, Winograd.B4);
    FloatVector at0 = FloatVector.broadcast(FLOATS, Winograd.AT_0);
    FloatVector atA = FloatVector.broadcast(FLOATS, Winograd.AT_A);
    FloatVector atB = FloatVector.broadcast(FLOATS, Winograd.AT_B);
    for (int at = 0; at < bytes; at += (int) VECTOR) {
      int i = at & OFFSET;
      long s = from + i;
      long t = to + i;
      FloatVector m0 = FloatVector.fromMemorySegment(FLOATS, ALL, s & MASK, ORDER);
      FloatVector m1 = FloatVector.fromMemorySegment(FLOATS, ALL, s + plane & MASK, ORDER);
      FloatVector m2 = FloatVector.fromMemorySegment(FLOATS, ALL, s + 2 * plane & MASK, ORDER);
      FloatVector m3 = FloatVector.fromMemorySegment(FLOATS, ALL, s + 3 * plane & MASK, ORDER);
      FloatVector m4 = FloatVector.fromMemorySegment(FLOATS, ALL, s + 4 * plane & MASK, ORDER);
      FloatVector m5 = FloatVector.fromMemorySegment(FLOATS, ALL, s + 5 * plane & MASK, ORDER);
      FloatVector even = atA.mul(m1.add(m2));
      FloatVector odd = atA.mul(m1.sub(m2));
      FloatVector even2 = atB.mul(m3.add(m4));
      FloatVector odd2 = atB.mul(m3.sub(m4));
      at0.fma(m0, even).add(even2).intoMemorySegment(ALL, t & MASK, ORDER);
      b.fma(odd2, a.mul(odd)).intoMemorySegment(ALL, t + step & MASK, ORDER);
      b2.fma(even2, a2.mul(even)).intoMemorySegment(ALL, t + 2 * step & MASK, ORDER);
      b3.fma(odd2, a3.mul(odd)).intoMemorySegment(ALL, t + 3 * step & MASK, ORDER);
      b4.fma(even2, a4.fma(even, m5)).intoMemorySegment(ALL, t + 4 * step & MASK, ORDER);
    }
  }
}
