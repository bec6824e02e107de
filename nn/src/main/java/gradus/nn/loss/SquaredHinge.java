package gradus.nn.loss;

import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;

/** {@code max(0, 1 - x t)^2} with t = -1 or 1, a value for each element. */
public record SquaredHinge() implements Loss {
  /** Its line in the catalog. */
  public static final Entry<Loss> ENTRY =
      Entry.of(
          "squared_hinge",
          SquaredHinge.class,
          "max(0, 1 - x t)^2 with targets -1 and 1",
          new SquaredHinge());

  @Override
  public Tensor values(Tensor output, Tensor target) {
    return Margin.of(output.mul(Fit.same("squared_hinge", output, target))).square();
  }
}
