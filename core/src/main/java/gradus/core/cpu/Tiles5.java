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
 * The innermost loop for 16 vector registers: 5 rows by 2 vectors are 10 running sums, 2 values of
 * b and some of a. All tiles compute, for k rising, {@code acc[i][v] = a[i][k] * b[k][v] +
 * acc[i][v]} with one rounding; see {@link Contraction} for the addresses. Here b is a packed
 * panel.
 *
 * <p>The form of the loop decides whether the JIT keeps the sums in registers; a sum on the stack
 * halves the speed. What was seen in its machine code, and how it is met here:
 *
 * <ul>
 *   <li>One counter runs over the bytes of b, in steps of a panel's row; the depth table is
 *       off-heap and has no bounds to check. So the JIT sees a counted loop that it need not ask to
 *       stop, and with nothing to gain by unrolling it; unrolled, the loads of several rounds would
 *       move to the front.
 *   <li>Loads are ordered by the length of their address: b and a are read with a base and an index
 *       alike, b first, so that at most three values of a wait. With 6 rows one sum would not fit.
 *   <li>{@link Lanes#OFFSET} makes the index an int, which the load itself adds to its base. A
 *       second counter for a would not fit the general registers.
 *   <li>Every sum is a local variable that starts with a load of its own: from the result if {@code
 *       keep} is -1, from zeros if it is 0. A choice between a zero and a load, or one zero shared
 *       by several sums, would keep vectors on the heap.
 *   <li>{@link Lanes#TYPE} tells the class of the sums once the loop is over.
 *   <li>The JIT inlines methods of the Vector API without limit, but the small ones below a plain
 *       {@code get} only until 8,000 bytes of bytecode have been inlined; then the loop makes
 *       calls. So the sums are cleared elsewhere, and the tiles have no helpers.
 * </ul>
 */
final class Tiles5 {
  /** Bytes of a row of a panel. */
  private static final int STEP = (int) (2 * VECTOR);

  /** From a row of a panel to its entry of the depth table, 4 bytes. */
  private static final int SHIFT = Integer.numberOfTrailingZeros(STEP) - 2;

  private Tiles5() {}

  /** 5 rows by 2 vectors. */
  static void tile5x2(
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
    long c0 = c + cRows[cRow];
    long c1 = c + cRows[cRow + 1];
    long c2 = c + cRows[cRow + 2];
    long c3 = c + cRows[cRow + 3];
    long c4 = c + cRows[cRow + 4];
    long i0 = ZERO + (c0 - ZERO & keep) & MASK;
    long i1 = ZERO + (c1 - ZERO & keep) & MASK;
    long i2 = ZERO + (c2 - ZERO & keep) & MASK;
    long i3 = ZERO + (c3 - ZERO & keep) & MASK;
    long i4 = ZERO + (c4 - ZERO & keep) & MASK;
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
    long right = b & MASK;
    long table = depth & MASK;
    int at = 0;
    int end = terms * STEP;
    while (at < end) {
      int row4 = at & OFFSET;
      FloatVector u = FloatVector.fromMemorySegment(FLOATS, ALL, right + row4, ORDER);
      FloatVector v = FloatVector.fromMemorySegment(FLOATS, ALL, right + row4 + VECTOR, ORDER);
      long offset = ALL.get(INT, table + (row4 >> SHIFT)) & OFFSET;
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
      at += STEP;
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
  }

  /** 4 rows by 2 vectors. */
  static void tile4x2(
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
    long c0 = c + cRows[cRow];
    long c1 = c + cRows[cRow + 1];
    long c2 = c + cRows[cRow + 2];
    long c3 = c + cRows[cRow + 3];
    long i0 = ZERO + (c0 - ZERO & keep) & MASK;
    long i1 = ZERO + (c1 - ZERO & keep) & MASK;
    long i2 = ZERO + (c2 - ZERO & keep) & MASK;
    long i3 = ZERO + (c3 - ZERO & keep) & MASK;
    FloatVector x0 = FloatVector.fromMemorySegment(FLOATS, ALL, i0, ORDER);
    FloatVector y0 = FloatVector.fromMemorySegment(FLOATS, ALL, i0 + VECTOR, ORDER);
    FloatVector x1 = FloatVector.fromMemorySegment(FLOATS, ALL, i1, ORDER);
    FloatVector y1 = FloatVector.fromMemorySegment(FLOATS, ALL, i1 + VECTOR, ORDER);
    FloatVector x2 = FloatVector.fromMemorySegment(FLOATS, ALL, i2, ORDER);
    FloatVector y2 = FloatVector.fromMemorySegment(FLOATS, ALL, i2 + VECTOR, ORDER);
    FloatVector x3 = FloatVector.fromMemorySegment(FLOATS, ALL, i3, ORDER);
    FloatVector y3 = FloatVector.fromMemorySegment(FLOATS, ALL, i3 + VECTOR, ORDER);
    long right = b & MASK;
    long table = depth & MASK;
    int at = 0;
    int end = terms * STEP;
    while (at < end) {
      int row4 = at & OFFSET;
      FloatVector u = FloatVector.fromMemorySegment(FLOATS, ALL, right + row4, ORDER);
      FloatVector v = FloatVector.fromMemorySegment(FLOATS, ALL, right + row4 + VECTOR, ORDER);
      long offset = ALL.get(INT, table + (row4 >> SHIFT)) & OFFSET;
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
      at += STEP;
    }
    TYPE.cast(x0).intoMemorySegment(ALL, c0 & MASK, ORDER);
    TYPE.cast(y0).intoMemorySegment(ALL, (c0 & MASK) + VECTOR, ORDER);
    TYPE.cast(x1).intoMemorySegment(ALL, c1 & MASK, ORDER);
    TYPE.cast(y1).intoMemorySegment(ALL, (c1 & MASK) + VECTOR, ORDER);
    TYPE.cast(x2).intoMemorySegment(ALL, c2 & MASK, ORDER);
    TYPE.cast(y2).intoMemorySegment(ALL, (c2 & MASK) + VECTOR, ORDER);
    TYPE.cast(x3).intoMemorySegment(ALL, c3 & MASK, ORDER);
    TYPE.cast(y3).intoMemorySegment(ALL, (c3 & MASK) + VECTOR, ORDER);
  }
}
