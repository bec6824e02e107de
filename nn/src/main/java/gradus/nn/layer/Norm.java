package gradus.nn.layer;

import gradus.core.shape.Ints;
import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;
import gradus.core.tensor.Tensor;
import gradus.nn.Scope;
import gradus.nn.init.Constant;
import gradus.nn.init.Zeros;
import java.util.Arrays;

/** What norms share. */
final class Norm {
  private Norm() {}

  /** {@code (x - mean) / sqrt(var + eps)} over axes: two passes, so that nothing cancels. */
  static Tensor of(Tensor x, double eps, int... axes) {
    Tensor centered = x.sub(x.meanKeep(axes));
    return centered.mul(centered.square().meanKeep(axes).add(eps).rsqrt());
  }

  /** {@code y gamma + beta} with learned numbers that start at 1 and 0. */
  static Tensor affine(Tensor y, Scope scope, Shape shape) {
    Tensor gamma = scope.parameter("gamma", shape, new Constant(1));
    return y.mul(gamma).add(scope.parameter("beta", shape, new Zeros()));
  }

  /** Axes in order, checked to be the last ones. */
  static int[] last(Tensor x, Ints axes) {
    int rank = x.shape().rank();
    int[] at = Arrays.stream(axes.toArray()).map(x.shape()::axis).sorted().toArray();
    for (int i = 0; i < at.length; i++) {
      if (at[i] != rank - at.length + i) {
        throw new ShapeException(
            "axes: got " + axes + " of " + x.shape() + "; must be the last ones, such as [-2, -1]");
      }
    }
    return at;
  }
}
