package gradus.core.cpu;

import static gradus.core.cpu.Lanes.FLOATS;
import static gradus.core.cpu.Lanes.VECTOR;
import static gradus.core.cpu.Lanes.load;
import static gradus.core.cpu.Lanes.spread;
import static gradus.core.cpu.Lanes.store;

import jdk.incubator.vector.FloatVector;

/** The innermost loop for 32 vector registers (AVX-512, NEON); see {@link Tiles6}. */
final class Tiles14 {
  private Tiles14() {}

  /** 14 rows by 2 vectors. */
  static void tile14x2(
      long a,
      long[] aRows,
      int row,
      int[] offsets,
      int from,
      int to,
      long b,
      long stepB,
      long c,
      long[] cRows,
      int cRow,
      boolean fresh) {
    long a0 = a + aRows[row];
    long a1 = a + aRows[row + 1];
    long a2 = a + aRows[row + 2];
    long a3 = a + aRows[row + 3];
    long a4 = a + aRows[row + 4];
    long a5 = a + aRows[row + 5];
    long a6 = a + aRows[row + 6];
    long a7 = a + aRows[row + 7];
    long a8 = a + aRows[row + 8];
    long a9 = a + aRows[row + 9];
    long a10 = a + aRows[row + 10];
    long a11 = a + aRows[row + 11];
    long a12 = a + aRows[row + 12];
    long a13 = a + aRows[row + 13];
    long c0 = c + cRows[cRow];
    long c1 = c + cRows[cRow + 1];
    long c2 = c + cRows[cRow + 2];
    long c3 = c + cRows[cRow + 3];
    long c4 = c + cRows[cRow + 4];
    long c5 = c + cRows[cRow + 5];
    long c6 = c + cRows[cRow + 6];
    long c7 = c + cRows[cRow + 7];
    long c8 = c + cRows[cRow + 8];
    long c9 = c + cRows[cRow + 9];
    long c10 = c + cRows[cRow + 10];
    long c11 = c + cRows[cRow + 11];
    long c12 = c + cRows[cRow + 12];
    long c13 = c + cRows[cRow + 13];
    FloatVector x0 = fresh ? FloatVector.zero(FLOATS) : load(c0);
    FloatVector y0 = fresh ? FloatVector.zero(FLOATS) : load(c0 + VECTOR);
    FloatVector x1 = fresh ? FloatVector.zero(FLOATS) : load(c1);
    FloatVector y1 = fresh ? FloatVector.zero(FLOATS) : load(c1 + VECTOR);
    FloatVector x2 = fresh ? FloatVector.zero(FLOATS) : load(c2);
    FloatVector y2 = fresh ? FloatVector.zero(FLOATS) : load(c2 + VECTOR);
    FloatVector x3 = fresh ? FloatVector.zero(FLOATS) : load(c3);
    FloatVector y3 = fresh ? FloatVector.zero(FLOATS) : load(c3 + VECTOR);
    FloatVector x4 = fresh ? FloatVector.zero(FLOATS) : load(c4);
    FloatVector y4 = fresh ? FloatVector.zero(FLOATS) : load(c4 + VECTOR);
    FloatVector x5 = fresh ? FloatVector.zero(FLOATS) : load(c5);
    FloatVector y5 = fresh ? FloatVector.zero(FLOATS) : load(c5 + VECTOR);
    FloatVector x6 = fresh ? FloatVector.zero(FLOATS) : load(c6);
    FloatVector y6 = fresh ? FloatVector.zero(FLOATS) : load(c6 + VECTOR);
    FloatVector x7 = fresh ? FloatVector.zero(FLOATS) : load(c7);
    FloatVector y7 = fresh ? FloatVector.zero(FLOATS) : load(c7 + VECTOR);
    FloatVector x8 = fresh ? FloatVector.zero(FLOATS) : load(c8);
    FloatVector y8 = fresh ? FloatVector.zero(FLOATS) : load(c8 + VECTOR);
    FloatVector x9 = fresh ? FloatVector.zero(FLOATS) : load(c9);
    FloatVector y9 = fresh ? FloatVector.zero(FLOATS) : load(c9 + VECTOR);
    FloatVector x10 = fresh ? FloatVector.zero(FLOATS) : load(c10);
    FloatVector y10 = fresh ? FloatVector.zero(FLOATS) : load(c10 + VECTOR);
    FloatVector x11 = fresh ? FloatVector.zero(FLOATS) : load(c11);
    FloatVector y11 = fresh ? FloatVector.zero(FLOATS) : load(c11 + VECTOR);
    FloatVector x12 = fresh ? FloatVector.zero(FLOATS) : load(c12);
    FloatVector y12 = fresh ? FloatVector.zero(FLOATS) : load(c12 + VECTOR);
    FloatVector x13 = fresh ? FloatVector.zero(FLOATS) : load(c13);
    FloatVector y13 = fresh ? FloatVector.zero(FLOATS) : load(c13 + VECTOR);
    for (int k = from; k < to; k++) {
      long offset = 4L * offsets[k];
      FloatVector u = load(b);
      FloatVector v = load(b + VECTOR);
      FloatVector s0 = spread(a0 + offset);
      x0 = s0.fma(u, x0);
      y0 = s0.fma(v, y0);
      FloatVector s1 = spread(a1 + offset);
      x1 = s1.fma(u, x1);
      y1 = s1.fma(v, y1);
      FloatVector s2 = spread(a2 + offset);
      x2 = s2.fma(u, x2);
      y2 = s2.fma(v, y2);
      FloatVector s3 = spread(a3 + offset);
      x3 = s3.fma(u, x3);
      y3 = s3.fma(v, y3);
      FloatVector s4 = spread(a4 + offset);
      x4 = s4.fma(u, x4);
      y4 = s4.fma(v, y4);
      FloatVector s5 = spread(a5 + offset);
      x5 = s5.fma(u, x5);
      y5 = s5.fma(v, y5);
      FloatVector s6 = spread(a6 + offset);
      x6 = s6.fma(u, x6);
      y6 = s6.fma(v, y6);
      FloatVector s7 = spread(a7 + offset);
      x7 = s7.fma(u, x7);
      y7 = s7.fma(v, y7);
      FloatVector s8 = spread(a8 + offset);
      x8 = s8.fma(u, x8);
      y8 = s8.fma(v, y8);
      FloatVector s9 = spread(a9 + offset);
      x9 = s9.fma(u, x9);
      y9 = s9.fma(v, y9);
      FloatVector s10 = spread(a10 + offset);
      x10 = s10.fma(u, x10);
      y10 = s10.fma(v, y10);
      FloatVector s11 = spread(a11 + offset);
      x11 = s11.fma(u, x11);
      y11 = s11.fma(v, y11);
      FloatVector s12 = spread(a12 + offset);
      x12 = s12.fma(u, x12);
      y12 = s12.fma(v, y12);
      FloatVector s13 = spread(a13 + offset);
      x13 = s13.fma(u, x13);
      y13 = s13.fma(v, y13);
      b += stepB;
    }
    store(x0, c0);
    store(y0, c0 + VECTOR);
    store(x1, c1);
    store(y1, c1 + VECTOR);
    store(x2, c2);
    store(y2, c2 + VECTOR);
    store(x3, c3);
    store(y3, c3 + VECTOR);
    store(x4, c4);
    store(y4, c4 + VECTOR);
    store(x5, c5);
    store(y5, c5 + VECTOR);
    store(x6, c6);
    store(y6, c6 + VECTOR);
    store(x7, c7);
    store(y7, c7 + VECTOR);
    store(x8, c8);
    store(y8, c8 + VECTOR);
    store(x9, c9);
    store(y9, c9 + VECTOR);
    store(x10, c10);
    store(y10, c10 + VECTOR);
    store(x11, c11);
    store(y11, c11 + VECTOR);
    store(x12, c12);
    store(y12, c12 + VECTOR);
    store(x13, c13);
    store(y13, c13 + VECTOR);
  }
}
