package gradus.core.cpu;

import static gradus.core.cpu.Lanes.ALL;
import static gradus.core.cpu.Lanes.FLOAT;
import static gradus.core.cpu.Lanes.FLOATS;
import static gradus.core.cpu.Lanes.INT;
import static gradus.core.cpu.Lanes.MASK;
import static gradus.core.cpu.Lanes.OFFSET;
import static gradus.core.cpu.Lanes.ORDER;
import static gradus.core.cpu.Lanes.TYPE;
import static gradus.core.cpu.Lanes.VECTOR;
import static gradus.core.cpu.Lanes.ZERO;

import jdk.incubator.vector.FloatVector;

/** Tiles for products of one vector of columns or less; see {@link Tiles5}. */
final class TilesNarrow {
  /** From an entry of the depth table, 4 bytes, to its row of a panel. */
  private static final int TERM = Integer.numberOfTrailingZeros((int) VECTOR) - 2;

  private TilesNarrow() {}

  /**
   * 8 rows by 1 vector, two terms a round; b is a packed panel, and the number of terms even.
   *
   * @param keep -1 if the sums go on from the result, 0 if they start from zeros
   */
  static void pairs8x1(
      long a,
      long[] aRows,
      int row,
      long depth,
      int terms,
      long b,
      long c,
      long[] cRows,
      int cRow,
      long keep) {
    long a0 = a + aRows[row] & MASK;
    long a1 = a + aRows[row + 1] & MASK;
    long a2 = a + aRows[row + 2] & MASK;
    long a3 = a + aRows[row + 3] & MASK;
    long a4 = a + aRows[row + 4] & MASK;
    long a5 = a + aRows[row + 5] & MASK;
    long a6 = a + aRows[row + 6] & MASK;
    long a7 = a + aRows[row + 7] & MASK;
    long c0 = ZERO + (c + cRows[cRow] - ZERO & keep) & MASK;
    long c1 = ZERO + (c + cRows[cRow + 1] - ZERO & keep) & MASK;
    long c2 = ZERO + (c + cRows[cRow + 2] - ZERO & keep) & MASK;
    long c3 = ZERO + (c + cRows[cRow + 3] - ZERO & keep) & MASK;
    long c4 = ZERO + (c + cRows[cRow + 4] - ZERO & keep) & MASK;
    long c5 = ZERO + (c + cRows[cRow + 5] - ZERO & keep) & MASK;
    long c6 = ZERO + (c + cRows[cRow + 6] - ZERO & keep) & MASK;
    long c7 = ZERO + (c + cRows[cRow + 7] - ZERO & keep) & MASK;
    FloatVector x0 = FloatVector.fromMemorySegment(FLOATS, ALL, c0, ORDER);
    FloatVector x1 = FloatVector.fromMemorySegment(FLOATS, ALL, c1, ORDER);
    FloatVector x2 = FloatVector.fromMemorySegment(FLOATS, ALL, c2, ORDER);
    FloatVector x3 = FloatVector.fromMemorySegment(FLOATS, ALL, c3, ORDER);
    FloatVector x4 = FloatVector.fromMemorySegment(FLOATS, ALL, c4, ORDER);
    FloatVector x5 = FloatVector.fromMemorySegment(FLOATS, ALL, c5, ORDER);
    FloatVector x6 = FloatVector.fromMemorySegment(FLOATS, ALL, c6, ORDER);
    FloatVector x7 = FloatVector.fromMemorySegment(FLOATS, ALL, c7, ORDER);
    long right = b & MASK;
    long table = depth & MASK;
    int at = 0;
    int end = 4 * terms;
    while (at < end) {
      int entry = at & OFFSET;
      long from = right + ((long) entry << TERM);
      long offset0 = ALL.get(INT, table + entry) & OFFSET;
      FloatVector u0 = FloatVector.fromMemorySegment(FLOATS, ALL, from, ORDER);
      FloatVector s0 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a0 + offset0));
      x0 = s0.fma(u0, x0);
      FloatVector s1 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a1 + offset0));
      x1 = s1.fma(u0, x1);
      FloatVector s2 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a2 + offset0));
      x2 = s2.fma(u0, x2);
      FloatVector s3 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a3 + offset0));
      x3 = s3.fma(u0, x3);
      FloatVector s4 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a4 + offset0));
      x4 = s4.fma(u0, x4);
      FloatVector s5 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a5 + offset0));
      x5 = s5.fma(u0, x5);
      FloatVector s6 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a6 + offset0));
      x6 = s6.fma(u0, x6);
      FloatVector s7 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a7 + offset0));
      x7 = s7.fma(u0, x7);
      long offset1 = ALL.get(INT, table + entry + 4) & OFFSET;
      FloatVector u1 = FloatVector.fromMemorySegment(FLOATS, ALL, from + VECTOR, ORDER);
      FloatVector t0 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a0 + offset1));
      x0 = t0.fma(u1, x0);
      FloatVector t1 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a1 + offset1));
      x1 = t1.fma(u1, x1);
      FloatVector t2 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a2 + offset1));
      x2 = t2.fma(u1, x2);
      FloatVector t3 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a3 + offset1));
      x3 = t3.fma(u1, x3);
      FloatVector t4 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a4 + offset1));
      x4 = t4.fma(u1, x4);
      FloatVector t5 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a5 + offset1));
      x5 = t5.fma(u1, x5);
      FloatVector t6 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a6 + offset1));
      x6 = t6.fma(u1, x6);
      FloatVector t7 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a7 + offset1));
      x7 = t7.fma(u1, x7);
      at += 8;
    }
    TYPE.cast(x0).intoMemorySegment(ALL, c + cRows[cRow] & MASK, ORDER);
    TYPE.cast(x1).intoMemorySegment(ALL, c + cRows[cRow + 1] & MASK, ORDER);
    TYPE.cast(x2).intoMemorySegment(ALL, c + cRows[cRow + 2] & MASK, ORDER);
    TYPE.cast(x3).intoMemorySegment(ALL, c + cRows[cRow + 3] & MASK, ORDER);
    TYPE.cast(x4).intoMemorySegment(ALL, c + cRows[cRow + 4] & MASK, ORDER);
    TYPE.cast(x5).intoMemorySegment(ALL, c + cRows[cRow + 5] & MASK, ORDER);
    TYPE.cast(x6).intoMemorySegment(ALL, c + cRows[cRow + 6] & MASK, ORDER);
    TYPE.cast(x7).intoMemorySegment(ALL, c + cRows[cRow + 7] & MASK, ORDER);
  }

  /** 8 rows by 1 vector. */
  static void tile8x1(
      long a,
      long[] aRows,
      int row,
      long depth,
      long depthEnd,
      long b,
      long stepB,
      long c,
      long[] cRows,
      int cRow) {
    long a0 = a + aRows[row] & MASK;
    long a1 = a + aRows[row + 1] & MASK;
    long a2 = a + aRows[row + 2] & MASK;
    long a3 = a + aRows[row + 3] & MASK;
    long a4 = a + aRows[row + 4] & MASK;
    long a5 = a + aRows[row + 5] & MASK;
    long a6 = a + aRows[row + 6] & MASK;
    long a7 = a + aRows[row + 7] & MASK;
    FloatVector x0 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow], ORDER);
    FloatVector x1 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 1], ORDER);
    FloatVector x2 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 2], ORDER);
    FloatVector x3 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 3], ORDER);
    FloatVector x4 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 4], ORDER);
    FloatVector x5 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 5], ORDER);
    FloatVector x6 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 6], ORDER);
    FloatVector x7 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 7], ORDER);
    long b0 = b & MASK;
    int step = (int) stepB;
    int at = 0;
    while (depth != depthEnd) {
      long right = b0 + (at & OFFSET);
      FloatVector u = FloatVector.fromMemorySegment(FLOATS, ALL, right, ORDER);
      long offset = ALL.get(INT, depth & MASK) & OFFSET;
      FloatVector s0 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a0 + offset));
      x0 = s0.fma(u, x0);
      FloatVector s1 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a1 + offset));
      x1 = s1.fma(u, x1);
      FloatVector s2 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a2 + offset));
      x2 = s2.fma(u, x2);
      FloatVector s3 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a3 + offset));
      x3 = s3.fma(u, x3);
      FloatVector s4 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a4 + offset));
      x4 = s4.fma(u, x4);
      FloatVector s5 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a5 + offset));
      x5 = s5.fma(u, x5);
      FloatVector s6 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a6 + offset));
      x6 = s6.fma(u, x6);
      FloatVector s7 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a7 + offset));
      x7 = s7.fma(u, x7);
      at += step;
      depth += 4;
    }
    TYPE.cast(x0).intoMemorySegment(ALL, c + cRows[cRow], ORDER);
    TYPE.cast(x1).intoMemorySegment(ALL, c + cRows[cRow + 1], ORDER);
    TYPE.cast(x2).intoMemorySegment(ALL, c + cRows[cRow + 2], ORDER);
    TYPE.cast(x3).intoMemorySegment(ALL, c + cRows[cRow + 3], ORDER);
    TYPE.cast(x4).intoMemorySegment(ALL, c + cRows[cRow + 4], ORDER);
    TYPE.cast(x5).intoMemorySegment(ALL, c + cRows[cRow + 5], ORDER);
    TYPE.cast(x6).intoMemorySegment(ALL, c + cRows[cRow + 6], ORDER);
    TYPE.cast(x7).intoMemorySegment(ALL, c + cRows[cRow + 7], ORDER);
  }

  /** 4 rows by 1 vector. */
  static void tile4x1(
      long a,
      long[] aRows,
      int row,
      long depth,
      long depthEnd,
      long b,
      long stepB,
      long c,
      long[] cRows,
      int cRow) {
    long a0 = a + aRows[row] & MASK;
    long a1 = a + aRows[row + 1] & MASK;
    long a2 = a + aRows[row + 2] & MASK;
    long a3 = a + aRows[row + 3] & MASK;
    FloatVector x0 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow], ORDER);
    FloatVector x1 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 1], ORDER);
    FloatVector x2 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 2], ORDER);
    FloatVector x3 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 3], ORDER);
    long b0 = b & MASK;
    int step = (int) stepB;
    int at = 0;
    while (depth != depthEnd) {
      long right = b0 + (at & OFFSET);
      FloatVector u = FloatVector.fromMemorySegment(FLOATS, ALL, right, ORDER);
      long offset = ALL.get(INT, depth & MASK) & OFFSET;
      FloatVector s0 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a0 + offset));
      x0 = s0.fma(u, x0);
      FloatVector s1 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a1 + offset));
      x1 = s1.fma(u, x1);
      FloatVector s2 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a2 + offset));
      x2 = s2.fma(u, x2);
      FloatVector s3 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a3 + offset));
      x3 = s3.fma(u, x3);
      at += step;
      depth += 4;
    }
    TYPE.cast(x0).intoMemorySegment(ALL, c + cRows[cRow], ORDER);
    TYPE.cast(x1).intoMemorySegment(ALL, c + cRows[cRow + 1], ORDER);
    TYPE.cast(x2).intoMemorySegment(ALL, c + cRows[cRow + 2], ORDER);
    TYPE.cast(x3).intoMemorySegment(ALL, c + cRows[cRow + 3], ORDER);
  }

  /** 2 rows by 1 vector. */
  static void tile2x1(
      long a,
      long[] aRows,
      int row,
      long depth,
      long depthEnd,
      long b,
      long stepB,
      long c,
      long[] cRows,
      int cRow) {
    long a0 = a + aRows[row] & MASK;
    long a1 = a + aRows[row + 1] & MASK;
    FloatVector x0 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow], ORDER);
    FloatVector x1 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 1], ORDER);
    long b0 = b & MASK;
    int step = (int) stepB;
    int at = 0;
    while (depth != depthEnd) {
      long right = b0 + (at & OFFSET);
      FloatVector u = FloatVector.fromMemorySegment(FLOATS, ALL, right, ORDER);
      long offset = ALL.get(INT, depth & MASK) & OFFSET;
      FloatVector s0 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a0 + offset));
      x0 = s0.fma(u, x0);
      FloatVector s1 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a1 + offset));
      x1 = s1.fma(u, x1);
      at += step;
      depth += 4;
    }
    TYPE.cast(x0).intoMemorySegment(ALL, c + cRows[cRow], ORDER);
    TYPE.cast(x1).intoMemorySegment(ALL, c + cRows[cRow + 1], ORDER);
  }

  /** 1 row by 1 vector. */
  static void tile1x1(
      long a,
      long[] aRows,
      int row,
      long depth,
      long depthEnd,
      long b,
      long stepB,
      long c,
      long[] cRows,
      int cRow) {
    long a0 = a + aRows[row] & MASK;
    FloatVector x0 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow], ORDER);
    long b0 = b & MASK;
    int step = (int) stepB;
    int at = 0;
    while (depth != depthEnd) {
      long right = b0 + (at & OFFSET);
      FloatVector u = FloatVector.fromMemorySegment(FLOATS, ALL, right, ORDER);
      long offset = ALL.get(INT, depth & MASK) & OFFSET;
      FloatVector s0 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a0 + offset));
      x0 = s0.fma(u, x0);
      at += step;
      depth += 4;
    }
    TYPE.cast(x0).intoMemorySegment(ALL, c + cRows[cRow], ORDER);
  }
}
