package gradus.core.cpu;

/**
 * How the right-hand matrix [depth, columns] of a product is laid out for the tiles: panels of two
 * vectors of columns, each panel [depth, width] contiguous. The last panel is one vector wide if
 * that is enough; columns beyond the matrix hold zeros.
 *
 * @param depth rows of the matrix
 * @param columns columns of the matrix
 * @param lanes floats in a vector
 */
record Panels(int depth, int columns, int lanes) {
  /** The number of panels. */
  int count() {
    return (columns + 2 * lanes - 1) / (2 * lanes);
  }

  /** The columns of the matrix in a panel. */
  int columns(int panel) {
    return Math.min(2 * lanes, columns - panel * 2 * lanes);
  }

  /** The vectors in a row of a panel: 1 or 2. */
  int vectors(int panel) {
    return columns(panel) <= lanes ? 1 : 2;
  }

  /** The floats in a row of a panel. */
  int width(int panel) {
    return vectors(panel) * lanes;
  }

  /** True if a panel holds no columns beyond the matrix. */
  boolean full(int panel) {
    return columns(panel) == width(panel);
  }

  /** True if a row-major matrix already has this layout. */
  boolean plain() {
    return columns == lanes || columns == 2 * lanes;
  }

  /** The byte offset of a panel. */
  long offset(int panel) {
    return 8L * panel * lanes * depth;
  }

  /** The bytes of all panels. */
  long bytes() {
    return columns == 0 ? 0 : offset(count() - 1) + 4L * width(count() - 1) * depth;
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
    if (columnStep == 1) {
      for (int row = 0; row < rows; row++) {
        long to = target + 4L * row * width;
        Lanes.copy(source + 4 * row * rowStep, to, columns);
        Lanes.clear(to + 4L * columns, width - columns);
      }
      return;
    }
    // Blocks of 16 rows: a row of the source is one cache line, a block of the panel stays in L1.
    for (int block = 0; block < rows; block += 16) {
      int end = Math.min(block + 16, rows);
      for (int column = 0; column < width; column++) {
        long from = source + 4 * column * columnStep;
        for (int row = block; row < end; row++) {
          float value = column < columns ? Lanes.get(from + 4 * row * rowStep) : 0f;
          Lanes.set(target + 4L * (row * width + column), value);
        }
      }
    }
  }
}
