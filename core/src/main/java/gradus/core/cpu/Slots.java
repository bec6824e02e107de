package gradus.core.cpu;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A few equal pieces of scratch memory that running tasks borrow. The lowest free one is lent
 * first, so few threads keep reusing memory that is still in their caches. What a task computes
 * must not depend on which one it gets.
 */
final class Slots {
  /** A place in a mask of 64 bits each. */
  private static final int LIMIT = 64;

  private final AtomicLong taken = new AtomicLong();
  private final int count;
  private final long base;
  private final long bytes;

  /** Slots for at most {@code tasks} tasks at a time, of {@code bytes} each, from offset base. */
  Slots(int tasks, long bytes, long base) {
    this.count = count(tasks);
    this.base = base;
    this.bytes = align(bytes);
  }

  /** The memory that such slots need. */
  static long bytes(int tasks, long bytes) {
    return count(tasks) * align(bytes);
  }

  private static int count(int tasks) {
    return Math.clamp(tasks, 1, LIMIT);
  }

  /** The next multiple of 64. */
  static long align(long bytes) {
    return (bytes + 63) & -64;
  }

  /** Borrows a slot, waiting for one if more threads than slots are at work. */
  int claim() {
    while (true) {
      long now = taken.get();
      int slot = Long.numberOfTrailingZeros(~now);
      if (slot >= count) {
        Thread.yield();
      } else if (taken.compareAndSet(now, now | 1L << slot)) {
        return slot;
      }
    }
  }

  /** Gives a slot back. */
  void release(int slot) {
    taken.getAndAdd(-(1L << slot));
  }

  /** The byte offset of a slot in the program's memory. */
  long offset(int slot) {
    return base + slot * bytes;
  }
}
