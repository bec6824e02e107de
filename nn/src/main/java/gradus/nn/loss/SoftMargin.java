package gradus.nn.loss;

import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;

/** {@code log(1 + e^(-x t))} with t = -1 or 1, a value for each element. */
public record SoftMargin() implements Loss {
  /** Its line in the catalog. */
  public static final Entry<Loss> ENTRY =
      Entry.of(
          "soft_margin",
          SoftMargin.class,
          "log(1 + e^(-x t)) with targets -1 and 1",
          new SoftMargin());

  @Override
  public Tensor values(Tensor output, Tensor target) {
    return output.mul(Fit.same("soft_margin", output, target)).neg().softplus();
  }
}
