package gradus.core.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The order that sorts each row: a stable argsort along the last axis, by merging.
 *
 * <p>{@code x [rows, n] → index [rows, n]}. Equal values keep their order, whether the sort ascends
 * or descends; -0 and +0 are equal; NaN is larger than every number, and NaNs are equal.
 */
public final class Sort implements Kernel {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;

  private final int rows;
  private final int n;
  private final boolean descending;
  private final long x;
  private final long index;
  private final Slots slots;

  /**
   * The kernel for operands at byte offsets.
   *
   * @param scratch offset of {@link #scratchBytes} bytes that nobody else uses while it runs
   */
  public Sort(int rows, int n, boolean descending, long x, long index, long scratch) {
    this.rows = rows;
    this.n = n;
    this.descending = descending;
    this.x = x;
    this.index = index;
    this.slots = new Slots(rows, 4L * n, scratch);
  }

  /** The scratch memory, in bytes, that a sort needs. */
  public static long scratchBytes(int rows, int n) {
    return Slots.bytes(rows, 4L * n);
  }

  /** A task is one row. */
  @Override
  public int tasks(int phase) {
    return n == 0 ? 0 : rows;
  }

  @Override
  public void run(MemorySegment memory, int phase, int row) {
    int slot = slots.claim();
    try {
      sort(memory, x + 4L * row * n, index + 4L * row * n, slots.offset(slot));
    } finally {
      slots.release(slot);
    }
  }

  private void sort(MemorySegment memory, long values, long result, long spare) {
    // Each merge goes from one buffer to the other; start so that the last one ends in the result.
    int merges = n <= 1 ? 0 : 32 - Integer.numberOfLeadingZeros(n - 1);
    long from = merges % 2 == 0 ? result : spare;
    long to = merges % 2 == 0 ? spare : result;
    for (int i = 0; i < n; i++) {
      memory.set(INT, from + 4L * i, i);
    }
    for (long length = 1; length < n; length *= 2) {
      for (long start = 0; start < n; start += 2 * length) {
        long middle = Math.min(start + length, n);
        merge(memory, values, from, start, middle, Math.min(middle + length, n), to);
      }
      long swap = from;
      from = to;
      to = swap;
    }
  }

  private void merge(
      MemorySegment memory, long values, long from, long start, long middle, long end, long to) {
    long left = start;
    long right = middle;
    for (long at = start; at < end; at++) {
      boolean takeLeft = left < middle;
      if (takeLeft && right < end) {
        float a = memory.get(FLOAT, values + 4L * memory.get(INT, from + 4 * left));
        float b = memory.get(FLOAT, values + 4L * memory.get(INT, from + 4 * right));
        takeLeft = descending ? !less(a, b) : !less(b, a);
      }
      memory.set(INT, to + 4 * at, memory.get(INT, from + 4 * (takeLeft ? left++ : right++)));
    }
  }

  private static boolean less(float a, float b) {
    return a < b || b != b && a == a;
  }
}
