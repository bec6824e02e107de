package gradus.nn.activation;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import gradus.nn.init.Constant;
import gradus.nn.init.Initializer;
import java.util.List;

/**
 * {@code y = x} above 0, else {@code alpha x} with a learned {@code alpha} for each channel (the
 * last axis), or one for all; derivative {@code alpha} at 0. Parameter {@code alpha [channels]} or
 * {@code [1]} (He et al. 2015).
 *
 * @param initial the first value of alpha
 * @param shared whether all channels share one alpha
 */
public record Prelu(double initial, boolean shared) implements Activation {
  /** Its line in the catalog. */
  public static final Entry<Activation> ENTRY =
      Entry.of(
          "prelu",
          Prelu.class,
          "ReLU with a learned slope below 0",
          List.of(
              Setting.number(
                  "initial",
                  Double.NEGATIVE_INFINITY,
                  Double.POSITIVE_INFINITY,
                  0.25,
                  "first slope below 0"),
              Setting.flag("shared", false, "one slope for all channels")),
          s -> new Prelu(s.number("initial"), s.flag("shared")),
          a -> Settings.of("initial", a.initial(), "shared", a.shared()));

  /** With the usual settings. */
  public static Prelu of() {
    return new Prelu(0.25, false);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    Shape shape = Shape.of(shared ? 1 : x.size(-1));
    Tensor alpha = scope.parameter("alpha", shape, new Constant(initial));
    return x.lessEqual(0).where(x.mul(alpha), x);
  }

  @Override
  public String formula() {
    return "z if z > 0, else alpha z";
  }

  @Override
  public String derivative() {
    return "1 if z > 0, else alpha";
  }

  @Override
  public Initializer.Fit fit() {
    return new Initializer.Fit(Initializer.Fit.Kind.HE, Math.sqrt(2 / (1 + initial * initial)));
  }
}
