package gradus.core.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Writes one 32-bit pattern everywhere, or a count along an axis. */
public final class Fill implements Kernel {
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;

  private final int count;
  private final int start;
  private final int size;
  private final int inner;
  private final long target;

  private Fill(int count, int start, int size, int inner, long target) {
    this.count = count;
    this.start = start;
    this.size = size;
    this.inner = inner;
    this.target = target;
  }

  /** Writes {@code bits} into {@code count} elements. */
  public static Fill of(int bits, int count, long target) {
    return new Fill(count, bits, 1, 1, target);
  }

  /** Writes 0, 1, .. size - 1, each {@code inner} times, over and over. */
  public static Fill iota(int count, int size, int inner, long target) {
    return new Fill(count, 0, size, inner, target);
  }

  @Override
  public int tasks(int phase) {
    return Math.clamp(count >> 15, 1, 64);
  }

  @Override
  public void run(MemorySegment memory, int phase, int task) {
    int tasks = tasks(0);
    int from = (int) ((long) count * task / tasks);
    int to = (int) ((long) count * (task + 1) / tasks);
    if (size == 1) {
      for (int i = from; i < to; i++) {
        memory.set(INT, target + 4L * i, start);
      }
    } else {
      for (int i = from; i < to; i++) {
        memory.set(INT, target + 4L * i, i / inner % size);
      }
    }
  }
}
