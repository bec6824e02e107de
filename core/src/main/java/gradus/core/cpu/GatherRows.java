package gradus.core.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Picks rows of a table (an embedding).
 *
 * <p>{@code table [rows, width], ids [n] → y [n, width]} with {@code y[j] = table[ids[j]]}. An id
 * outside 0..rows-1 gives a row of NaN.
 */
public final class GatherRows implements Kernel {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;

  /** Elements of a task, about. */
  private static final int TASK = 1 << 14;

  private final int rows;
  private final int width;
  private final int n;
  private final long table;
  private final long ids;
  private final long y;
  private final int each;

  /** The kernel for operands at byte offsets; the sizes are those of the class comment. */
  public GatherRows(int rows, int width, int n, long table, long ids, long y) {
    this.rows = rows;
    this.width = width;
    this.n = n;
    this.table = table;
    this.ids = ids;
    this.y = y;
    this.each = Math.max(1, TASK / Math.max(1, width));
  }

  @Override
  public int tasks(int phase) {
    return Math.ceilDiv(n, each);
  }

  @Override
  public void run(MemorySegment memory, int phase, int task) {
    int from = task * each;
    int to = Math.min(from + each, n);
    for (int j = from; j < to; j++) {
      int id = memory.get(INT, ids + 4L * j);
      long at = y + 4L * j * width;
      if (id >= 0 && id < rows) {
        MemorySegment.copy(memory, table + 4L * id * width, memory, at, 4L * width);
      } else {
        for (int i = 0; i < width; i++) {
          memory.set(FLOAT, at + 4L * i, Float.NaN);
        }
      }
    }
  }
}
