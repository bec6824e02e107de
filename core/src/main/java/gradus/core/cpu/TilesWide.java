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

/**
 * The innermost loop for 32 vector registers and panels of four vectors: 6 rows by 4 vectors are 24
 * running sums, for which a term needs 10 loads and 11 instructions that count. Where another
 * program runs on the same core, the number of instructions decides: this tile is a third faster
 * there than {@link Tiles6}. {@link Tiles5} tells why the code is as it is. Besides:
 *
 * <ul>
 *   <li>The counter runs over the entries of the depth table; the row of the panel is a multiple of
 *       it, for b may be packed or lie in a wider matrix. That is three instructions less than the
 *       other way round.
 *   <li>The numbers of a are read before the panel: what reads a number is inlined only while C2
 *       has few nodes, what reads a vector always is. The other way round calls stay in the loop.
 *   <li>The first values of the sums come from {@link #start}, which is a little longer than what
 *       C1 inlines (35 bytes of bytecode). With them C1 would have more values than it can number
 *       ("out of virtual registers"), and if C2 is busy then, the method stays with C1 for ever, a
 *       hundred times slower. C2 does inline it. The stores at the end cannot go the same way: by
 *       then C2 has so many nodes that it would leave calls, and all sums would be on the heap.
 * </ul>
 */
final class TilesWide {
  private TilesWide() {}

