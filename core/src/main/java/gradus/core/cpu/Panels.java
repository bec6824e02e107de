package gradus.core.cpu;

/**
 * How the right-hand matrix [depth, columns] of a product is laid out for the tiles: panels of
 * {@link Lanes#PANEL} vectors of columns, each panel [depth, width] contiguous. What is left for
 * the last ones is two vectors wide, or one. Columns beyond the matrix hold zeros.
 *
 * @param depth rows of the matrix
 * @param columns columns of the matrix
 */
record Panels(int depth, int columns) {
  /** The vectors of all panels. */
  private int vectors() {
    return Math.ceilDiv(columns, Lanes.COUNT);
  }

  /** The panels of the full width. */
  int wide() {
    return vectors() / Lanes.PANEL;
  }

  /** The number of panels. */
  int count() {
    return wide() + Math.ceilDiv(vectors() % Lanes.PANEL, 2);
  }

  /** The first column of a panel; after the last panel the number of columns. */
  int column(int panel) {
    int vector = Math.min(panel, wide()) * Lanes.PANEL + Math.max(0, panel - wide()) * 2;
    return Math.min(vector * Lanes.COUNT, columns);
  }

  /** The columns of the matrix in a panel. */
  int columns(int panel) {
    return column(panel + 1) - column(panel);
  }

  /** The vectors in a row of a panel: 1, 2 or 4. */
  int vectors(int panel) {
    return Math.ceilDiv(columns(panel), Lanes.COUNT);
  }

  /** The floats in a row of a panel. */
  int width(int panel) {
    return vectors(panel) * Lanes.COUNT;
  }

  /** True if a panel holds no columns beyond the matrix. */
  boolean full(int panel) {
    return columns(panel) == width(panel);
  }

  /** True if a row-major matrix already has this layout. */
  boolean plain() {
    return columns > 0 && count() == 1 && full(0);
  }

  /** The byte offset of a panel. */
  long offset(int panel) {
    return 4L * column(panel) * depth;
  }

  /** The bytes of all panels. */
  long bytes() {
    return 4L * vectors() * Lanes.COUNT * depth;
  }

  /**
   * Writes rows of a panel.
   *
   * @param source address of the element in the first of these rows and the first column of the
   *     panel
   * @param rowStep elements between rows of the source
   * @param columnStep elements between columns of the source
   * @param rows number of rows to write
   * @param target address of the first of these rows in the panel
   */
  void pack(int panel, long source, long rowStep, long columnStep, int rows, long target) {
    int columns = columns(panel);
    int width = width(panel);
    if (columnStep == 1 && columns == width) {
      copy(source, 4 * rowStep, rows, target, vectors(panel));
    } else if (columnStep == 1) {
      for (int row = 0; row < rows; row++) {
        long to = target + 4L * row * width;
        Lanes.copy(source + 4 * row * rowStep, to, columns);
        Lanes.clear(to + 4L * columns, width - columns);
      }
    } else if (rowStep == 1) {
      turn(source, 4 * columnStep, columns, rows, target, width);
    } else {
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < width; column++) {
          float value =
              column < columns ? Lanes.get(source + 4 * (row * rowStep + column * columnStep)) : 0f;
          Lanes.set(target + 4L * (row * width + column), value);
        }
      }
    }
  }

  /** Rows of whole vectors. */
  private static void copy(long source, long step, int rows, long target, int vectors) {
    switch (vectors) {
      case 1 -> {
        for (int row = 0; row < rows; row++) {
          Lanes.store(Lanes.load(source), target);
          source += step;
          target += Lanes.VECTOR;
        }
      }
      case 2 -> {
        for (int row = 0; row < rows; row++) {
          pair(source, target);
          source += step;
          target += 2 * Lanes.VECTOR;
        }
      }
      default -> {
        for (int row = 0; row < rows; row++) {
          pair(source, target);
          pair(source + 2 * Lanes.VECTOR, target + 2 * Lanes.VECTOR);
          source += step;
          target += 4 * Lanes.VECTOR;
        }
      }
    }
  }

  private static void pair(long source, long target) {
    Lanes.store(Lanes.load(source), target);
    Lanes.store(Lanes.load(source + Lanes.VECTOR), target + Lanes.VECTOR);
  }

  /** Columns of the panel are contiguous in the source: squares are transposed. */
  private static void turn(long source, long step, int columns, int rows, long target, int width) {
    int wide = TranspositionWide.SIDE;
    int wideRows = Lanes.COUNT == wide ? rows - rows % wide : 0;
    int wideColumns = Lanes.COUNT == wide ? columns - columns % wide : 0;
    for (int row = 0; row < wideRows; row += wide) {
      for (int column = 0; column < wideColumns; column += wide) {
        long to = target + 4L * (row * width + column);
        TranspositionWide.block(source + column * step + 4L * row, step, to, 4L * width);
      }
    }
    // Narrower vectors would emulate the squares.
    int side = Transposition.SIDE;
    int wholeRows = Lanes.COUNT < side ? 0 : rows - rows % side;
    int wholeColumns = Lanes.COUNT < side ? 0 : columns - columns % side;
    squares(source, step, 0, wholeRows, wideColumns, wholeColumns, target, width);
    squares(source, step, wideRows, wholeRows, 0, wideColumns, target, width);
    edge(source, step, columns, 0, wholeRows, wholeColumns, target, width);
    edge(source, step, columns, wholeRows, rows, 0, target, width);
  }

  /** Squares of 8 by 8. */
  private static void squares(
      long source,
      long step,
      int from,
      int to,
      int firstColumn,
      int endColumn,
      long target,
      int width) {
    for (int row = from; row < to; row += Transposition.SIDE) {
      for (int column = firstColumn; column < endColumn; column += Transposition.SIDE) {
        long square = target + 4L * (row * width + column);
        Transposition.block(source + column * step + 4L * row, step, square, 4L * width);
      }
    }
  }

  private static void edge(
      long source, long step, int columns, int from, int to, int first, long target, int width) {
    for (int row = from; row < to; row++) {
      for (int column = first; column < width; column++) {
        float value = column < columns ? Lanes.get(source + column * step + 4L * row) : 0f;
        Lanes.set(target + 4L * (row * width + column), value);
      }
    }
  }
}
