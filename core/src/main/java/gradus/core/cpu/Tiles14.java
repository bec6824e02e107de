package gradus.core.cpu;

import static gradus.core.cpu.Lanes.ALL;
import static gradus.core.cpu.Lanes.FLOAT;
import static gradus.core.cpu.Lanes.FLOATS;
import static gradus.core.cpu.Lanes.INT;
import static gradus.core.cpu.Lanes.MASK;
import static gradus.core.cpu.Lanes.OFFSET;
import static gradus.core.cpu.Lanes.ORDER;
import static gradus.core.cpu.Lanes.VECTOR;

import jdk.incubator.vector.FloatVector;

/** The innermost loop for 32 vector registers (AVX-512, NEON); see {@link Tiles5}. */
final class Tiles14 {
  private Tiles14() {}

  /** 14 rows by 2 vectors. */
  static void tile14x2(
      long a,
      long[] aRows,
      int row,
      long depth,
      long depthEnd,
      long b,
      long stepB,
      long c,
      long[] cRows,
      int cRow,
      boolean fresh) {
    long a0 = a + aRows[row] & MASK;
    long a1 = a + aRows[row + 1] & MASK;
    long a2 = a + aRows[row + 2] & MASK;
    long a3 = a + aRows[row + 3] & MASK;
    long a4 = a + aRows[row + 4] & MASK;
    long a5 = a + aRows[row + 5] & MASK;
    long a6 = a + aRows[row + 6] & MASK;
    long a7 = a + aRows[row + 7] & MASK;
    long a8 = a + aRows[row + 8] & MASK;
    long a9 = a + aRows[row + 9] & MASK;
    long a10 = a + aRows[row + 10] & MASK;
    long a11 = a + aRows[row + 11] & MASK;
    long a12 = a + aRows[row + 12] & MASK;
    long a13 = a + aRows[row + 13] & MASK;
    if (fresh) {
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow], ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow] + VECTOR, ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 1], ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 1] + VECTOR, ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 2], ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 2] + VECTOR, ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 3], ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 3] + VECTOR, ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 4], ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 4] + VECTOR, ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 5], ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 5] + VECTOR, ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 6], ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 6] + VECTOR, ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 7], ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 7] + VECTOR, ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 8], ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 8] + VECTOR, ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 9], ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 9] + VECTOR, ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 10], ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 10] + VECTOR, ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 11], ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 11] + VECTOR, ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 12], ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 12] + VECTOR, ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 13], ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 13] + VECTOR, ORDER);
    }
    FloatVector x0 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow], ORDER);
    FloatVector y0 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow] + VECTOR, ORDER);
    FloatVector x1 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 1], ORDER);
    FloatVector y1 =
        FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 1] + VECTOR, ORDER);
    FloatVector x2 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 2], ORDER);
    FloatVector y2 =
        FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 2] + VECTOR, ORDER);
    FloatVector x3 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 3], ORDER);
    FloatVector y3 =
        FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 3] + VECTOR, ORDER);
    FloatVector x4 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 4], ORDER);
    FloatVector y4 =
        FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 4] + VECTOR, ORDER);
    FloatVector x5 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 5], ORDER);
    FloatVector y5 =
        FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 5] + VECTOR, ORDER);
    FloatVector x6 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 6], ORDER);
    FloatVector y6 =
        FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 6] + VECTOR, ORDER);
    FloatVector x7 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 7], ORDER);
    FloatVector y7 =
        FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 7] + VECTOR, ORDER);
    FloatVector x8 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 8], ORDER);
    FloatVector y8 =
        FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 8] + VECTOR, ORDER);
    FloatVector x9 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 9], ORDER);
    FloatVector y9 =
        FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 9] + VECTOR, ORDER);
    FloatVector x10 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 10], ORDER);
    FloatVector y10 =
        FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 10] + VECTOR, ORDER);
    FloatVector x11 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 11], ORDER);
    FloatVector y11 =
        FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 11] + VECTOR, ORDER);
    FloatVector x12 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 12], ORDER);
    FloatVector y12 =
        FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 12] + VECTOR, ORDER);
    FloatVector x13 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 13], ORDER);
    FloatVector y13 =
        FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 13] + VECTOR, ORDER);
    long b0 = b & MASK;
    int step = (int) stepB;
    int at = 0;
    while (depth != depthEnd) {
      long right = b0 + (at & OFFSET);
      FloatVector u = FloatVector.fromMemorySegment(FLOATS, ALL, right, ORDER);
      FloatVector v = FloatVector.fromMemorySegment(FLOATS, ALL, right + VECTOR, ORDER);
      long offset = ALL.get(INT, depth & MASK) & OFFSET;
      FloatVector s0 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a0 + offset));
      x0 = s0.fma(u, x0);
      y0 = s0.fma(v, y0);
      FloatVector s1 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a1 + offset));
      x1 = s1.fma(u, x1);
      y1 = s1.fma(v, y1);
      FloatVector s2 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a2 + offset));
      x2 = s2.fma(u, x2);
      y2 = s2.fma(v, y2);
      FloatVector s3 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a3 + offset));
      x3 = s3.fma(u, x3);
      y3 = s3.fma(v, y3);
      FloatVector s4 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a4 + offset));
      x4 = s4.fma(u, x4);
      y4 = s4.fma(v, y4);
      FloatVector s5 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a5 + offset));
      x5 = s5.fma(u, x5);
      y5 = s5.fma(v, y5);
      FloatVector s6 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a6 + offset));
      x6 = s6.fma(u, x6);
      y6 = s6.fma(v, y6);
      FloatVector s7 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a7 + offset));
      x7 = s7.fma(u, x7);
      y7 = s7.fma(v, y7);
      FloatVector s8 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a8 + offset));
      x8 = s8.fma(u, x8);
      y8 = s8.fma(v, y8);
      FloatVector s9 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a9 + offset));
      x9 = s9.fma(u, x9);
      y9 = s9.fma(v, y9);
      FloatVector s10 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a10 + offset));
      x10 = s10.fma(u, x10);
      y10 = s10.fma(v, y10);
      FloatVector s11 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a11 + offset));
      x11 = s11.fma(u, x11);
      y11 = s11.fma(v, y11);
      FloatVector s12 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a12 + offset));
      x12 = s12.fma(u, x12);
      y12 = s12.fma(v, y12);
      FloatVector s13 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a13 + offset));
      x13 = s13.fma(u, x13);
      y13 = s13.fma(v, y13);
      at += step;
      depth += 4;
    }
    x0.intoMemorySegment(ALL, c + cRows[cRow], ORDER);
    y0.intoMemorySegment(ALL, c + cRows[cRow] + VECTOR, ORDER);
    x1.intoMemorySegment(ALL, c + cRows[cRow + 1], ORDER);
    y1.intoMemorySegment(ALL, c + cRows[cRow + 1] + VECTOR, ORDER);
    x2.intoMemorySegment(ALL, c + cRows[cRow + 2], ORDER);
    y2.intoMemorySegment(ALL, c + cRows[cRow + 2] + VECTOR, ORDER);
    x3.intoMemorySegment(ALL, c + cRows[cRow + 3], ORDER);
    y3.intoMemorySegment(ALL, c + cRows[cRow + 3] + VECTOR, ORDER);
    x4.intoMemorySegment(ALL, c + cRows[cRow + 4], ORDER);
    y4.intoMemorySegment(ALL, c + cRows[cRow + 4] + VECTOR, ORDER);
    x5.intoMemorySegment(ALL, c + cRows[cRow + 5], ORDER);
    y5.intoMemorySegment(ALL, c + cRows[cRow + 5] + VECTOR, ORDER);
    x6.intoMemorySegment(ALL, c + cRows[cRow + 6], ORDER);
    y6.intoMemorySegment(ALL, c + cRows[cRow + 6] + VECTOR, ORDER);
    x7.intoMemorySegment(ALL, c + cRows[cRow + 7], ORDER);
    y7.intoMemorySegment(ALL, c + cRows[cRow + 7] + VECTOR, ORDER);
    x8.intoMemorySegment(ALL, c + cRows[cRow + 8], ORDER);
    y8.intoMemorySegment(ALL, c + cRows[cRow + 8] + VECTOR, ORDER);
    x9.intoMemorySegment(ALL, c + cRows[cRow + 9], ORDER);
    y9.intoMemorySegment(ALL, c + cRows[cRow + 9] + VECTOR, ORDER);
    x10.intoMemorySegment(ALL, c + cRows[cRow + 10], ORDER);
    y10.intoMemorySegment(ALL, c + cRows[cRow + 10] + VECTOR, ORDER);
    x11.intoMemorySegment(ALL, c + cRows[cRow + 11], ORDER);
    y11.intoMemorySegment(ALL, c + cRows[cRow + 11] + VECTOR, ORDER);
    x12.intoMemorySegment(ALL, c + cRows[cRow + 12], ORDER);
    y12.intoMemorySegment(ALL, c + cRows[cRow + 12] + VECTOR, ORDER);
    x13.intoMemorySegment(ALL, c + cRows[cRow + 13], ORDER);
    y13.intoMemorySegment(ALL, c + cRows[cRow + 13] + VECTOR, ORDER);
  }
}
