package gradus.core.cpu;

import static gradus.core.cpu.Lanes.FLOATS;
import static gradus.core.cpu.Lanes.VECTOR;
import static gradus.core.cpu.Lanes.load;
import static gradus.core.cpu.Lanes.spread;
import static gradus.core.cpu.Lanes.store;

import jdk.incubator.vector.FloatVector;

/** Tiles for products of one vector of columns or less; see {@link Tiles6}. */
final class TilesNarrow {
  private TilesNarrow() {}

  /** 8 rows by 1 vector. */
  static void tile8x1(
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
    long c0 = c + cRows[cRow];
    long c1 = c + cRows[cRow + 1];
    long c2 = c + cRows[cRow + 2];
    long c3 = c + cRows[cRow + 3];
    long c4 = c + cRows[cRow + 4];
    long c5 = c + cRows[cRow + 5];
    long c6 = c + cRows[cRow + 6];
    long c7 = c + cRows[cRow + 7];
    FloatVector x0 = fresh ? FloatVector.zero(FLOATS) : load(c0);
    FloatVector x1 = fresh ? FloatVector.zero(FLOATS) : load(c1);
    FloatVector x2 = fresh ? FloatVector.zero(FLOATS) : load(c2);
    FloatVector x3 = fresh ? FloatVector.zero(FLOATS) : load(c3);
    FloatVector x4 = fresh ? FloatVector.zero(FLOATS) : load(c4);
    FloatVector x5 = fresh ? FloatVector.zero(FLOATS) : load(c5);
    FloatVector x6 = fresh ? FloatVector.zero(FLOATS) : load(c6);
    FloatVector x7 = fresh ? FloatVector.zero(FLOATS) : load(c7);
    for (int k = from; k < to; k++) {
      long offset = 4L * offsets[k];
      FloatVector u = load(b);
      FloatVector s0 = spread(a0 + offset);
      x0 = s0.fma(u, x0);
      FloatVector s1 = spread(a1 + offset);
      x1 = s1.fma(u, x1);
      FloatVector s2 = spread(a2 + offset);
      x2 = s2.fma(u, x2);
      FloatVector s3 = spread(a3 + offset);
      x3 = s3.fma(u, x3);
      FloatVector s4 = spread(a4 + offset);
      x4 = s4.fma(u, x4);
      FloatVector s5 = spread(a5 + offset);
      x5 = s5.fma(u, x5);
      FloatVector s6 = spread(a6 + offset);
      x6 = s6.fma(u, x6);
      FloatVector s7 = spread(a7 + offset);
      x7 = s7.fma(u, x7);
      b += stepB;
    }
    store(x0, c0);
    store(x1, c1);
    store(x2, c2);
    store(x3, c3);
    store(x4, c4);
    store(x5, c5);
    store(x6, c6);
    store(x7, c7);
  }

  /** 4 rows by 1 vector. */
  static void tile4x1(
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
    FloatVector x1 = fresh ? FloatVector.zero(FLOATS) : load(c1);
    FloatVector x2 = fresh ? FloatVector.zero(FLOATS) : load(c2);
    FloatVector x3 = fresh ? FloatVector.zero(FLOATS) : load(c3);
    for (int k = from; k < to; k++) {
      long offset = 4L * offsets[k];
      FloatVector u = load(b);
      FloatVector s0 = spread(a0 + offset);
      x0 = s0.fma(u, x0);
      FloatVector s1 = spread(a1 + offset);
      x1 = s1.fma(u, x1);
      FloatVector s2 = spread(a2 + offset);
      x2 = s2.fma(u, x2);
      FloatVector s3 = spread(a3 + offset);
      x3 = s3.fma(u, x3);
      b += stepB;
    }
    store(x0, c0);
    store(x1, c1);
    store(x2, c2);
    store(x3, c3);
  }

  /** 2 rows by 1 vector. */
  static void tile2x1(
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
    long c0 = c + cRows[cRow];
    long c1 = c + cRows[cRow + 1];
    FloatVector x0 = fresh ? FloatVector.zero(FLOATS) : load(c0);
    FloatVector x1 = fresh ? FloatVector.zero(FLOATS) : load(c1);
    for (int k = from; k < to; k++) {
      long offset = 4L * offsets[k];
      FloatVector u = load(b);
      FloatVector s0 = spread(a0 + offset);
      x0 = s0.fma(u, x0);
      FloatVector s1 = spread(a1 + offset);
      x1 = s1.fma(u, x1);
      b += stepB;
    }
    store(x0, c0);
    store(x1, c1);
  }

  /** 1 row by 1 vector. */
  static void tile1x1(
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
    long c0 = c + cRows[cRow];
    FloatVector x0 = fresh ? FloatVector.zero(FLOATS) : load(c0);
    for (int k = from; k < to; k++) {
      long offset = 4L * offsets[k];
      FloatVector u = load(b);
      FloatVector s0 = spread(a0 + offset);
      x0 = s0.fma(u, x0);
      b += stepB;
    }
    store(x0, c0);
  }
}
