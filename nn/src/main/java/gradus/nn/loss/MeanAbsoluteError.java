package gradus.nn.loss;

import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;

/** Mean absolute error {@code |x - t|}, a value for each element; derivative 0 where equal. */
public record MeanAbsoluteError() implements Loss {
  /** Its line in the catalog. */
  public static final Entry<Loss> ENTRY =
      Entry.of("mae", MeanAbsoluteError.class, "Mean of |x - t|", new MeanAbsoluteError());

  @Override
  public Tensor values(Tensor output, Tensor target) {
    return output.sub(Fit.same("mae", output, target)).abs();
  }
}