  /** 6 rows by 4 vectors. */
  static void tile6x4(
      long a,
      long[] aRows,
      int row,
      long depth,
      int terms,
      long b,
      long stepB,
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
    FloatVector w0 = start(c, cRows, cRow, keep, 0);
    FloatVector x0 = start(c, cRows, cRow, keep, VECTOR);
    FloatVector y0 = start(c, cRows, cRow, keep, 2 * VECTOR);
    FloatVector z0 = start(c, cRows, cRow, keep, 3 * VECTOR);
    FloatVector w1 = start(c, cRows, cRow + 1, keep, 0);
    FloatVector x1 = start(c, cRows, cRow + 1, keep, VECTOR);
    FloatVector y1 = start(c, cRows, cRow + 1, keep, 2 * VECTOR);
    FloatVector z1 = start(c, cRows, cRow + 1, keep, 3 * VECTOR);
    FloatVector w2 = start(c, cRows, cRow + 2, keep, 0);
    FloatVector x2 = start(c, cRows, cRow + 2, keep, VECTOR);
    FloatVector y2 = start(c, cRows, cRow + 2, keep, 2 * VECTOR);
    FloatVector z2 = start(c, cRows, cRow + 2, keep, 3 * VECTOR);
    FloatVector w3 = start(c, cRows, cRow + 3, keep, 0);
    FloatVector x3 = start(c, cRows, cRow + 3, keep, VECTOR);
    FloatVector y3 = start(c, cRows, cRow + 3, keep, 2 * VECTOR);
    FloatVector z3 = start(c, cRows, cRow + 3, keep, 3 * VECTOR);
    FloatVector w4 = start(c, cRows, cRow + 4, keep, 0);
    FloatVector x4 = start(c, cRows, cRow + 4, keep, VECTOR);
    FloatVector y4 = start(c, cRows, cRow + 4, keep, 2 * VECTOR);
    FloatVector z4 = start(c, cRows, cRow + 4, keep, 3 * VECTOR);
    FloatVector w5 = start(c, cRows, cRow + 5, keep, 0);
    FloatVector x5 = start(c, cRows, cRow + 5, keep, VECTOR);
    FloatVector y5 = start(c, cRows, cRow + 5, keep, 2 * VECTOR);
    FloatVector z5 = start(c, cRows, cRow + 5, keep, 3 * VECTOR);
    long right = b & MASK;
    long scale = stepB / 4 & OFFSET;
    long table = depth & MASK;
    int at = 0;
    int end = 4 * terms;
    while (at < end) {
      int entry = at & OFFSET;
      long offset = ALL.get(INT, table + entry) & OFFSET;
      float f0 = ALL.get(FLOAT, a0 + offset);
      float f1 = ALL.get(FLOAT, a1 + offset);
      float f2 = ALL.get(FLOAT, a2 + offset);
      float f3 = ALL.get(FLOAT, a3 + offset);
      float f4 = ALL.get(FLOAT, a4 + offset);
      float f5 = ALL.get(FLOAT, a5 + offset);
      long from = right + entry * scale;
      FloatVector p = FloatVector.fromMemorySegment(FLOATS, ALL, from, ORDER);
      FloatVector q = FloatVector.fromMemorySegment(FLOATS, ALL, from + VECTOR, ORDER);
      FloatVector r = FloatVector.fromMemorySegment(FLOATS, ALL, from + 2 * VECTOR, ORDER);
      FloatVector s = FloatVector.fromMemorySegment(FLOATS, ALL, from + 3 * VECTOR, ORDER);
      FloatVector t0 = FloatVector.broadcast(FLOATS, f0);
      w0 = t0.fma(p, w0);
      x0 = t0.fma(q, x0);
      y0 = t0.fma(r, y0);
      z0 = t0.fma(s, z0);
      FloatVector t1 = FloatVector.broadcast(FLOATS, f1);
      w1 = t1.fma(p, w1);
      x1 = t1.fma(q, x1);
      y1 = t1.fma(r, y1);
      z1 = t1.fma(s, z1);
      FloatVector t2 = FloatVector.broadcast(FLOATS, f2);
      w2 = t2.fma(p, w2);
      x2 = t2.fma(q, x2);
      y2 = t2.fma(r, y2);
      z2 = t2.fma(s, z2);
      FloatVector t3 = FloatVector.broadcast(FLOATS, f3);
      w3 = t3.fma(p, w3);
      x3 = t3.fma(q, x3);
      y3 = t3.fma(r, y3);
      z3 = t3.fma(s, z3);
      FloatVector t4 = FloatVector.broadcast(FLOATS, f4);
      w4 = t4.fma(p, w4);
      x4 = t4.fma(q, x4);
      y4 = t4.fma(r, y4);
      z4 = t4.fma(s, z4);
      FloatVector t5 = FloatVector.broadcast(FLOATS, f5);
      w5 = t5.fma(p, w5);
      x5 = t5.fma(q, x5);
      y5 = t5.fma(r, y5);
      z5 = t5.fma(s, z5);
      at += 4;
    }
    long c0 = c + cRows[cRow] & MASK;
    TYPE.cast(w0).intoMemorySegment(ALL, c0, ORDER);
    TYPE.cast(x0).intoMemorySegment(ALL, c0 + VECTOR, ORDER);
    TYPE.cast(y0).intoMemorySegment(ALL, c0 + 2 * VECTOR, ORDER);
    TYPE.cast(z0).intoMemorySegment(ALL, c0 + 3 * VECTOR, ORDER);
    long c1 = c + cRows[cRow + 1] & MASK;
    TYPE.cast(w1).intoMemorySegment(ALL, c1, ORDER);
    TYPE.cast(x1).intoMemorySegment(ALL, c1 + VECTOR, ORDER);
    TYPE.cast(y1).intoMemorySegment(ALL, c1 + 2 * VECTOR, ORDER);
    TYPE.cast(z1).intoMemorySegment(ALL, c1 + 3 * VECTOR, ORDER);
    long c2 = c + cRows[cRow + 2] & MASK;
    TYPE.cast(w2).intoMemorySegment(ALL, c2, ORDER);
    TYPE.cast(x2).intoMemorySegment(ALL, c2 + VECTOR, ORDER);
    TYPE.cast(y2).intoMemorySegment(ALL, c2 + 2 * VECTOR, ORDER);
    TYPE.cast(z2).intoMemorySegment(ALL, c2 + 3 * VECTOR, ORDER);
    long c3 = c + cRows[cRow + 3] & MASK;
    TYPE.cast(w3).intoMemorySegment(ALL, c3, ORDER);
    TYPE.cast(x3).intoMemorySegment(ALL, c3 + VECTOR, ORDER);
    TYPE.cast(y3).intoMemorySegment(ALL, c3 + 2 * VECTOR, ORDER);
    TYPE.cast(z3).intoMemorySegment(ALL, c3 + 3 * VECTOR, ORDER);
    long c4 = c + cRows[cRow + 4] & MASK;
    TYPE.cast(w4).intoMemorySegment(ALL, c4, ORDER);
    TYPE.cast(x4).intoMemorySegment(ALL, c4 + VECTOR, ORDER);
    TYPE.cast(y4).intoMemorySegment(ALL, c4 + 2 * VECTOR, ORDER);
    TYPE.cast(z4).intoMemorySegment(ALL, c4 + 3 * VECTOR, ORDER);
    long c5 = c + cRows[cRow + 5] & MASK;
    TYPE.cast(w5).intoMemorySegment(ALL, c5, ORDER);
    TYPE.cast(x5).intoMemorySegment(ALL, c5 + VECTOR, ORDER);
    TYPE.cast(y5).intoMemorySegment(ALL, c5 + 2 * VECTOR, ORDER);
    TYPE.cast(z5).intoMemorySegment(ALL, c5 + 3 * VECTOR, ORDER);
  }

