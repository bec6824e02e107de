package gradus.nn.activation;

import gradus.core.tensor.Tensor;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import gradus.nn.init.Initializer;
import java.util.List;

/**
 * {@code y = x} above 0, else {@code alpha (e^x - 1)}; derivative {@code alpha} at 0 (Clevert et
 * al. 2016).
 *
 * @param alpha minus the limit far below 0
 */
public record Elu(double alpha) implements Activation {
  /** Its line in the catalog. */
  public static final Entry<Activation> ENTRY =
      Entry.of(
          "elu",
          Elu.class,
          "x above 0, alpha (e^x - 1) below",
          List.of(
              Setting.number(
                  "alpha",
                  Double.NEGATIVE_INFINITY,
                  Double.POSITIVE_INFINITY,
                  1,
                  "limit at minus infinity, negated")),
          s -> new Elu(s.number("alpha")),
          a -> Settings.of("alpha", a.alpha()));

  /** With the usual settings. */
  public static Elu of() {
    return new Elu(1);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    return x.lessEqual(0).where(Pieces.negative(x).expm1().mul(alpha), x);
  }

  @Override
  public String formula() {
    return "z if z > 0, else alpha (e^z - 1)";
  }

  @Override
  public String derivative() {
    return "1 if z > 0, else a + alpha";
  }

  @Override
  public Initializer.Fit fit() {
    return new Initializer.Fit(Initializer.Fit.Kind.HE, Math.sqrt(2));
  }
}
