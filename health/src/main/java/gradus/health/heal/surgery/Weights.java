package gradus.health.heal.surgery;

import static java.util.stream.Collectors.toSet;

import gradus.core.ir.Data;
import gradus.core.shape.Shape;
import gradus.core.tensor.Key;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Trace;
import gradus.nn.activation.Activation;
import gradus.nn.activation.Activations;
import gradus.nn.layer.Conv1d;
import gradus.nn.layer.Conv2d;
import gradus.nn.layer.Conv3d;
import gradus.nn.layer.Dense;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The values of a model by name, under the knife. */
final class Weights {
  private static final Set<String> POSITIVE = Set.of("relu", "leaky_relu");

  /** Layers that take each channel for itself, and double what they give if their input doubles. */
  private static final Set<String> CHANNELWISE =
      Set.of(
          "dropout",
          "spatial_dropout",
          "flatten",
          "max_pool",
          "avg_pool",
          "global_max_pool",
          "global_avg_pool");

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

  /** The name of a layer's weights, whose last axes are what comes in and what goes out. */
  String weight(String path) {
    return path + (has(path + ".kernel") ? ".kernel" : ".weight");
  }

  /** How many numbers each output of a layer sums. */
  int inputs(String path) {
    Shape shape = shape(weight(path));
    return shape.count() / shape.size(-1);
  }

  /**
   * Two dense layers or convolutions with nothing between them but what takes each channel for
   * itself and for which {@code f(c x) = c f(x)}, c above 0.
   *
   * @param channels what goes out of the first; in {@code output} and in the inputs of the second
   *     they follow one another, over and over
   * @param output what the second one reads
   */
  record Link(String first, String second, int channels, Tensor output) {}

  /** All such pairs in order. */
  List<Link> links() {
    List<Link> links = new ArrayList<>();
    List<Trace.Application> all = applications();
    Set<String> weighted =
        all.stream().filter(Weights::linear).map(Trace.Application::path).collect(toSet());
    Trace.Application before = null;
    for (Trace.Application each : all) {
      String parent = parent(each.path());
      if (weighted.contains(parent)) {
        continue; // the layer's own activation
      }
      // Another way may lead past what is inside of a layer.
      if (before != null && !parent(before.path()).equals(parent)) {
        before = null;
      }
      if (linear(each)) {
        if (before != null) {
          links.add(new Link(before.path(), each.path(), before.output().size(-1), each.input()));
        }
        before = isPositive(activation(each.layer())) ? each : null;
      } else if (!(each.layer() instanceof Activation activation && isPositive(activation))
          && !CHANNELWISE.contains(each.layer().title())) {
        before = null;
      }
    }
    return links;
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('.')));
  }

  private static boolean linear(Trace.Application each) {
    return switch (each.layer()) {
      case Dense _ -> true;
      case Conv1d conv -> conv.spec().groups() == 1;
      case Conv2d conv -> conv.spec().groups() == 1;
      case Conv3d conv -> conv.spec().groups() == 1;
      default -> false;
    };
  }

  private static Activation activation(Layer layer) {
    return switch (layer) {
      case Dense dense -> dense.activation();
      case Conv1d conv -> conv.spec().activation();
      case Conv2d conv -> conv.spec().activation();
      case Conv3d conv -> conv.spec().activation();
      default -> null;
    };
  }

  private static boolean isPositive(Activation activation) {
    return activation == null || POSITIVE.contains(Activations.CATALOG.entryOf(activation).name());
  }
}
