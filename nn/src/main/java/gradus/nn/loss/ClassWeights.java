package gradus.nn.loss;

import gradus.core.tensor.Tensor;
import java.util.List;

/** What labels count: class weights, and a label that does not count at all. */
record ClassWeights(Tensor weights, int ignore) {
  static ClassWeights of(String loss, List<Double> weights, int ignore, Tensor logs) {
    return new ClassWeights(weights.isEmpty() ? null : Fit.vector(loss, weights, logs), ignore);
  }

  /** The weight of each row: that of its label, 0 where the label is ignored. */
  Tensor of(Tensor logs, Tensor labels) {
    Tensor counted = labels.notEqual(Tensor.full(labels.shape(), ignore));
    if (weights == null) {
      return counted;
    }
    Tensor own = labels.oneHot(logs.size(-1)).mul(weights).sum(-1);
    return counted.mul(own);
  }

  /**
   * {@code (1 - e) (-w_t log p_t) + e / classes sum_c(-w_c log p_c)} for each row, 0 where ignored.
   * By comparing with the class numbers, not by gathering, so that it fuses.
   */
  Tensor values(Tensor logs, Tensor labels, double smoothing) {
    Tensor hot = labels.oneHot(logs.size(-1));
    Tensor weighted = weights == null ? logs : logs.mul(weights);
    Tensor zero = Tensor.zeros(logs.shape());
    Tensor values = hot.where(weighted, zero).sum(-1).neg();
    if (smoothing > 0) {
      Tensor spread = weighted.mean(-1).neg();
      values = values.mul(1 - smoothing).add(spread.mul(smoothing));
    }
    Tensor counted = labels.notEqual(Tensor.full(labels.shape(), ignore));
    return counted.where(values, Tensor.zeros(values.shape()));
  }
}
