package gradus.nn.loss;

import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@code (1 - t) softplus(x) + w t softplus(-x)} with weight w of the positive term: the
 * cross-entropy of sigmoid(x), stable; a value for each element.
 *
 * @param positiveWeights weight of the positive term of each output, or one for all
 */
public record BinaryCrossEntropyLogits(List<Double> positiveWeights) implements Loss {
  /** Its line in the catalog. */
  public static final Entry<Loss> ENTRY =
      Entry.of(
          "binary_cross_entropy_logits",
          BinaryCrossEntropyLogits.class,
          "Of logits (no sigmoid before it) and targets in [0, 1]",
          List.of(
              Setting.numbers(
                      "positive_weights",
                      null,
                      "weight of the positive term of each output, or one for all")
                  .optional()),
          s -> new BinaryCrossEntropyLogits(Lists.of(s, "positive_weights")),
          l -> Settings.of("positive_weights", Lists.orNull(l.positiveWeights())));

  /** Checks the settings. */
  public BinaryCrossEntropyLogits {
    positiveWeights = List.copyOf(positiveWeights);
  }

  /** With the usual settings. */
  public static BinaryCrossEntropyLogits of() {
    return new BinaryCrossEntropyLogits(List.of());
  }

  @Override
  public Tensor values(Tensor output, Tensor target) {
    Tensor t = Fit.same("binary_cross_entropy_logits", output, target);
    Tensor positive = t.mul(output.neg().softplus());
    if (!positiveWeights.isEmpty()) {
      positive = positive.mul(weight(output));
    }
    return Tensor.ones(output.shape()).sub(t).mul(output.softplus()).add(positive);
  }

  @Override
  public Tensor prediction(Tensor output) {
    return output.sigmoid();
  }

  private Tensor weight(Tensor output) {
    return positiveWeights.size() == 1
        ? Tensor.scalar(positiveWeights.get(0))
        : Fit.vector("binary_cross_entropy_logits", positiveWeights, output);
  }
}
