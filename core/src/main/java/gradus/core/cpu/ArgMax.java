package gradus.core.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The position of the first maximum along an axis of [outer, size, inner]; NaN wins. */
public final class ArgMax implements Kernel {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;

  private final int outer;
  private final int size;
  private final int inner;
  private final long x;
  private final long index;

  /** The kernel for x [outer, size, inner] and index [outer, 1, inner] at byte offsets. */
  public ArgMax(int outer, int size, int inner, long x, long index) {
    this.outer = outer;
    this.size = size;
    this.inner = inner;
    this.x = x;
    this.index = index;
  }

  @Override
  public int tasks(int phase) {
    return Math.clamp((long) outer * size * inner >> 14, 1, Math.clamp(outer, 1, 64));
  }

  @Override
  public void run(MemorySegment memory, int phase, int task) {
    int tasks = tasks(0);
    for (int o = (int) ((long) outer * task / tasks);
        o < (int) ((long) outer * (task + 1) / tasks);
        o++) {
      for (int i = 0; i < inner; i++) {
        long column = x + 4L * ((long) o * size * inner + i);
        int best = 0;
        float top = size == 0 ? 0 : memory.get(FLOAT, column);
        for (int k = 1; k < size; k++) {
          float value = memory.get(FLOAT, column + 4L * k * inner);
          if (value > top || (value != value && top == top)) {
            best = k;
            top = value;
          }
        }
        memory.set(INT, index + 4L * ((long) o * inner + i), best);
      }
    }
  }
}
