package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * While training, drops each number with a probability and divides the others by {@code 1 - rate},
 * so that the mean stays; otherwise nothing (Srivastava et al. 2014).
 *
 * @param rate the share that is dropped
 */
public record Dropout(double rate) implements Layer {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "dropout",
          Dropout.class,
          "Drops random numbers while training",
          List.of(Setting.number("rate", 0, 0.999999, 0.5, "share that is dropped")),
          s -> new Dropout(s.number("rate")),
          l -> Settings.of("rate", l.rate));

  /** Checks the settings. */
  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout: got rate " + rate + "; must be within [0, 1)");
    }
  }

  /** With a rate. */
  public static Dropout of(double rate) {
    return new Dropout(rate);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    return scope.training() && rate > 0 ? Drop.of(x, x.shape(), rate, scope) : x;
  }
}
