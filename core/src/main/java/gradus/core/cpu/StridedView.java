package gradus.core.cpu;

import java.util.Arrays;

/**
 * The axes of a strided view, simplified: axes of size 1 are gone and neighbours that continue each
 * other are one.
 */
final class StridedView {
  private final int[] sizes;
  private final long[] strides;

  private StridedView(int[] sizes, long[] strides) {
    this.sizes = sizes;
    this.strides = strides;
  }

  /** The simplest equal view; its rank is 1 or more. */
  static StridedView of(int[] sizes, long[] strides) {
    int[] keptSizes = new int[sizes.length + 1];
    long[] keptStrides = new long[sizes.length + 1];
    int rank = 0;
    for (int axis = 0; axis < sizes.length; axis++) {
      if (sizes[axis] == 1) {
        continue;
      }
      if (rank > 0 && keptStrides[rank - 1] == strides[axis] * sizes[axis]) {
        keptSizes[rank - 1] *= sizes[axis];
        keptStrides[rank - 1] = strides[axis];
      } else {
        keptSizes[rank] = sizes[axis];
        keptStrides[rank++] = strides[axis];
      }
    }
    if (rank == 0) {
      keptSizes[rank] = 1;
      keptStrides[rank++] = 1;
    }
    return new StridedView(Arrays.copyOf(keptSizes, rank), Arrays.copyOf(keptStrides, rank));
  }

  int rank() {
    return sizes.length;
  }

  int size(int axis) {
    return sizes[axis];
  }

  long stride(int axis) {
    return strides[axis];
  }

  /** Elements between neighbours of the contiguous target along an axis. */
  long target(int axis) {
    long stride = 1;
    for (int i = sizes.length - 1; i > axis; i--) {
      stride *= sizes[i];
    }
    return stride;
  }

  /**
   * The axis that should be the second innermost loop: the one whose source is contiguous (a
   * transpose), else the next to last; -1 if there is one axis only.
   */
  int rowAxis() {
    int last = sizes.length - 1;
    if (Math.abs(strides[last]) != 1) {
      for (int axis = last - 1; axis >= 0; axis--) {
        if (Math.abs(strides[axis]) == 1) {
          return axis;
        }
      }
    }
    return last - 1;
  }
}
