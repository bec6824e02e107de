package gradus.nn.loss;

import gradus.core.tensor.Tensor;

/** What is missing to a margin of 1. */
final class Margin {
  private Margin() {}

  /** {@code max(0, 1 - x)}. */
  static Tensor of(Tensor x) {
    return Tensor.ones(x.shape()).sub(x).relu();
  }
}
