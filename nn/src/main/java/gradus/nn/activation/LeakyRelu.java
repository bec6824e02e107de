package gradus.nn.activation;

import gradus.core.tensor.Tensor;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import gradus.nn.init.Initializer;
import java.util.List;

/**
 * {@code y = x} above 0, else {@code slope x}; derivative {@code slope} at 0 (Maas et al. 2013).
 *
 * @param slope the slope below 0
 */
public record LeakyRelu(double slope) implements Activation {
  /** Its line in the catalog. */
  public static final Entry<Activation> ENTRY =
      Entry.of(
          "leaky_relu",
          LeakyRelu.class,
          "x above 0, a small slope below",
          List.of(
              Setting.number(
                  "slope",
                  Double.NEGATIVE_INFINITY,
                  Double.POSITIVE_INFINITY,
                  0.01,
                  "slope below 0")),
          s -> new LeakyRelu(s.number("slope")),
          a -> Settings.of("slope", a.slope()));

  /** With the usual settings. */
  public static LeakyRelu of() {
    return new LeakyRelu(0.01);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    return x.lessEqual(0).where(x.mul(slope), x);
  }

  @Override
  public String formula() {
    return "z if z > 0, else slope z";
  }

  @Override
  public String derivative() {
    return "1 if z > 0, else slope";
  }

  @Override
  public Initializer.Fit fit() {
    return new Initializer.Fit(Initializer.Fit.Kind.HE, Math.sqrt(2 / (1 + slope * slope)));
  }
}
