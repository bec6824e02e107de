package gradus.bench.ward;

import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.tensor.Key;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.ParameterSpec;
import gradus.nn.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The layers with weights of a model, counted from input to output. Layers without weights (and
 * norms) count as the layer with weights before them.
 */
final class LayerOrder {
  private final Map<String, Integer> positions = new HashMap<>();

  private LayerOrder() {}

  /** Of a model for examples of a shape. */
  static LayerOrder of(Layer model, Shape example) {
    LayerOrder order = new LayerOrder();
    Tensor x = Tensor.input("x", Shape.of(2).plus(example.sizes()), DType.F32);
    Trace trace = Trace.of(model, x, true, Key.of(0, 0));
    List<String> weights = new ArrayList<>();
    for (ParameterSpec spec : trace.specs()) {
      if (spec.shape().rank() >= 2) {
        weights.add(spec.name());
      }
    }
    int running = 0;
    for (Trace.Application application : trace.applications()) {
      int first = within(weights, application.path());
      for (int i = 0; i < weights.size(); i++) {
        if (weights.get(i).startsWith(application.path() + ".")) {
          first = first < 0 ? i : first;
          running = Math.max(running, i);
        }
      }
      order.positions.put(application.path(), first < 0 ? running : first);
    }
    return order;
  }

  /** The number of the layer that a path belongs to as its activation; -1 if to none. */
  private static int within(List<String> weights, String path) {
    String outer = path.substring(0, Math.max(0, path.lastIndexOf('.'))) + ".";
    for (int i = 0; i < weights.size(); i++) {
      String weight = weights.get(i);
      if (weight.startsWith(outer) && weight.indexOf('.', outer.length()) < 0) {
        return i;
      }
    }
    return -1;
  }

  /** The number of a layer or parameter by its path; empty if it is not of this model. */
  OptionalInt position(String path) {
    for (String at = path.strip();
        !at.isEmpty();
        at = at.substring(0, Math.max(0, at.lastIndexOf('.')))) {
      Integer known = positions.get(at);
      if (known != null) {
        return OptionalInt.of(known);
      }
    }
    return OptionalInt.empty();
  }

  /**
   * How many layers lie between a found layer and the true ones; empty if one of them is unknown.
   *
   * @param truth paths, ranges {@code a..b}, several with {@code |}
   */
  OptionalInt distance(String truth, String found) {
    OptionalInt at = position(found);
    OptionalInt best = OptionalInt.empty();
    if (at.isEmpty()) {
      return at;
    }
    for (String part : truth.split("[|;]")) {
      int dots = part.indexOf("..");
      OptionalInt from = position(dots < 0 ? part : part.substring(0, dots));
      OptionalInt to = dots < 0 ? from : position(part.substring(dots + 2));
      if (from.isPresent() && to.isPresent()) {
        int low = from.getAsInt() - at.getAsInt();
        int high = at.getAsInt() - to.getAsInt();
        int distance = Math.max(0, Math.max(low, high));
        if (best.isEmpty() || distance < best.getAsInt()) {
          best = OptionalInt.of(distance);
        }
      }
    }
    return best;
  }
}
