package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.activation.Selu;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * While training, sets each number with a probability to SELU's limit {@code m = -s alpha} and then
 * scales by {@code a = (q + m^2 q (1 - q))^-1/2} and shifts by {@code -a (1 - q) m}, with q = 1 -
 * rate, so that mean 0 and variance 1 stay (Klambauer et al. 2017).
 *
 * @param rate the share that is dropped
 */
public record AlphaDropout(double rate) implements Layer {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "alpha_dropout",
          AlphaDropout.class,
          "Dropout for SELU: keeps mean and variance",
          List.of(Setting.number("rate", 0, 0.999999, 0.1, "share that is dropped")),
          s -> new AlphaDropout(s.number("rate")),
          l -> Settings.of("rate", l.rate));

  /** Checks the settings. */
  public AlphaDropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "alpha_dropout: got rate " + rate + "; must be within [0, 1)");
    }
  }

  /** With a rate. */
  public static AlphaDropout of(double rate) {
    return new AlphaDropout(rate);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    if (!scope.training() || rate == 0) {
      return x;
    }
    double kept = 1 - rate;
    double limit = -Selu.SCALE * Selu.ALPHA;
    double a = 1 / Math.sqrt(kept + limit * limit * kept * rate);
    Tensor dropped = Tensor.full(x.shape(), limit);
    Tensor y = scope.uniform(x.shape()).greaterEqual(rate).where(x.floats(), dropped);
    return y.mul(a).add(-a * rate * limit);
  }
}
