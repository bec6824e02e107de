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

import jdk.incubator.vector.FloatVector;

/** Tiles for the last rows of a block: 1 or 2 rows by 2 vectors; see {@link Tiles5}. */
final class TilesFew {
  private TilesFew() {}

  /** 2 rows by 2 vectors. */
  static void tile2x2(
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
    FloatVector y0 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow] + VECTOR, ORDER);
    FloatVector x1 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 1], ORDER);
    FloatVector y1 =
        FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow + 1] + VECTOR, ORDER);
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
      at += step;
      depth += 4;
    }
    TYPE.cast(x0).intoMemorySegment(ALL, c + cRows[cRow], ORDER);
    TYPE.cast(y0).intoMemorySegment(ALL, c + cRows[cRow] + VECTOR, ORDER);
    TYPE.cast(x1).intoMemorySegment(ALL, c + cRows[cRow + 1], ORDER);
    TYPE.cast(y1).intoMemorySegment(ALL, c + cRows[cRow + 1] + VECTOR, ORDER);
  }

  /** 1 row by 2 vectors. */
  static void tile1x2(
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
    FloatVector y0 = FloatVector.fromMemorySegment(FLOATS, ALL, c + cRows[cRow] + VECTOR, ORDER);
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
      at += step;
      depth += 4;
    }
    TYPE.cast(x0).intoMemorySegment(ALL, c + cRows[cRow], ORDER);
    TYPE.cast(y0).intoMemorySegment(ALL, c + cRows[cRow] + VECTOR, ORDER);
  }
}
