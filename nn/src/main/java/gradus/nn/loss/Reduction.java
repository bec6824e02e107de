package gradus.nn.loss;

import gradus.core.tensor.Tensor;

/** How the values of a loss become its result. */
public enum Reduction {
  /** The mean; weighted where the loss has weights (0 if all of them are 0). */
  MEAN,
  /** The sum. */
  SUM,
  /** The values as they are. */
  NONE,
  /** The sum over everything, divided by the number of examples. */
  BATCH_MEAN;

  /**
   * Reduces values.
   *
   * @param values one value an element or example
   * @param weights what each value counts in a mean, broadcast to them, or null for all the same
   * @param batch the number of examples
   */
  Tensor apply(Tensor values, Tensor weights, int batch) {
    return switch (this) {
      case MEAN -> weights == null ? values.mean() : mean(values.sum(), weights, values);
      case SUM -> values.sum();
      case NONE -> values;
      case BATCH_MEAN -> values.sum().div(batch);
    };
  }

  private static Tensor mean(Tensor sum, Tensor weights, Tensor values) {
    Tensor total = weights.broadcastTo(values.shape()).sum();
    return sum.div(total.equalTo(0).where(Tensor.ones(total.shape()), total));
  }
}
