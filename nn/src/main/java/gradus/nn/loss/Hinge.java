package gradus.nn.loss;

import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;

/** {@code max(0, 1 - x t)} with t = -1 or 1, a value for each element (Cortes and Vapnik 1995). */
public record Hinge() implements Loss {
  /** Its line in the catalog. */
  public static final Entry<Loss> ENTRY =
      Entry.of("hinge", Hinge.class, "max(0, 1 - x t) with targets -1 and 1", new Hinge());

  @Override
  public Tensor values(Tensor output, Tensor target) {
    return Margin.of(output.mul(Fit.same("hinge", output, target)));
  }
}
