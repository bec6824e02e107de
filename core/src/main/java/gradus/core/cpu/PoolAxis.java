package gradus.core.cpu;

import java.util.Arrays;

/**
 * Which positions each window of pooling sees along one axis, and which windows see each position.
 */
final class PoolAxis {
  /** The first position inside the input that a window sees. */
  final int[] from;

  /** The end of the positions that a window sees; not above {@code from} if it sees padding alone. */
  final int[] to;

  /** Positions between two that a window sees. */
  final int step;

  /** Where the windows of a position begin in {@link #windows}; one more for the end. */
  final int[] starts;

  /** The windows that see each position, in rising order. */
  final int[] windows;

  PoolAxis(Geometry.Axis axis) {
    int outs = axis.out();
    step = axis.dilation();
    from = new int[outs];
    to = new int[outs];
    starts = new int[axis.in() + 1];
    for (int o = 0; o < outs; o++) {
      int first = o * axis.stride() - axis.before();
      from[o] = first < 0 ? first + Math.ceilDiv(-first, step) * step : first;
      to[o] = Math.min(first + axis.span(), axis.in());
      for (int i = from[o]; i < to[o]; i += step) {
        starts[i + 1]++;
      }
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    windows = new int[starts[axis.in()]];
    int[] next = starts.clone();
    for (int o = 0; o < outs; o++) {
      for (int i = from[o]; i < to[o]; i += step) {
        windows[next[i]++] = o;
      }
    }
  }

  /** The windows over the axis. */
  int outs() {
    return from.length;
  }

  /** The positions of the axis. */
  int in() {
    return starts.length - 1;
  }

  /** Whether no position is seen by two windows. */
  boolean apart() {
    for (int i = 0; i < in(); i++) {
      if (starts[i + 1] - starts[i] > 1) {
        return false;
      }
    }
    return true;
  }

  /** The only window that sees a position, or -1. */
  int window(int position) {
    return starts[position] == starts[position + 1] ? -1 : windows[starts[position]];
  }
}
