package gradus.core.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * {@code a[i] = s c[i] + b[i]}, the triad by which memory bandwidth is compared (McCalpin 1995):
 * two floats read and one written for each element. The arrays lie behind one another.
 *
 * @param cpu what may be used
 * @param count elements of each array; a multiple of 16
 * @param at byte offset of {@code a}; {@code b} and {@code c} follow; a multiple of 64
 */
public record Triad(Cpu cpu, long count, long at) implements Kernel {
  static final float FACTOR = 0.5f;

  /** Elements of a task: 256 KiB of each array. */
  private static final long TASK = 1 << 16;

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if the count is no multiple of 16, less than 16 or too large
   */
  public Triad {
    if (count < 16 || count % 16 != 0 || count / TASK > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "triad: got " + count + " elements; must be a multiple of 16, 16 or more");
    }
  }

  /** What one run asks for, in bytes: 12 for each element, as such figures are usually given. */
  public double asked() {
    return 12.0 * count;
  }

  /** What one run moves, in bytes: a cache also fetches the line of {@code a} before the write. */
  public double moved() {
    return 16.0 * count;
  }

  /** The memory of the three arrays, in bytes. */
  public long bytes() {
    return 12 * count;
  }

  @Override
  public int tasks(int phase) {
    return Math.toIntExact(Math.ceilDiv(count, TASK));
  }

  @Override
  public void run(MemorySegment memory, int phase, int task) {
    long from = task * TASK;
    long length = Math.min(TASK, count - from);
    long a = at + 4 * from;
    if (cpu.vectors()) {
      VectorPeak.triad(memory, a, 4 * count, length);
    } else {
      triad(memory, a, 4 * count, length);
    }
  }

  private static void triad(MemorySegment memory, long a, long stride, long length) {
    for (long i = 0; i < length; i++) {
      float b = memory.get(ValueLayout.JAVA_FLOAT_UNALIGNED, a + stride + 4 * i);
      float c = memory.get(ValueLayout.JAVA_FLOAT_UNALIGNED, a + 2 * stride + 4 * i);
      memory.set(ValueLayout.JAVA_FLOAT_UNALIGNED, a + 4 * i, Math.fma(c, FACTOR, b));
    }
  }
}
