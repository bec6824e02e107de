package gradus.nn.loss;

import gradus.core.tensor.Tensor;

/** What training makes small: a scalar from the model's output and the target. */
public interface Loss {
  /** output [batch, ..], target → scalar (the mean over the batch unless the loss says otherwise). */
  Tensor apply(Tensor output, Tensor target);

  /** Whether targets are class labels (ints) rather than numbers. */
  boolean labels();

  /** What a user wants to see of the model's output: probabilities for logits, else the output. */
  default Tensor prediction(Tensor output) {
    return output;
  }
}
