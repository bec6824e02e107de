package gradus.nn.layer;

import gradus.core.shape.ShapeException;
import gradus.core.tensor.Tensor;

/** A product of two inputs through a weight; a function, as a layer has one input. */
public final class Bilinear {
  private Bilinear() {}

  /**
   * {@code y[n, o] = sum over i, j of a[n, i] weight[i, j, o] b[n, j] + bias[o]}.
   *
   * @param a [batch, in1]
   * @param b [batch, in2]
   * @param weight [in1, in2, out]
   * @param bias [out], or null
   * @return [batch, out]
   */
  public static Tensor of(Tensor a, Tensor b, Tensor weight, Tensor bias) {
    boolean fits =
        weight.shape().rank() == 3 && a.size(-1) == weight.size(0) && b.size(-1) == weight.size(1);
    if (!fits) {
      throw new ShapeException(
          "bilinear: got "
              + a.shape()
              + ", "
              + b.shape()
              + " and weight "
              + weight.shape()
              + "; must be [batch, in1], [batch, in2] and [in1, in2, out]");
    }
    int in2 = weight.size(1);
    int out = weight.size(2);
    Tensor partial = a.matmul(weight.reshape(-1, in2 * out)).reshape(-1, in2, out);
    Tensor y = partial.mul(b.expand(-1)).sum(1);
    return bias == null ? y : y.add(bias);
  }
}
