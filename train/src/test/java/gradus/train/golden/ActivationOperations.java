package gradus.train.golden;

import static gradus.train.golden.Operation.y;

import gradus.core.shape.Shape;
import gradus.core.tensor.Key;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Trace;
import gradus.nn.activation.Activation;
import gradus.nn.activation.Activations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Activations, read as from a run file. */
final class ActivationOperations {
  private ActivationOperations() {}

  static Map<String, Operation> table() {
    Map<String, Operation> table = new LinkedHashMap<>();
    for (String name :
        List.of(
            "relu",
            "sigmoid",
            "tanh",
            "selu",
            "silu",
            "mish",
            "hard_sigmoid",
            "hard_swish",
            "softsign",
            "relu6",
            "log_sigmoid")) {
      table.put(name, activation(name, Map.of()));
    }
    table.put("leaky_relu", activation("leaky_relu", Map.of("slope", "slope")));
    table.put("elu", activation("elu", Map.of("alpha", "alpha")));
    table.put("celu", activation("celu", Map.of("alpha", "alpha")));
    table.put("hard_tanh", activation("hard_tanh", Map.of("low", "min", "high", "max")));
    table.put("softplus", activation("softplus", Map.of("beta", "beta", "threshold", "threshold")));
    table.put("softmax", activation("softmax", Map.of("axis", "axis")));
    table.put("log_softmax", activation("log_softmax", Map.of("axis", "axis")));
    table.put("glu", activation("glu", Map.of("axis", "axis")));
    table.put(
        "gelu",
        y(
            a ->
                apply(
                    "gelu",
                    Map.of("approximate", a.config().text("approximate").equals("tanh")),
                    a)));
    table.put(
        "prelu",
        y(a -> apply("prelu", Map.of("shared", a.get("alpha").shape().equals(Shape.of(1))), a)));
    return table;
  }

  /** The settings by their names in a run file and in the goldens. */
  private static Operation activation(String name, Map<String, String> settings) {
    return y(
        a -> {
          Map<String, Object> values = new LinkedHashMap<>();
          settings.forEach((ours, theirs) -> values.put(ours, a.config().number(theirs)));
          return apply(name, values, a);
        });
  }

  private static Tensor apply(String name, Map<String, Object> settings, Arguments a) {
    Activation activation = Activations.CATALOG.read(Map.of(name, settings), "activation");
    return trace(activation, a, true).output();
  }

  /** A layer applied to the input {@code x}, with all else as its parameters and states. */
  static Trace trace(Layer layer, Arguments a, boolean training) {
    return Trace.of(layer, a.get("x"), training, Key.of(1, 1), a.all());
  }
}
