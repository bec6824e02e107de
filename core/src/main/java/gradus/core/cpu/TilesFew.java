package gradus.core.cpu;

import static gradus.core.cpu.Lanes.FLOATS;
import static gradus.core.cpu.Lanes.VECTOR;
import static gradus.core.cpu.Lanes.load;
import static gradus.core.cpu.Lanes.spread;
import static gradus.core.cpu.Lanes.store;

import jdk.incubator.vector.FloatVector;

/** Tiles for the last rows of a block: 1 or 2 rows by 2 vectors; see {@link Tiles6}. */
final class TilesFew {
  private TilesFew() {}

  /** 2 rows by 2 vectors. */
  static void tile2x2(
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
    FloatVector y0 = fresh ? FloatVector.zero(FLOATS) : load(c0 + VECTOR);
    FloatVector x1 = fresh ? FloatVector.zero(FLOATS) : load(c1);
    FloatVector y1 = fresh ? FloatVector.zero(FLOATS) : load(c1 + VECTOR);
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
      b += stepB;
    }
    store(x0, c0);
    store(y0, c0 + VECTOR);
    store(x1, c1);
    store(y1, c1 + VECTOR);
  }

  /** 1 row by 2 vectors. */
  static void tile1x2(
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
    FloatVector y0 = fresh ? FloatVector.zero(FLOATS) : load(c0 + VECTOR);
    for (int k = from; k < to; k++) {
      long offset = 4L * offsets[k];
      FloatVector u = load(b);
      FloatVector v = load(b + VECTOR);
      FloatVector s0 = spread(a0 + offset);
      x0 = s0.fma(u, x0);
      y0 = s0.fma(v, y0);
      b += stepB;
    }
    store(x0, c0);
    store(y0, c0 + VECTOR);
  }
}
