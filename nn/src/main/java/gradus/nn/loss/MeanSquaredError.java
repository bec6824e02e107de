package gradus.nn.loss;

import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;

/** Mean squared error {@code (x - t)^2}, a value for each element. */
public record MeanSquaredError() implements Loss {
  /** Its line in the catalog. */
  public static final Entry<Loss> ENTRY =
      Entry.of("mse", MeanSquaredError.class, "Mean of (x - t)^2", new MeanSquaredError());

  @Override
  public Tensor values(Tensor output, Tensor target) {
    return output.sub(Fit.same("mse", output, target)).square();
  }
}
