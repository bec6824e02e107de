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
 * The innermost loop for 32 vector registers: 6 rows by 2 vectors are 12 running sums, and two
 * terms in each round share the counting, which matters where another program runs on the same
 * core. {@link Tiles5} tells why the code is as it is. It must not grow:
 *
 * <ul>
 *   <li>14 rows pass the 8,000 bytes of bytecode that C2 inlines. A call is left in the loop, all
 *       sums go to the stack around it, and the tile is ten times slower.
 *   <li>7 rows by two terms have more values than C1 can number when it counts for C2 ("out of
 *       virtual registers"). If C2 is busy at that time, the method stays with C1 for ever, a
 *       hundred times slower.
 * </ul>
 */
final class Tiles6 {
  /** Bytes of a row of a panel. */
  private static final int STEP = (int) (2 * VECTOR);

  /** From a row of a panel to the second vector of the next one. */
  private static final long LAST = 3 * VECTOR;

  /** From an entry of the depth table, 4 bytes, to its row of a panel. */
  private static final int TERM = Integer.numberOfTrailingZeros(STEP) - 2;

  private Tiles6() {}

  /** 6 rows by 2 vectors; the number of terms must be even. */
  static void tile6x2(
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
    long c0 = c + cRows[cRow];
    long c1 = c + cRows[cRow + 1];
    long c2 = c + cRows[cRow + 2];
    long c3 = c + cRows[cRow + 3];
    long c4 = c + cRows[cRow + 4];
    long c5 = c + cRows[cRow + 5];
    long i0 = ZERO + (c0 - ZERO & keep) & MASK;
    long i1 = ZERO + (c1 - ZERO & keep) & MASK;
    long i2 = ZERO + (c2 - ZERO & keep) & MASK;
    long i3 = ZERO + (c3 - ZERO & keep) & MASK;
    long i4 = ZERO + (c4 - ZERO & keep) & MASK;
    long i5 = ZERO + (c5 - ZERO & keep) & MASK;
    FloatVector x0 = FloatVector.fromMemorySegment(FLOATS, ALL, i0, ORDER);
    FloatVector y0 = FloatVector.fromMemorySegment(FLOATS, ALL, i0 + VECTOR, ORDER);
    FloatVector x1 = FloatVector.fromMemorySegment(FLOATS, ALL, i1, ORDER);
    FloatVector y1 = FloatVector.fromMemorySegment(FLOATS, ALL, i1 + VECTOR, ORDER);
    FloatVector x2 = FloatVector.fromMemorySegment(FLOATS, ALL, i2, ORDER);
    FloatVector y2 = FloatVector.fromMemorySegment(FLOATS, ALL, i2 + VECTOR, ORDER);
    FloatVector x3 = FloatVector.fromMemorySegment(FLOATS, ALL, i3, ORDER);
    FloatVector y3 = FloatVector.fromMemorySegment(FLOATS, ALL, i3 + VECTOR, ORDER);
    FloatVector x4 = FloatVector.fromMemorySegment(FLOATS, ALL, i4, ORDER);
    FloatVector y4 = FloatVector.fromMemorySegment(FLOATS, ALL, i4 + VECTOR, ORDER);
    FloatVector x5 = FloatVector.fromMemorySegment(FLOATS, ALL, i5, ORDER);
    FloatVector y5 = FloatVector.fromMemorySegment(FLOATS, ALL, i5 + VECTOR, ORDER);
    long right = b & MASK;
    long table = depth & MASK;
    int at = 0;
    int end = 4 * terms;
    while (at < end) {
      int entry = at & OFFSET;
      long from = right + ((long) entry << TERM);
      FloatVector u = FloatVector.fromMemorySegment(FLOATS, ALL, from, ORDER);
      FloatVector v = FloatVector.fromMemorySegment(FLOATS, ALL, from + VECTOR, ORDER);
      long offset = ALL.get(INT, table + entry) & OFFSET;
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
      FloatVector w = FloatVector.fromMemorySegment(FLOATS, ALL, from + STEP, ORDER);
      FloatVector z = FloatVector.fromMemorySegment(FLOATS, ALL, from + LAST, ORDER);
      long next = ALL.get(INT, table + entry + 4) & OFFSET;
      FloatVector t0 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a0 + next));
      x0 = t0.fma(w, x0);
      y0 = t0.fma(z, y0);
      FloatVector t1 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a1 + next));
      x1 = t1.fma(w, x1);
      y1 = t1.fma(z, y1);
      FloatVector t2 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a2 + next));
      x2 = t2.fma(w, x2);
      y2 = t2.fma(z, y2);
      FloatVector t3 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a3 + next));
      x3 = t3.fma(w, x3);
      y3 = t3.fma(z, y3);
      FloatVector t4 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a4 + next));
      x4 = t4.fma(w, x4);
      y4 = t4.fma(z, y4);
      FloatVector t5 = FloatVector.broadcast(FLOATS, ALL.get(FLOAT, a5 + next));
      x5 = t5.fma(w, x5);
      y5 = t5.fma(z, y5);
      at += 8;
    }
    TYPE.cast(x0).intoMemorySegment(ALL, c0 & MASK, ORDER);
    TYPE.cast(y0).intoMemorySegment(ALL, (c0 & MASK) + VECTOR, ORDER);
    TYPE.cast(x1).intoMemorySegment(ALL, c1 & MASK, ORDER);
    TYPE.cast(y1).intoMemorySegment(ALL, (c1 & MASK) + VECTOR, ORDER);
    TYPE.cast(x2).intoMemorySegment(ALL, c2 & MASK, ORDER);
    TYPE.cast(y2).intoMemorySegment(ALL, (c2 & MASK) + VECTOR, ORDER);
    TYPE.cast(x3).intoMemorySegment(ALL, c3 & MASK, ORDER);
    TYPE.cast(y3).intoMemorySegment(ALL, (c3 & MASK) + VECTOR, ORDER);
    TYPE.cast(x4).intoMemorySegment(ALL, c4 & MASK, ORDER);
    TYPE.cast(y4).intoMemorySegment(ALL, (c4 & MASK) + VECTOR, ORDER);
    TYPE.cast(x5).intoMemorySegment(ALL, c5 & MASK, ORDER);
    TYPE.cast(y5).intoMemorySegment(ALL, (c5 & MASK) + VECTOR, ORDER);
  }
}
