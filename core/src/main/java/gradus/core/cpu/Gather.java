package gradus.core.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Picks elements along one axis, as numpy's {@code take_along_axis}.
 *
 * <p>{@code x [outer, size, inner], index [outer, count, inner] → y [outer, count, inner]} with
 * {@code y[o, j, i] = x[o, index[o, j, i], i]}. An index outside 0..size-1 gives NaN.
 */
public final class Gather implements Kernel {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;

  /** Elements of a task. */
  private static final int TASK = 1 << 14;

  private final int size;
  private final int inner;
  private final int count;
  private final long total;
  private final long x;
  private final long index;
  private final long y;

  /** The kernel for operands at byte offsets; the sizes are those of the class comment. */
  public Gather(int outer, int size, int inner, int count, long x, long index, long y) {
    this.size = size;
    this.inner = inner;
    this.count = count;
    this.total = (long) outer * count * inner;
    this.x = x;
    this.index = index;
    this.y = y;
  }

  @Override
  public int tasks(int phase) {
    return (int) Math.ceilDiv(total, TASK);
  }

  @Override
  public void run(MemorySegment memory, int phase, int task) {
    long from = (long) task * TASK;
    long to = Math.min(from + TASK, total);
    for (long at = from; at < to; at++) {
      int pick = memory.get(INT, index + 4 * at);
      float value = Float.NaN;
      if (pick >= 0 && pick < size) {
        long line = at / inner;
        value = memory.get(FLOAT, x + 4 * ((line / count * size + pick) * inner + at % inner));
      }
      memory.set(FLOAT, y + 4 * at, value);
    }
  }
}
