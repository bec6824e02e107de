package gradus.core.tensor;

/** Sorted values, largest values, and their positions. */
public final class Sorting {
  private Sorting() {}

  /** Values along an axis and their positions in the argument (ints). */
  public record Sorted(Tensor values, Tensor index) {}

  /** All values along an axis in order; equal ones keep their order. */
  public static Sorted sort(Tensor x, int axis, boolean descending) {
    return top(x, axis, x.size(axis), descending);
  }

  /** The {@code count} largest, or smallest, values along an axis, the first ones first. */
  public static Sorted top(Tensor x, int axis, int count, boolean largest) {
    if (count < 0 || count > x.size(axis)) {
      throw new gradus.core.shape.ShapeException(
          "top: got "
              + count
              + " of axis "
              + axis
              + " of "
              + x.shape()
              + "; must be in 0.."
              + x.size(axis));
    }
    Tensor last = x.swap(axis, -1);
    Tensor index = last.sortIndex(largest).slice(-1, 0, count);
    return new Sorted(last.gather(-1, index).swap(axis, -1), index.swap(axis, -1));
  }

  /** The maximum along an axis, which vanishes, and its position; the first takes the gradient. */
  public static Sorted max(Tensor x, int axis) {
    int at = x.shape().axis(axis);
    Tensor index = x.argMax(at);
    return new Sorted(x.gather(at, index.expand(at)).index(at, 0), index);
  }
}
