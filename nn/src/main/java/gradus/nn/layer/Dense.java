package gradus.nn.layer;

import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.Weighted;
import gradus.nn.activation.Activation;
import gradus.nn.activation.Activations;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import gradus.nn.init.Initializer;
import gradus.nn.init.Initializers;
import java.util.List;

/**
 * A fully connected layer, {@code y = f(x W + b)}, on the last axis: [.., in] to [.., units].
 * Parameters: {@code weight [in, units]}, {@code bias [units]}.
 *
 * @param units how many numbers it gives
 * @param activation f, or null for none
 * @param bias whether there is a b
 * @param initializer how the weight starts; null for what fits the activation that follows
 */
public record Dense(int units, Activation activation, boolean bias, Initializer initializer)
    implements Weighted {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "dense",
          Dense.class,
          "Fully connected: y = x W + b on the last axis",
          List.of(
              Setting.whole("units", "how many numbers it gives"),
              Setting.one("activation", () -> Activations.CATALOG, null, "what follows at once"),
              Setting.flag("bias", true, "add a learned number to each output"),
              Setting.one(
                  "initializer",
                  () -> Initializers.CATALOG,
                  null,
                  "how weights start; the default fits the activation")),
          s ->
              new Dense(
                  s.whole("units"),
                  s.one("activation", Activation.class),
                  s.flag("bias"),
                  s.one("initializer", Initializer.class)),
          l ->
              Settings.of(
                  "units",
                  l.units,
                  "activation",
                  l.activation,
                  "bias",
                  l.bias,
                  "initializer",
                  l.initializer));

  /** With a bias and without an activation. */
  public static Dense of(int units) {
    return new Dense(units, null, true, null);
  }

  /** With an activation. */
  public Dense activation(Activation activation) {
    return new Dense(units, activation, bias, initializer);
  }

  /** Without a bias, as before a norm. */
  public Dense withoutBias() {
    return new Dense(units, activation, false, initializer);
  }

  /** With an initializer of its weight. */
  public Dense initializer(Initializer initializer) {
    return new Dense(units, activation, bias, initializer);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    if (x.shape().rank() < 2) {
      throw new ShapeException("got " + x.shape() + "; must be [batch, .., features]");
    }
    Shape shape = Shape.of(x.size(-1), units);
    Tensor weight = Ending.weight(scope, "weight", shape, initializer, activation);
    return Ending.of(x.floats().matmul(weight), scope, bias, activation);
  }
}
