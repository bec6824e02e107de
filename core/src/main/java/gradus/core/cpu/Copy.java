package gradus.core.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Writes a strided view into a contiguous row-major place: transposing, broadcasting (stride 0),
 * reversing (negative stride), slicing. Elements are 4 bytes of any type; their bits are kept. The
 * places must not overlap.
 *
 * <p>{@code y[i0, i1, ..] = source[i0 * strides[0] + i1 * strides[1] + ..]}
 */
public final class Copy implements Kernel {
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;

  /** Elements of a task, about. */
  private static final int TASK = 1 << 14;

  /** A block of a transpose: 16 elements are one cache line. */
  private static final int BLOCK = 16;

  /** The outer axes; the task counts over them. */
  private final int[] sizes;

  private final long[] strides;
  private final long[] targets;

  /** The two innermost loops: rows of the target, of which each is contiguous. */
  private final int rows;

  private final long rowStride;
  private final long rowTarget;
  private final int columns;
  private final long columnStride;

  private final int rowPieces;
  private final int rowPiece;
  private final int columnPieces;
  private final int columnPiece;
  private final int outer;
  private final long from;
  private final long to;

  /**
   * The kernel.
   *
   * @param sizes the sizes of the view and of the target
   * @param strides elements between neighbours of the view along each axis
   * @param from byte offset of the view's first element
   * @param to byte offset of the target
   * @throws IllegalArgumentException if there is not one stride for each size
   */
  public Copy(int[] sizes, long[] strides, long from, long to) {
    if (sizes.length != strides.length) {
      throw new IllegalArgumentException(
          "copy: got "
              + sizes.length
              + " sizes and "
              + strides.length
              + " strides; give one stride for each axis");
    }
    this.from = from;
    this.to = to;
    StridedView view = StridedView.of(sizes, strides);
    int last = view.rank() - 1;
    columns = view.size(last);
    columnStride = view.stride(last);
    int row = view.rowAxis();
    rows = row < 0 ? 1 : view.size(row);
    rowStride = row < 0 ? 0 : view.stride(row);
    rowTarget = row < 0 ? 0 : view.target(row);
    int count = Math.max(0, last - (row < 0 ? 0 : 1));
    this.sizes = new int[count];
    this.strides = new long[count];
    this.targets = new long[count];
    int total = 1;
    for (int axis = 0, at = 0; axis < last; axis++) {
      if (axis != row) {
        this.sizes[at] = view.size(axis);
        this.strides[at] = view.stride(axis);
        this.targets[at++] = view.target(axis);
        total *= view.size(axis);
      }
    }
    outer = total;
    columnPiece = Math.max(1, Math.min(columns, TASK));
    columnPieces = Math.ceilDiv(columns, columnPiece);
    int blocks = Math.ceilDiv(Math.max(1, TASK / columnPiece), BLOCK);
    rowPiece = Math.max(1, Math.min(rows, blocks * BLOCK));
    rowPieces = Math.ceilDiv(rows, rowPiece);
  }

  @Override
  public int tasks(int phase) {
    int items = outer * rowPieces * columnPieces;
    return Math.ceilDiv(items, itemsPerTask());
  }

  private int itemsPerTask() {
    return Math.max(1, TASK / (rowPiece * columnPiece));
  }

  @Override
  public void run(MemorySegment memory, int phase, int task) {
    int each = itemsPerTask();
    int end = Math.min((task + 1) * each, outer * rowPieces * columnPieces);
    for (int item = task * each; item < end; item++) {
      int rowFrom = item / columnPieces % rowPieces * rowPiece;
      int columnFrom = item % columnPieces * columnPiece;
      int rest = item / columnPieces / rowPieces;
      long source = rowFrom * rowStride + columnFrom * columnStride;
      long target = rowFrom * rowTarget + columnFrom;
      for (int axis = sizes.length - 1; axis >= 0; axis--) {
        int position = rest % sizes[axis];
        rest /= sizes[axis];
        source += position * strides[axis];
        target += position * targets[axis];
      }
      plane(
          memory,
          from + 4 * source,
          to + 4 * target,
          Math.min(rowPiece, rows - rowFrom),
          Math.min(columnPiece, columns - columnFrom));
    }
  }

  private void plane(MemorySegment memory, long source, long target, int height, int width) {
    if (columnStride == 1) {
      for (int row = 0; row < height; row++) {
        line(memory, source + 4 * row * rowStride, target + 4 * row * rowTarget, width);
      }
      return;
    }
    for (int top = 0; top < height; top += BLOCK) {
      int bottom = Math.min(top + BLOCK, height);
      for (int left = 0; left < width; left += BLOCK) {
        int right = Math.min(left + BLOCK, width);
        for (int row = top; row < bottom; row++) {
          long a = source + 4 * (row * rowStride + left * columnStride);
          long b = target + 4 * (row * rowTarget + left);
          for (int column = left; column < right; column++, a += 4 * columnStride, b += 4) {
            memory.set(INT, b, memory.get(INT, a));
          }
        }
      }
    }
  }

  private static void line(MemorySegment memory, long source, long target, int width) {
    if (width >= BLOCK) {
      MemorySegment.copy(memory, source, memory, target, 4L * width);
    } else {
      for (int i = 0; i < width; i++) {
        memory.set(INT, target + 4L * i, memory.get(INT, source + 4L * i));
      }
    }
  }
}
