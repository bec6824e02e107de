package gradus.nn.activation;

import gradus.core.tensor.Tensor;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import gradus.nn.init.Initializer;
import java.util.List;

/**
 * {@code y = x P(normal < x) = x (1 + erf(x / sqrt 2)) / 2}, or its approximation {@code x (1 +
 * tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2} (Hendrycks and Gimpel 2016).
 *
 * @param approximate whether the tanh form is used
 */
public record Gelu(boolean approximate) implements Activation {
  /** Its line in the catalog. */
  public static final Entry<Activation> ENTRY =
      Entry.of(
          "gelu",
          Gelu.class,
          "x times the normal distribution function of x",
          List.of(Setting.flag("approximate", false, "by tanh rather than by the error function")),
          s -> new Gelu(s.flag("approximate")),
          a -> Settings.of("approximate", a.approximate()));

  /** With the usual settings. */
  public static Gelu of() {
    return new Gelu(false);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    if (approximate) {
      Tensor inner = x.add(x.square().mul(x).mul(0.044715)).mul(Math.sqrt(2 / Math.PI));
      return x.mul(inner.tanh().add(1)).mul(0.5);
    }
    return x.mul(x.mul(Math.sqrt(0.5)).erf().add(1)).mul(0.5);
  }

  @Override
  public String formula() {
    return "z (1 + erf(z / sqrt 2)) / 2";
  }

  @Override
  public String derivative() {
    return "a / z + z e^(-z^2 / 2) / sqrt(2 pi)";
  }

  @Override
  public Initializer.Fit fit() {
    return new Initializer.Fit(Initializer.Fit.Kind.HE, Math.sqrt(2));
  }
}
