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
 *   <li>A loop that it recognizes as counted is unrolled, and the loads of several rounds move to
 *       the front. So one counter, in bytes of b, runs up to its end with {@code !=}.
 *   <li>Loads are ordered by the length of their address: b and a are read with a base and an index
 *       alike, b first, so that at most three values of a wait. With 6 rows one sum would not fit.
 *   <li>{@link Lanes#OFFSET} makes the index an int, which the load itself adds to its base. A
 *       second counter for a would not fit the general registers.
 *   <li>Every sum is a local variable that starts with a load of its own; fresh sums load the zeros
 *       just written. A choice between a zero and a load, or one zero shared by several sums, would
 *       keep vectors on the heap.
 *   <li>The loops call the Vector API itself: the JIT inlines its methods without limit, but ours
 *       only until a method has grown to 8,000 bytes of bytecode.
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
      boolean fresh) {
    long a0 = a + aRows[row] & MASK;
    long a1 = a + aRows[row + 1] & MASK;
    long a2 = a + aRows[row + 2] & MASK;
    long a3 = a + aRows[row + 3] & MASK;
    long a4 = a + aRows[row + 4] & MASK;
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
    long right = b & MASK;
    long table = depth & MASK;
    int at = 0;
    int end = terms * STEP;
    while (at != end) {
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
      boolean fresh) {
    long a0 = a + aRows[row] & MASK;
    long a1 = a + aRows[row + 1] & MASK;
    long a2 = a + aRows[row + 2] & MASK;
    long a3 = a + aRows[row + 3] & MASK;
    if (fresh) {
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow], ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow] + VECTOR, ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 1], ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 1] + VECTOR, ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 2], ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 2] + VECTOR, ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 3], ORDER);
      FloatVector.zero(FLOATS).intoMemorySegment(ALL, c + cRows[cRow + 3] + VECTOR, ORDER);
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
    long right = b & MASK;
    long table = depth & MASK;
    int at = 0;
    int end = terms * STEP;
    while (at != end) {
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
    x0.intoMemorySegment(ALL, c + cRows[cRow], ORDER);
    y0.intoMemorySegment(ALL, c + cRows[cRow] + VECTOR, ORDER);
    x1.intoMemorySegment(ALL, c + cRows[cRow + 1], ORDER);
    y1.intoMemorySegment(ALL, c + cRows[cRow + 1] + VECTOR, ORDER);
    x2.intoMemorySegment(ALL, c + cRows[cRow + 2], ORDER);
    y2.intoMemorySegment(ALL, c + cRows[cRow + 2] + VECTOR, ORDER);
    x3.intoMemorySegment(ALL, c + cRows[cRow + 3], ORDER);
    y3.intoMemorySegment(ALL, c + cRows[cRow + 3] + VECTOR, ORDER);
  }
}
