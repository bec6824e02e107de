package gradus.core.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Adds rows to rows of a table: the gradient of {@link GatherRows}.
 *
 * <p>{@code ids [n], updates [n, width] → y [rows, width]} with {@code y[ids[j]] += updates[j]}, j
 * rising, so the bits are fixed. An id outside 0..rows-1 is ignored. A task owns some rows of the
 * table and reads all ids.
 */
public final class ScatterRows implements Kernel {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;

  /** Elements of a task at least, about. */
  private static final int TASK = 1 << 14;

  /** Every task reads all ids, so there are few. */
  private static final int MOST_TASKS = 16;

  private final int rows;
  private final int width;
  private final int n;
  private final long ids;
  private final long updates;
  private final long y;
  private final boolean keep;
  private final int each;

  /**
   * The kernel for operands at byte offsets; the sizes are those of the class comment.
   *
   * @param keep whether to add to what y holds; otherwise y starts from zeros
   */
  public ScatterRows(int rows, int width, int n, long ids, long updates, long y, boolean keep) {
    this.rows = rows;
    this.width = width;
    this.n = n;
    this.ids = ids;
    this.updates = updates;
    this.y = y;
    this.keep = keep;
    long elements = ((long) n + (keep ? 0 : rows)) * width;
    int tasks = Math.clamp(elements / TASK, 1, MOST_TASKS);
    each = Math.max(1, Math.ceilDiv(rows, tasks));
  }

  @Override
  public int tasks(int phase) {
    return Math.ceilDiv(rows, each);
  }

  @Override
  public void run(MemorySegment memory, int phase, int task) {
    int from = task * each;
    int to = Math.min(from + each, rows);
    if (!keep) {
      memory.asSlice(y + 4L * from * width, 4L * (to - from) * width).fill((byte) 0);
    }
    for (int j = 0; j < n; j++) {
      int id = memory.get(INT, ids + 4L * j);
      if (id >= from && id < to) {
        long at = y + 4L * id * width;
        long source = updates + 4L * j * width;
        for (int i = 0; i < width; i++) {
          float sum = memory.get(FLOAT, at + 4L * i) + memory.get(FLOAT, source + 4L * i);
          memory.set(FLOAT, at + 4L * i, sum);
        }
      }
    }
  }
}
