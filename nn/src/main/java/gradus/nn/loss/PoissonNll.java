package gradus.nn.loss;

import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@code e^x - t x} of the log x of a rate, or {@code x - t log(x + eps)} of the rate itself;
 * {@code full} adds Stirling's {@code t log t - t + log(2 pi t) / 2} where t > 1; a value for each
 * element.
 *
 * @param log the output is the log of the rate
 * @param full with the term that depends on the target alone
 * @param eps added to a rate before its log
 */
public record PoissonNll(boolean log, boolean full, double eps) implements Loss {
  /** Its line in the catalog. */
  public static final Entry<Loss> ENTRY =
      Entry.of(
          "poisson_nll",
          PoissonNll.class,
          "Of the log of a rate and counts",
          List.of(
              Setting.flag("log", true, "the output is the log of the rate"),
              Setting.flag("full", false, "with the term that depends on the target alone"),
              Setting.number("eps", 0, 1, 1e-8, "added to a rate before its log")),
          s -> new PoissonNll(s.flag("log"), s.flag("full"), s.number("eps")),
          l -> Settings.of("log", l.log(), "full", l.full(), "eps", l.eps()));

  /** With the usual settings. */
  public static PoissonNll of() {
    return new PoissonNll(true, false, 1e-8);
  }

  @Override
  public Tensor values(Tensor output, Tensor target) {
    Tensor t = Fit.same("poisson_nll", output, target);
    Tensor value = log ? output.exp().sub(t.mul(output)) : output.sub(t.mul(output.add(eps).log()));
    if (!full) {
      return value;
    }
    Tensor some = t.greater(1).where(t, Tensor.ones(t.shape()));
    Tensor stirling = some.mul(some.log()).sub(some).add(some.mul(2 * Math.PI).log().mul(0.5));
    return value.add(t.greater(1).where(stirling, Tensor.zeros(t.shape())));
  }

  @Override
  public Tensor prediction(Tensor output) {
    return log ? output.exp() : output;
  }
}
