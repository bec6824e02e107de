package gradus.nn.layer;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.Scope;

/** Dropping at random. */
final class Drop {
  private Drop() {}

  /** Drops by one random number for each element of {@code shape}, which is broadcast to x. */
  static Tensor of(Tensor x, Shape shape, double rate, Scope scope) {
    Tensor kept = scope.uniform(shape).greaterEqual(rate);
    return kept.where(x.mul(1 / (1 - rate)), Tensor.zeros(x.shape()));
  }
}
