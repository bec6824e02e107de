package gradus.core.cpu;

import static gradus.core.cpu.Lanes.FLOATS;
import static gradus.core.cpu.Lanes.VECTOR;
import static gradus.core.cpu.Lanes.load;
import static gradus.core.cpu.Lanes.spread;
import static gradus.core.cpu.Lanes.store;

import jdk.incubator.vector.FloatVector;

/**
 * The innermost loop for 16 vector registers: 6 rows by 2 vectors are 12 running sums, 2 values of b
 * and 1 of a. All tiles compute, for k rising, {@code acc[i][v] = a[i][k] * b[k][v] + acc[i][v]}
 * with one rounding; see {@link Contraction} for the addresses.
 *
 * <p>Every sum is a local variable with a {@code zero()} or a load of its own: one zero vector shared
 * by several variables would make the JIT keep vectors on the heap.
 */
final class Tiles6 {
  private Tiles6() {}

  /** 6 rows by 2 vectors. */
  static void tile6x2(
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
    long c0 = c + cRows[cRow];
    long c1 = c + cRows[cRow + 1];
    long c2 = c + cRows[cRow + 2];
    long c3 = c + cRows[cRow + 3];
    long c4 = c + cRows[cRow + 4];
    long c5 = c + cRows[cRow + 5];
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
  }

  /** 4 rows by 2 vectors. */
  static void tile4x2(
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
    long c0 = c + cRows[cRow];
    long c1 = c + cRows[cRow + 1];
    long c2 = c + cRows[cRow + 2];
    long c3 = c + cRows[cRow + 3];
    FloatVector x0 = fresh ? FloatVector.zero(FLOATS) : load(c0);
    FloatVector y0 = fresh ? FloatVector.zero(FLOATS) : load(c0 + VECTOR);
    FloatVector x1 = fresh ? FloatVector.zero(FLOATS) : load(c1);
    FloatVector y1 = fresh ? FloatVector.zero(FLOATS) : load(c1 + VECTOR);
    FloatVector x2 = fresh ? FloatVector.zero(FLOATS) : load(c2);
    FloatVector y2 = fresh ? FloatVector.zero(FLOATS) : load(c2 + VECTOR);
    FloatVector x3 = fresh ? FloatVector.zero(FLOATS) : load(c3);
    FloatVector y3 = fresh ? FloatVector.zero(FLOATS) : load(c3 + VECTOR);
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
  }
}
