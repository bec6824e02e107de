package gradus.nn.activation;

import gradus.core.tensor.Tensor;

/** Pieces of activations with kinks; NaN stays NaN, and an unused piece never overflows. */
final class Pieces {
  private Pieces() {}

  /** x below {@code high}, else {@code high} with derivative 0. */
  static Tensor upTo(Tensor x, double high) {
    return x.greaterEqual(high).where(Tensor.full(x.shape(), high), x);
  }

  /**
   * x up to 0, else 0. The exponential of a large x, although it is not selected, would make 0
   * times infinity in the gradient.
   */
  static Tensor negative(Tensor x) {
    return x.lessEqual(0).where(x, Tensor.zeros(x.shape()));
  }
}
