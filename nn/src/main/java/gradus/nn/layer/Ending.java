package gradus.nn.layer;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.Scope;
import gradus.nn.activation.Activation;
import gradus.nn.init.DefaultFor;
import gradus.nn.init.Initializer;
import gradus.nn.init.Zeros;

/** What layers with weights share: how weights start, the bias, the activation. */
final class Ending {
  private Ending() {}

  /** A weight that starts by the given initializer, or by what fits the activation that follows. */
  static Tensor weight(
      Scope scope, String name, Shape shape, Initializer given, Activation activation) {
    Initializer.Fit fit = activation == null ? scope.fit() : activation.fit();
    return scope.parameter(name, shape, given == null ? new DefaultFor(fit) : given);
  }

  /** y with the bias and the activation, if there are. */
  static Tensor of(Tensor y, Scope scope, boolean bias, Activation activation) {
    Tensor shifted = bias ? y.add(scope.parameter("bias", Shape.of(y.size(-1)), new Zeros())) : y;
    return activation == null ? shifted : scope.apply(activation, shifted);
  }
}
