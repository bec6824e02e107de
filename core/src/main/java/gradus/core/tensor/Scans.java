package gradus.core.tensor;

import gradus.core.shape.Shape;
import java.util.function.BinaryOperator;

/**
 * Products along an axis and running sums and products, in a number of steps that is logarithmic.
 */
public final class Scans {
  private Scans() {}

  /** The product along an axis, which vanishes; of nothing 1. Zeros have the right gradient. */
  public static Tensor product(Tensor x, int axis) {
    int at = x.shape().axis(axis);
    Tensor y = x;
    if (y.size(at) == 0) {
      return Tensor.ones(x.shape().with(at, 1)).index(at, 0);
    }
    while (y.size(at) > 1) {
      int half = y.size(at) / 2;
      Tensor pairs = y.slice(at, 0, half).mul(y.slice(at, half, 2 * half));
      boolean odd = y.size(at) > 2 * half;
      y =
          odd
              ? Tensor.concat(at, java.util.List.of(pairs, y.slice(at, 2 * half, y.size(at))))
              : pairs;
    }
    return y.index(at, 0);
  }

  /** {@code y_i = x_0 + .. + x_i} along an axis. */
  public static Tensor cumulativeSum(Tensor x, int axis) {
    return scan(x, axis, 0, Tensor::add);
  }

  /** {@code y_i = x_0 .. x_i}, multiplied, along an axis. */
  public static Tensor cumulativeProduct(Tensor x, int axis) {
    return scan(x, axis, 1, Tensor::mul);
  }

  /** Adds what stands 1, 2, 4 .. places before (Hillis and Steele 1986). */
  private static Tensor scan(Tensor x, int axis, double neutral, BinaryOperator<Tensor> join) {
    int at = x.shape().axis(axis);
    Shape shape = x.shape();
    Tensor y = x;
    for (int reach = 1; reach < shape.size(at); reach *= 2) {
      int[] before = new int[shape.rank()];
      before[at] = reach;
      Tensor earlier = y.slice(at, 0, shape.size(at) - reach);
      y = join.apply(y, earlier.pad(before, new int[shape.rank()], neutral));
    }
    return y;
  }
}
