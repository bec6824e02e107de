package gradus.core.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Adds elements to places along one axis: the gradient of {@link Gather}.
 *
 * <p>{@code index, updates [outer, count, inner] → y [outer, size, inner]} with {@code y[o,
 * index[o, j, i], i] += updates[o, j, i]}, j rising, so the bits are fixed. An index outside
 * 0..size-1 is ignored.
 */
public final class Scatter implements Kernel {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;

  /** Elements of a task, about. */
  private static final int TASK = 1 << 14;

  private final int outer;
  private final int size;
  private final int inner;
  private final int count;
  private final long index;
  private final long updates;
  private final long y;
  private final boolean keep;
  private final int block;
  private final int blocks;
  private final int lines;

  /**
   * The kernel for operands at byte offsets; the sizes are those of the class comment.
   *
   * @param keep whether to add to what y holds; otherwise y starts from zeros
   */
  public Scatter(
      int outer, int size, int inner, int count, long index, long updates, long y, boolean keep) {
    this.outer = outer;
    this.size = size;
    this.inner = inner;
    this.count = count;
    this.index = index;
    this.updates = updates;
    this.y = y;
    this.keep = keep;
    long line = Math.max(1L, Math.max(size, count));
    block = (int) Math.max(1, Math.min(inner, Math.max(64, TASK / line)));
    blocks = Math.ceilDiv(inner, block);
    lines = (int) Math.max(1, TASK / (line * block));
  }

  @Override
  public int tasks(int phase) {
    return Math.ceilDiv(outer, lines) * blocks;
  }

  @Override
  public void run(MemorySegment memory, int phase, int task) {
    int innerFrom = task % blocks * block;
    int innerTo = Math.min(innerFrom + block, inner);
    int from = task / blocks * lines;
    int to = Math.min(from + lines, outer);
    for (long line = from; line < to; line++) {
      for (long j = 0; j < size && !keep; j++) {
        long at = y + 4 * (line * size + j) * inner;
        for (int i = innerFrom; i < innerTo; i++) {
          memory.set(FLOAT, at + 4L * i, 0f);
        }
      }
      for (long j = 0; j < count; j++) {
        for (int i = innerFrom; i < innerTo; i++) {
          long source = 4 * ((line * count + j) * inner + i);
          int place = memory.get(INT, index + source);
          if (place >= 0 && place < size) {
            long at = y + 4 * ((line * size + place) * inner + i);
            memory.set(FLOAT, at, memory.get(FLOAT, at) + memory.get(FLOAT, updates + source));
          }
        }
      }
    }
  }
}
