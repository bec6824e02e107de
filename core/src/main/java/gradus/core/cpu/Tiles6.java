package gradus.core.cpu;

import static gradus.core.cpu.Lanes.ALL;
import static gradus.core.cpu.Lanes.FLOAT;
import static gradus.core.cpu.Lanes.FLOATS;
import static gradus.core.cpu.Lanes.MASK;
import static gradus.core.cpu.Lanes.ORDER;
import static gradus.core.cpu.Lanes.VECTOR;

import jdk.incubator.vector.FloatVector;

/**
 * The innermost loop for 16 vector registers: 6 rows by 2 vectors are 12 running sums, 2 values of
 * b and 1 of a. All tiles compute, for k rising, {@code acc[i][v] = a[i][k] * b[k][v] + acc[i][v]}
 * with one rounding; see {@link Contraction} for the addresses.
 *
 * <p>Every sum is a local variable that starts with a load of its own; fresh sums load the zeros
 * just written. A choice between a zero and a load, or one zero shared by several sums, would make
 * the JIT keep vectors on the heap. The loops call the Vector API itself: the JIT inlines its
 * methods without limit, but ours only until a method has grown to 8,000 bytes of bytecode.
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
    long a0 = a + aRows[row] & MASK;
    long a1 = a + aRows[row + 1] & MASK;
    long a2 = a + aRows[row + 2] & MASK;
    long a3 = a + aRows[row + 3] & MASK;
    long a4 = a + aRows[row + 4] & MASK;
    long a5 = a + aRows[row + 5] & MASK;
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
    for (int k = from; k < to; k++) {
      long offset = Integer.toUnsignedLong(offsets[k]) << 2;
      long right = b & MASK;
      FloatVector u = FloatVector.fromMemorySegment(FLOATS, ALL, right, ORDER);
      FloatVector v = FloatVector.fromMemorySegment(FLOATS, ALL, right + VECTOR, ORDER);
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
      b += stepB;
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
    for (int k = from; k < to; k++) {
      long offset = Integer.toUnsignedLong(offsets[k]) << 2;
      long right = b & MASK;
      FloatVector u = FloatVector.fromMemorySegment(FLOATS, ALL, right, ORDER);
      FloatVector v = FloatVector.fromMemorySegment(FLOATS, ALL, right + VECTOR, ORDER);
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
      b += stepB;
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
