package gradus.nn.activation;

import gradus.core.tensor.Tensor;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import gradus.nn.init.Initializer;
import java.util.List;

/**
 * {@code y = log(1 + e^(beta x)) / beta}, and x itself (slope 1) where {@code beta x > threshold}
 * (Dugas et al. 2001).
 *
 * @param beta how sharp the bend is
 * @param threshold beyond it y = x
 */
public record Softplus(double beta, double threshold) implements Activation {
  /** Its line in the catalog. */
  public static final Entry<Activation> ENTRY =
      Entry.of(
          "softplus",
          Softplus.class,
          "log(1 + e^(beta x)) / beta, a smooth ReLU",
          List.of(
              Setting.number(
                  "beta", Double.MIN_VALUE, Double.POSITIVE_INFINITY, 1, "how sharp the bend is"),
              Setting.number(
                  "threshold",
                  Double.NEGATIVE_INFINITY,
                  Double.POSITIVE_INFINITY,
                  20,
                  "beta x beyond which y = x")),
          s -> new Softplus(s.number("beta"), s.number("threshold")),
          a -> Settings.of("beta", a.beta(), "threshold", a.threshold()));

  /** With the usual settings. */
  public static Softplus of() {
    return new Softplus(1, 20);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    Tensor scaled = x.mul(beta);
    return scaled.greater(threshold).where(x, scaled.softplus().div(beta));
  }

  @Override
  public String formula() {
    return "log(1 + e^(beta z)) / beta";
  }

  @Override
  public String derivative() {
    return "sigmoid(beta z)";
  }

  @Override
  public Initializer.Fit fit() {
    return new Initializer.Fit(Initializer.Fit.Kind.HE, Math.sqrt(2));
  }
}
