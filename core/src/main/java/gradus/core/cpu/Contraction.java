package gradus.core.cpu;

/**
 * The loop that matrix products and all three convolutions share:
 *
 * <pre>c[i][j] = sum over k of a[aRows[i] + offsets[k]] * b[k * stepB + j]</pre>
 *
 * <p>The left operand is reached through two tables, so nothing of it needs to be copied: a row
 * table in bytes (one entry a pixel or matrix row) and a {@link DepthTable} (one entry a tap and
 * channel). The result has a row table too. Each c[i][j] is one chain of fused multiply-adds with k
 * rising, from +0 if {@code fresh} or from its stored value, whatever tile computes it.
 *
 * <p>All addresses are absolute; see {@link Lanes}.
 */
final class Contraction {
  /** Rows that are computed at a time in scratch memory: two of the highest tiles. */
  private static final int MOST_ROWS = 12;

  /** Bytes of scratch that {@link #panel} needs. */
  static final long EDGE_BYTES = (long) Lanes.PANEL * MOST_ROWS * Lanes.VECTOR;

  private static final long[] EDGE_ROWS = edgeRows();

  private static final Cold SIXES = new Cold();
  private static final Cold FOURS = new Cold();

  private Contraction() {}

  private static long[] edgeRows() {
    long[] rows = new long[MOST_ROWS];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (long) Lanes.PANEL * i * Lanes.VECTOR;
    }
    return rows;
  }

  /**
   * Computes whole vectors of columns.
   *
   * @param a address that the tables add to
   * @param from first row of the tables
   * @param to end of the rows
   * @param depth address of the first entry in a {@link DepthTable}
   * @param depthEnd address of the end of the entries
   * @param b address of the first row of the right operand
   * @param stepB bytes between rows of the right operand
   * @param vectors vectors of columns: 1, 2 or {@link Lanes#PANEL}
   * @param c address that the result's row table adds to
   * @param shift the row of the left table that meets row 0 of the result's table
   * @param fresh whether the sums start from +0
   */
  static void whole(
      long a,
      long[] aRows,
      int from,
      int to,
      long depth,
      long depthEnd,
      long b,
      long stepB,
      int vectors,
      long c,
      long[] cRows,
      int shift,
      boolean fresh) {
    if (vectors > 2) {
      wide(a, aRows, from, to, depth, depthEnd, b, stepB, c, cRows, shift, fresh);
      return;
    }
    int i = from;
    if (vectors == 2 && stepB == 2 * Lanes.VECTOR) {
      int terms = (int) (depthEnd - depth >> 2);
      long keep = fresh ? 0 : -1;
      if (Lanes.MANY_REGISTERS && terms % 2 == 0) {
        for (int sixes = sixes(to - i); sixes > 0; sixes--, i += 6) {
          Tiles6.tile6x2(a, aRows, i, depth, terms, b, c, cRows, i - shift, keep);
        }
      }
      for (int fives = fives(to - i); fives > 0; fives--, i += 5) {
        Tiles5.tile5x2(a, aRows, i, depth, terms, b, c, cRows, i - shift, keep);
      }
      for (; i + 4 <= to; i += 4) {
        Tiles5.tile4x2(a, aRows, i, depth, terms, b, c, cRows, i - shift, keep);
      }
    }
    if (vectors == 1 && stepB == Lanes.VECTOR) {
      i = eights(a, aRows, from, to, depth, depthEnd, b, c, cRows, shift, fresh);
    }
    if (fresh) {
      clear(c, cRows, i - shift, to - shift, vectors);
    }
    if (vectors == 1) {
      narrow(a, aRows, i, to, depth, depthEnd, b, stepB, c, cRows, shift);
      return;
    }
    few(a, aRows, i, to, depth, depthEnd, b, stepB, c, cRows, shift);
  }

  /** Panels of four vectors; rows that are left are computed half a panel at a time. */
  private static void wide(
      long a,
      long[] aRows,
      int from,
      int to,
      long depth,
      long depthEnd,
      long b,
      long stepB,
      long c,
      long[] cRows,
      int shift,
      boolean fresh) {
    int i = from;
    int terms = (int) (depthEnd - depth >> 2);
    int fours = fours(to - i);
    long keep = fresh ? 0 : -1;
    for (; i + 4 * fours + 6 <= to; i += 6) {
      six(a, aRows, i, depth, terms, b, stepB, c, cRows, i - shift, keep);
    }
    for (; fours > 0; fours--, i += 4) {
      four(a, aRows, i, depth, terms, b, stepB, c, cRows, i - shift, keep);
    }
    if (fresh) {
      clear(c, cRows, i - shift, to - shift, 4);
    }
    few(a, aRows, i, to, depth, depthEnd, b, stepB, c, cRows, shift);
    long half = 2 * Lanes.VECTOR;
    few(a, aRows, i, to, depth, depthEnd, b + half, stepB, c + half, cRows, shift);
  }

  private static void six(
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
    int done = 0;
    do {
      int next = SIXES.terms(terms - done);
      long right = b + done * stepB;
      TilesWide.tile6x4(a, aRows, row, depth + 4L * done, next, right, stepB, c, cRows, cRow, keep);
      keep = -1;
      done += next;
    } while (done < terms);
  }

  private static void four(
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
    int done = 0;
    do {
      int next = FOURS.terms(terms - done);
      long right = b + done * stepB;
      TilesWide.tile4x4(a, aRows, row, depth + 4L * done, next, right, stepB, c, cRows, cRow, keep);
      keep = -1;
      done += next;
    } while (done < terms);
  }

  private static void few(
      long a,
      long[] aRows,
      int from,
      int to,
      long depth,
      long depthEnd,
      long b,
      long stepB,
      long c,
      long[] cRows,
      int shift) {
    int i = from;
    for (; i + 2 <= to; i += 2) {
      TilesFew.tile2x2(a, aRows, i, depth, depthEnd, b, stepB, c, cRows, i - shift);
    }
    if (i < to) {
      TilesFew.tile1x2(a, aRows, i, depth, depthEnd, b, stepB, c, cRows, i - shift);
    }
  }

  /** How many tiles of 4 rows to use so that tiles of 6 rows can do the rest but for one row. */
  static int fours(int rows) {
    return Math.min(rows / 4, rows % 6 / 2 * 2 % 3);
  }

  /**
   * How many tiles of 5 rows to use so that tiles of 4 rows can do the rest, if that is possible.
   */
  static int fives(int rows) {
    int fours = (5 - rows % 5) % 5;
    return rows >= 4 * fours ? (rows - 4 * fours) / 5 : rows / 5;
  }

  /** How many tiles of 6 rows to use so that tiles of 5 and 4 rows can do the rest. */
  static int sixes(int rows) {
    int fewer =
        switch (rows % 6) {
          case 1 -> 2;
          case 2, 3 -> 1;
          default -> 0;
        };
    return Math.max(0, rows / 6 - fewer);
  }

  /** The sums' first values; not in the tiles, whose bytecode must stay small. */
  private static void clear(long c, long[] cRows, int from, int to, int vectors) {
    for (int row = from; row < to; row++) {
      for (int vector = 0; vector < vectors; vector++) {
        Lanes.zero(c + cRows[row] + vector * Lanes.VECTOR);
      }
    }
  }

  /** Blocks of 8 rows and one vector of columns; returns the first row that is left. */
  private static int eights(
      long a,
      long[] aRows,
      int from,
      int to,
      long depth,
      long depthEnd,
      long b,
      long c,
      long[] cRows,
      int shift,
      boolean fresh) {
    int terms = (int) (depthEnd - depth >> 2) & -2;
    long rest = depth + 4L * terms;
    long restB = b + terms * Lanes.VECTOR;
    int i = from;
    for (; terms > 0 && i + 8 <= to; i += 8) {
      TilesNarrow.pairs8x1(a, aRows, i, depth, terms, b, c, cRows, i - shift, fresh ? 0 : -1);
      if (rest < depthEnd) {
        TilesNarrow.tile8x1(a, aRows, i, rest, depthEnd, restB, Lanes.VECTOR, c, cRows, i - shift);
      }
    }
    return i;
  }

  private static void narrow(
      long a,
      long[] aRows,
      int from,
      int to,
      long depth,
      long depthEnd,
      long b,
      long stepB,
      long c,
      long[] cRows,
      int shift) {
    int i = from;
    for (; i + 8 <= to; i += 8) {
      TilesNarrow.tile8x1(a, aRows, i, depth, depthEnd, b, stepB, c, cRows, i - shift);
    }
    for (; i + 4 <= to; i += 4) {
      TilesNarrow.tile4x1(a, aRows, i, depth, depthEnd, b, stepB, c, cRows, i - shift);
    }
    for (; i + 2 <= to; i += 2) {
      TilesNarrow.tile2x1(a, aRows, i, depth, depthEnd, b, stepB, c, cRows, i - shift);
    }
    if (i < to) {
      TilesNarrow.tile1x1(a, aRows, i, depth, depthEnd, b, stepB, c, cRows, i - shift);
    }
  }

  /**
   * Computes one panel, whose last columns may lie beyond the result: such a panel is computed in
   * scratch memory and its real columns are copied.
   *
   * @param columns the real columns
   * @param scratch address of {@link #EDGE_BYTES} bytes
   */
  static void panel(
      long a,
      long[] aRows,
      int from,
      int to,
      long depth,
      long depthEnd,
      long b,
      long stepB,
      int columns,
      long c,
      long[] cRows,
      boolean fresh,
      long scratch) {
    int vectors = Math.ceilDiv(columns, Lanes.COUNT);
    if (columns == vectors * Lanes.COUNT) {
      whole(a, aRows, from, to, depth, depthEnd, b, stepB, vectors, c, cRows, 0, fresh);
      return;
    }
    int most = Lanes.MANY_REGISTERS ? MOST_ROWS : vectors == 1 ? 8 : 5;
    for (int i = from; i < to; i += most) {
      int rows = Math.min(most, to - i);
      if (!fresh) {
        for (int row = 0; row < rows; row++) {
          Lanes.copy(c + cRows[i + row], scratch + EDGE_ROWS[row], columns);
        }
      }
      whole(
          a, aRows, i, i + rows, depth, depthEnd, b, stepB, vectors, scratch, EDGE_ROWS, i, fresh);
      for (int row = 0; row < rows; row++) {
        Lanes.copy(scratch + EDGE_ROWS[row], c + cRows[i + row], columns);
      }
    }
  }
}
