package gradus.core.cpu;

/**
 * Where the matrices of a product's operand lie: each is stored by rows, whose elements are
 * neighbours; rows and matrices may lie apart, overlap or be the same. So a slice of a larger
 * operand needs no copy.
 *
 * @param starts the first element of each matrix, in elements from that of the operand; 0 or more
 * @param step elements from a row to the next; 0 or more
 */
public record Matrices(long[] starts, long step) {
  /** Matrices [rows, columns] one after another. */
  public static Matrices dense(int batch, int rows, int columns) {
    long[] starts = new long[batch];
    for (int i = 0; i < batch; i++) {
      starts[i] = (long) i * rows * columns;
    }
    return new Matrices(starts, columns);
  }

  /** The first element of a matrix. */
  long start(int batch) {
    return starts[batch];
  }

  /** The elements from the operand's first to the end of what is read. */
  long end(int rows, int columns) {
    long last = 0;
    for (long start : starts) {
      last = Math.max(last, start);
    }
    boolean empty = starts.length == 0 || rows == 0 || columns == 0;
    return empty ? 0 : last + (rows - 1) * step + columns;
  }
}
