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
    if (simple.isEmpty() || simple.contains("$")) {
      return "layer";
    }
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < simple.length(); i++) {
      char letter = simple.charAt(i);
      boolean upper = letter >= 'A' && letter <= 'Z';
      char before = i == 0 ? '_' : simple.charAt(i - 1);
      boolean begins = upper && (before >= 'a' && before <= 'z' || before >= '0' && before <= '9');
      words.append(begins ? "_" : "").append(letter);
    }
    return words.toString().toLowerCase(java.util.Locale.ROOT);
  }
}