  /** 4 rows by 4 vectors. */
  static void tile4x4(
      long a,
      long[] aRows,
      int row,
      long depth,
      int terms,
      long b,
      long stepB,
      long c,
      long[] cRows,
      int cRow,
      long keep) {
    long a0 = a + aRows[row] & MASK;
    long a1 = a + aRows[row + 1] & MASK;
    long a2 = a + aRows[row + 2] & MASK;
    long a3 = a + aRows[row + 3] & MASK;
    FloatVector w0 = start(c, cRows, cRow, keep, 0);
    FloatVector x0 = start(c, cRows, cRow, keep, VECTOR);
    FloatVector y0 = start(c, cRows, cRow, keep, 2 * VECTOR);
    FloatVector z0 = start(c, cRows, cRow, keep, 3 * VECTOR);
    FloatVector w1 = start(c, cRows, cRow + 1, keep, 0);
    FloatVector x1 = start(c, cRows, cRow + 1, keep, VECTOR);
    FloatVector y1 = start(c, cRows, cRow + 1, keep, 2 * VECTOR);
    FloatVector z1 = start(c, cRows, cRow + 1, keep, 3 * VECTOR);
    FloatVector w2 = start(c, cRows, cRow + 2, keep, 0);
    FloatVector x2 = start(c, cRows, cRow + 2, keep, VECTOR);
    FloatVector y2 = start(c, cRows, cRow + 2, keep, 2 * VECTOR);
    FloatVector z2 = start(c, cRows, cRow + 2, keep, 3 * VECTOR);
    FloatVector w3 = start(c, cRows, cRow + 3, keep, 0);
    FloatVector x3 = start(c, cRows, cRow + 3, keep, VECTOR);
    FloatVector y3 = start(c, cRows, cRow + 3, keep, 2 * VECTOR);
    FloatVector z3 = start(c, cRows, cRow + 3, keep, 3 * VECTOR);
    long right = b & MASK;
    long scale = stepB / 4 & OFFSET;
    long table = depth & MASK;
    int at = 0;
    int end = 4 * terms;
    while (at < end) {
      int entry = at & OFFSET;
      long offset = ALL.get(INT, table + entry) & OFFSET;
      float f0 = ALL.get(FLOAT, a0 + offset);
      float f1 = ALL.get(FLOAT, a1 + offset);
      float f2 = ALL.get(FLOAT, a2 + offset);
      float f3 = ALL.get(FLOAT, a3 + offset);
      long from = right + entry * scale;
      FloatVector p = FloatVector.fromMemorySegment(FLOATS, ALL, from, ORDER);
      FloatVector q = FloatVector.fromMemorySegment(FLOATS, ALL, from + VECTOR, ORDER);
      FloatVector r = FloatVector.fromMemorySegment(FLOATS, ALL, from + 2 * VECTOR, ORDER);
      FloatVector s = FloatVector.fromMemorySegment(FLOATS, ALL, from + 3 * VECTOR, ORDER);
      FloatVector t0 = FloatVector.broadcast(FLOATS, f0);
      w0 = t0.fma(p, w0);
      x0 = t0.fma(q, x0);
      y0 = t0.fma(r, y0);
      z0 = t0.fma(s, z0);
      FloatVector t1 = FloatVector.broadcast(FLOATS, f1);
      w1 = t1.fma(p, w1);
      x1 = t1.fma(q, x1);
      y1 = t1.fma(r, y1);
      z1 = t1.fma(s, z1);
      FloatVector t2 = FloatVector.broadcast(FLOATS, f2);
      w2 = t2.fma(p, w2);
      x2 = t2.fma(q, x2);
      y2 = t2.fma(r, y2);
      z2 = t2.fma(s, z2);
      FloatVector t3 = FloatVector.broadcast(FLOATS, f3);
      w3 = t3.fma(p, w3);
      x3 = t3.fma(q, x3);
      y3 = t3.fma(r, y3);
      z3 = t3.fma(s, z3);
      at += 4;
    }
    long c0 = c + cRows[cRow] & MASK;
    TYPE.cast(w0).intoMemorySegment(ALL, c0, ORDER);
    TYPE.cast(x0).intoMemorySegment(ALL, c0 + VECTOR, ORDER);
    TYPE.cast(y0).intoMemorySegment(ALL, c0 + 2 * VECTOR, ORDER);
    TYPE.cast(z0).intoMemorySegment(ALL, c0 + 3 * VECTOR, ORDER);
    long c1 = c + cRows[cRow + 1] & MASK;
    TYPE.cast(w1).intoMemorySegment(ALL, c1, ORDER);
    TYPE.cast(x1).intoMemorySegment(ALL, c1 + VECTOR, ORDER);
    TYPE.cast(y1).intoMemorySegment(ALL, c1 + 2 * VECTOR, ORDER);
    TYPE.cast(z1).intoMemorySegment(ALL, c1 + 3 * VECTOR, ORDER);
    long c2 = c + cRows[cRow + 2] & MASK;
    TYPE.cast(w2).intoMemorySegment(ALL, c2, ORDER);
    TYPE.cast(x2).intoMemorySegment(ALL, c2 + VECTOR, ORDER);
    TYPE.cast(y2).intoMemorySegment(ALL, c2 + 2 * VECTOR, ORDER);
    TYPE.cast(z2).intoMemorySegment(ALL, c2 + 3 * VECTOR, ORDER);
    long c3 = c + cRows[cRow + 3] & MASK;
    TYPE.cast(w3).intoMemorySegment(ALL, c3, ORDER);
    TYPE.cast(x3).intoMemorySegment(ALL, c3 + VECTOR, ORDER);
    TYPE.cast(y3).intoMemorySegment(ALL, c3 + 2 * VECTOR, ORDER);
    TYPE.cast(z3).intoMemorySegment(ALL, c3 + 3 * VECTOR, ORDER);
  }

  /** A sum's first value: from the result if {@code keep} is -1, +0 if it is 0. */
  private static FloatVector start(long c, long[] cRows, int row, long keep, long vector) {
    long from = ZERO + (c + cRows[row] - ZERO & keep) & MASK;
    return FloatVector.fromMemorySegment(FLOATS, ALL, from + vector, ORDER);
  }
}
