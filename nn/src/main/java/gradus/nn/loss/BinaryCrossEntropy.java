package gradus.nn.loss;

import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;

/**
 * {@code -(t log p + (1 - t) log(1 - p))} of probabilities p, a value for each element; logarithms
 * stop at about -85 so that the loss stays finite. From logits {@link BinaryCrossEntropyLogits} is
 * more exact.
 */
public record BinaryCrossEntropy() implements Loss {
  /** Its line in the catalog. */
  public static final Entry<Loss> ENTRY =
      Entry.of(
          "binary_cross_entropy",
          BinaryCrossEntropy.class,
          "Of probabilities (a sigmoid before it) and targets in [0, 1]",
          new BinaryCrossEntropy());

  @Override
  public Tensor values(Tensor output, Tensor target) {
    Tensor t = Fit.same("binary_cross_entropy", output, target);
    Tensor one = Tensor.ones(output.shape());
    return t.mul(log(output)).add(one.sub(t).mul(log(one.sub(output)))).neg();
  }

  private static Tensor log(Tensor p) {
    return p.clamp(1e-37, Double.POSITIVE_INFINITY).log();
  }
}
