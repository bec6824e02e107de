package gradus.nn.loss;

import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * Kullback-Leibler divergence {@code t (log t - x)} of log-probabilities x from probabilities t (or
 * their logs), a value for each element; its mean divides by the batch, as the divergence of
 * distributions is a sum.
 *
 * @param logTarget targets are logs of probabilities
 */
public record KlDivergence(boolean logTarget) implements Loss {
  /** Its line in the catalog. */
  public static final Entry<Loss> ENTRY =
      Entry.of(
          "kl_div",
          KlDivergence.class,
          "Of log-probabilities from target probabilities",
          List.of(Setting.flag("log_target", false, "targets are logs of probabilities")),
          s -> new KlDivergence(s.flag("log_target")),
          l -> Settings.of("log_target", l.logTarget()));

  /** With the usual settings. */
  public static KlDivergence of() {
    return new KlDivergence(false);
  }

  @Override
  public Tensor values(Tensor output, Tensor target) {
    Tensor t = Fit.same("kl_div", output, target);
    if (logTarget) {
      return t.exp().mul(t.sub(output));
    }
    Tensor some = t.greater(0).where(t, Tensor.ones(t.shape()));
    return t.mul(some.log().sub(output));
  }

  @Override
  public Tensor prediction(Tensor output) {
    return output.exp();
  }

  @Override
  public Reduction reduction() {
    return Reduction.BATCH_MEAN;
  }
}
