package gradus.core.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Writes a strided view into a strided part of a larger tensor: concatenation and padding. */
public final class Place implements Kernel {
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;

  private final int[] sizes;
  private final int[] from;
  private final int[] to;
  private final long source;
  private final long target;
  private final int rows;

  /**
   * The kernel for a view.
   *
   * @param sizes the axes
   * @param from strides of the source, in elements
   * @param to strides of the target, in elements
   * @param source address of the first source element, in bytes
   * @param target address of the first target element, in bytes
   */
  public Place(int[] sizes, int[] from, int[] to, long source, long target) {
    this.sizes = sizes.length == 0 ? new int[] {1} : sizes;
    this.from = sizes.length == 0 ? new int[] {1} : from;
    this.to = sizes.length == 0 ? new int[] {1} : to;
    this.source = source;
    this.target = target;
    int count = 1;
    for (int i = 0; i < this.sizes.length - 1; i++) {
      count *= this.sizes[i];
    }
    this.rows = count;
  }

  @Override
  public int tasks(int phase) {
    return Math.clamp((long) rows * inner() >> 14, 1, 64);
  }

  private int inner() {
    return sizes[sizes.length - 1];
  }

  @Override
  public void run(MemorySegment memory, int phase, int task) {
    int tasks = tasks(0);
    int last = sizes.length - 1;
    for (int row = (int) ((long) rows * task / tasks);
        row < (int) ((long) rows * (task + 1) / tasks);
        row++) {
      long read = source;
      long write = target;
      int rest = row;
      for (int axis = last - 1; axis >= 0; axis--) {
        int at = rest % sizes[axis];
        rest /= sizes[axis];
        read += 4L * at * from[axis];
        write += 4L * at * to[axis];
      }
      if (from[last] == 1 && to[last] == 1) {
        MemorySegment.copy(memory, read, memory, write, 4L * inner());
      } else {
        for (int i = 0; i < inner(); i++) {
          memory.set(INT, write + 4L * i * to[last], memory.get(INT, read + 4L * i * from[last]));
        }
      }
    }
  }
}
