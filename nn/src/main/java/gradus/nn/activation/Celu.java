package gradus.nn.activation;

import gradus.core.tensor.Tensor;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import gradus.nn.init.Initializer;
import java.util.List;

/**
 * {@code y = x} above 0, else {@code alpha (e^(x / alpha) - 1)}; derivative 1 at 0 (Barron 2017).
 *
 * @param alpha minus the limit far below 0
 */
public record Celu(double alpha) implements Activation {
  /** Its line in the catalog. */
  public static final Entry<Activation> ENTRY =
      Entry.of(
          "celu",
          Celu.class,
          "x above 0, alpha (e^(x / alpha) - 1) below",
          List.of(
              Setting.number(
                  "alpha",
                  Double.MIN_VALUE,
                  Double.POSITIVE_INFINITY,
                  1,
                  "limit at minus infinity, negated")),
          s -> new Celu(s.number("alpha")),
          a -> Settings.of("alpha", a.alpha()));

  /** With the usual settings. */
  public static Celu of() {
    return new Celu(1);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    return x.lessEqual(0).where(Pieces.negative(x).div(alpha).expm1().mul(alpha), x);
  }

  @Override
  public String formula() {
    return "z if z > 0, else alpha (e^(z / alpha) - 1)";
  }

  @Override
  public String derivative() {
    return "1 if z > 0, else e^(z / alpha)";
  }

  @Override
  public Initializer.Fit fit() {
    return new Initializer.Fit(Initializer.Fit.Kind.HE, Math.sqrt(2));
  }
}
