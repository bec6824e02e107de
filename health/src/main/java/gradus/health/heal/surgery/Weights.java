package gradus.health.heal.surgery;

import gradus.core.ir.Data;
import gradus.core.shape.Shape;
import gradus.core.tensor.Key;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Trace;
import gradus.nn.activation.Activation;
import gradus.nn.activation.Activations;
import gradus.nn.layer.Dense;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The values of a model by name, under the knife. */
final class Weights {
  private static final Set<String> POSITIVE = Set.of("relu", "leaky_relu");
  private final Layer model;
  private final Tensor examples;
  private final Map<String, Data> values;

  /**
   * Values of a model.
   *
   * @param values by names with {@code value:} in front; not changed
   */
  Weights(Layer model, Tensor examples, Map<String, Data> values) {
    this.model = model;
    this.examples = examples;
    this.values = new LinkedHashMap<>(values);
  }

  /** The values as they are now. */
  Map<String, Data> values() {
    return values;
  }

  float[] get(String name) {
    return Tensor.of(values.get("value:" + name)).toFloats();
  }

  boolean has(String name) {
    return values.containsKey("value:" + name);
  }

  Shape shape(String name) {
    return values.get("value:" + name).shape();
  }

  void set(String name, float[] numbers) {
    values.put("value:" + name, Data.floats(shape(name), numbers));
  }

  void times(String name, double factor) {
    if (has(name)) {
      float[] numbers = get(name);
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (float) (numbers[i] * factor);
      }
      set(name, numbers);
    }
  }

  /** What each layer does with the examples, as it does when it is not trained. */
  List<Trace.Application> applications() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    values.forEach((name, data) -> tensors.put(name.replaceFirst("^value:", ""), Tensor.of(data)));
    return Trace.of(model, examples, false, Key.of(0, 0), tensors).applications();
  }

  /**
   * Two dense layers with nothing but a function between them for which {@code f(c x) = c f(x)}, c
   * above 0.
   *
   * @param output what the second one reads
   */
  record Link(String first, String second, Tensor output) {}

  /** All such pairs in order. */
  List<Link> links() {
    List<Link> links = new ArrayList<>();
    String before = null;
    for (Trace.Application each : applications()) {
      if (each.layer() instanceof Dense dense) {
        if (before != null) {
          links.add(new Link(before, each.path(), each.input()));
        }
        boolean fits = dense.activation() == null || isPositive(dense.activation());
        before = fits && each.input().shape().rank() == 2 ? each.path() : null;
      } else if (each.layer() instanceof Activation activation) {
        boolean inside = each.path().contains(".");
        before = inside || isPositive(activation) ? before : null;
      } else if (!each.layer().title().equals("dropout")) {
        before = null;
      }
    }
    return links;
  }

  private static boolean isPositive(Activation activation) {
    return POSITIVE.contains(Activations.CATALOG.entryOf(activation).name());
  }
}
