package gradus.nn;

import gradus.core.tensor.Tensor;

/**
 * A part of a model: a function of one tensor that takes its parameters from the scope. A layer
 * holds settings, never weights, and is applied to symbolic tensors once for each shape; gradient,
 * vector code and saving come for free.
 *
 * <pre>{@code
 * record Swish(float beta) implements Layer {
 *   public Tensor apply(Tensor x, Scope scope) { return x.mul(x.mul(beta).sigmoid()); }
 * }
 * }</pre>
 */
@FunctionalInterface
public interface Layer {
  /**
   * The output for an input [batch, ..].
   *
   * @throws gradus.core.shape.ShapeException if the input does not fit
   */
  Tensor apply(Tensor x, Scope scope);

  /** The name in paths and messages, for example {@code dense}. */
  default String title() {
    String simple = getClass().getSimpleName();
    return simple.isEmpty() || simple.contains("$")
        ? "layer"
        : simple.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(java.util.Locale.ROOT);
  }
}
