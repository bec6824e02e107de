package gradus.nn.loss;

import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * Softmax cross-entropy of logits x [.., classes], a value for each row. With labels t: {@code (1 -
 * e) (-w_t log p_t) + e / classes sum_c(-w_c log p_c)} with p = softmax(x) and smoothing e; the
 * mean divides by the sum of the weights of the labels. With soft targets t [.., classes]: {@code
 * -sum_c w_c t_c log p_c}, where smoothing mixes t with the uniform distribution, and the mean
 * counts rows.
 *
 * @param smoothing share of the label spread over all classes
 * @param weights a weight for each class
 * @param ignore the label of rows that do not count
 * @param soft targets are class probabilities rather than labels
 */
public record CrossEntropy(double smoothing, List<Double> weights, int ignore, boolean soft)
    implements Loss {
  /** Its line in the catalog. */
  public static final Entry<Loss> ENTRY =
      Entry.of(
          "cross_entropy",
          CrossEntropy.class,
          "Of logits (no softmax before it) and labels or class probabilities",
          List.of(
              Setting.number(
                  "label_smoothing", 0, 1, 0, "share of the label spread over all classes"),
              Setting.numbers("weights", null, "a weight for each class").optional(),
              Setting.whole("ignore", Integer.MIN_VALUE, -100, "label of rows that do not count"),
              Setting.flag("soft", false, "targets are class probabilities rather than labels")),
          s ->
              new CrossEntropy(
                  s.number("label_smoothing"),
                  Lists.of(s, "weights"),
                  s.whole("ignore"),
                  s.flag("soft")),
          l ->
              Settings.of(
                  "label_smoothing",
                  l.smoothing(),
                  "weights",
                  Lists.orNull(l.weights()),
                  "ignore",
                  l.ignore(),
                  "soft",
                  l.soft()));

  /** Checks the settings. */
  public CrossEntropy {
    weights = List.copyOf(weights);
  }

  @Override
  public Tensor values(Tensor output, Tensor target) {
    if (soft) {
      return softValues(output.logSoftmax(-1), Fit.same("cross_entropy", output, target));
    }
    Tensor t = Fit.labels("cross_entropy", output, target);
    return ClassWeights.of("cross_entropy", weights, ignore, output)
        .values(output.logSoftmax(-1), t, smoothing);
  }

  @Override
  public boolean labels() {
    return !soft;
  }

  @Override
  public Tensor prediction(Tensor output) {
    return output.softmax(-1);
  }

  /** For labels (whole numbers). */
  public static CrossEntropy ofLabels() {
    return new CrossEntropy(0, List.of(), -100, false);
  }

  /** For class probabilities. */
  public static CrossEntropy ofProbabilities() {
    return new CrossEntropy(0, List.of(), -100, true);
  }

  /** With label smoothing (Szegedy et al. 2016). */
  public CrossEntropy smoothing(double share) {
    return new CrossEntropy(share, weights, ignore, soft);
  }

  /** With a weight for each class. */
  public CrossEntropy weights(double... numbers) {
    return new CrossEntropy(
        smoothing, java.util.Arrays.stream(numbers).boxed().toList(), ignore, soft);
  }

  /** Rows with this label do not count. */
  public CrossEntropy ignore(int label) {
    return new CrossEntropy(smoothing, weights, label, soft);
  }

  @Override
  public Tensor weights(Tensor output, Tensor target) {
    return soft
        ? null
        : ClassWeights.of("cross_entropy", weights, ignore, output)
            .of(output, Fit.labels("cross_entropy", output, target));
  }

  private Tensor softValues(Tensor logs, Tensor t) {
    Tensor mixed = smoothing == 0 ? t : t.mul(1 - smoothing).add(smoothing / logs.size(-1));
    Tensor weighted =
        weights.isEmpty() ? mixed : mixed.mul(Fit.vector("cross_entropy", weights, logs));
    Tensor zero = Tensor.zeros(logs.shape());
    return weighted.equalTo(0).where(zero, weighted.mul(logs)).sum(-1).neg();
  }
}
