package gradus.core.tensor;

import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;
import java.util.ArrayList;
import java.util.List;

/** Repeating, mirroring, taking and masking parts of a tensor. */
public final class Tiling {
  private Tiling() {}

  /** The tensor {@code repeats[i]} times along axis i; axes are added in front if needed. */
  public static Tensor tile(Tensor x, int... repeats) {
    int rank = Math.max(repeats.length, x.shape().rank());
    int[] spread = new int[2 * rank];
    int[] single = new int[2 * rank];
    int[] result = new int[rank];
    for (int i = 1; i <= rank; i++) {
      int size = i <= x.shape().rank() ? x.size(-i) : 1;
      int times = i <= repeats.length ? repeats[repeats.length - i] : 1;
      single[2 * (rank - i)] = 1;
      single[2 * (rank - i) + 1] = size;
      spread[2 * (rank - i)] = times;
      spread[2 * (rank - i) + 1] = size;
      result[rank - i] = times * size;
    }
    return x.reshape(Shape.of(single)).broadcastTo(Shape.of(spread)).reshape(Shape.of(result));
  }

  /** Mirrors the inside before and after an axis, the edge not repeated: {@code cb|abc|ba}. */
  public static Tensor reflect(Tensor x, int axis, int before, int after) {
    int n = x.size(axis);
    if (before >= n || after >= n) {
      throw new ShapeException(
          "reflect: got "
              + before
              + " and "
              + after
              + " for axis "
              + axis
              + " of "
              + x.shape()
              + "; both must be below its size");
    }
    List<Tensor> parts = new ArrayList<>();
    parts.add(x.slice(axis, 1, before + 1).flip(axis));
    parts.add(x);
    parts.add(x.slice(axis, n - 1 - after, n - 1).flip(axis));
    return joined(axis, parts);
  }

  /** Repeats the edges before and after an axis: {@code aa|abc|cc}. */
  public static Tensor edge(Tensor x, int axis, int before, int after) {
    int n = x.size(axis);
    List<Tensor> parts = new ArrayList<>();
    parts.add(x.slice(axis, 0, 1).broadcastTo(x.shape().with(axis, before)));
    parts.add(x);
    parts.add(x.slice(axis, n - 1, n).broadcastTo(x.shape().with(axis, after)));
    return joined(axis, parts);
  }

  /** The positions that a vector of ints names along an axis. */
  public static Tensor take(Tensor x, int axis, Tensor index) {
    Tensor front = x.swap(0, axis);
    Shape rest = front.shape().slice(1, front.shape().rank());
    Tensor rows = front.reshape(front.size(0), rest.count()).rows(index);
    return rows.reshape(Shape.of(index.size(0)).plus(rest.sizes())).swap(0, axis);
  }

  /** Zero above a diagonal of the last two axes: kept where {@code column - row <= diagonal}. */
  public static Tensor lower(Tensor x, int diagonal) {
    return offset(x).lessEqual(diagonal).where(x, Tensor.zeros(x.shape()));
  }

  /** Zero below a diagonal of the last two axes: kept where {@code column - row >= diagonal}. */
  public static Tensor upper(Tensor x, int diagonal) {
    return offset(x).greaterEqual(diagonal).where(x, Tensor.zeros(x.shape()));
  }

  private static Tensor offset(Tensor x) {
    Shape matrix = Shape.of(x.size(-2), x.size(-1));
    return Tensor.iota(matrix, 1).sub(Tensor.iota(matrix, 0));
  }

  private static Tensor joined(int axis, List<Tensor> parts) {
    List<Tensor> full = parts.stream().filter(part -> part.size(axis) > 0).toList();
    return full.isEmpty() ? parts.get(1) : Tensor.concat(axis, full);
  }
}
