package gradus.health.why;

import gradus.nn.activation.Activations;
import gradus.nn.layer.Layers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What may be to blame, and how a run file looks without it. */
public enum Suspect {
  /**
   * Initializers and first biases that a layer names: taken away, so that each starts as fits its
   * activation.
   */
  SCALE("the scale of the initialization") {
    @Override
    void undo(Map<String, Object> run) {
      run.remove("init");
      each(run.get("model"), settings -> settings.keySet().removeAll(STARTS));
    }
  },
  /**
   * Activations that flatten: replaced by ReLU, in a recurrence by tanh; ReLU and its kin by the
   * identity.
   */
  SLOPE("the slope of the activations") {
    @Override
    void undo(Map<String, Object> run) {
      List<Object> model = layers(run);
      run.put("model", replaced(model.subList(0, Math.max(0, model.size() - 1)), model));
    }
  },
  /** Norms: taken away. */
  NORMALIZATION("normalization layers") {
    @Override
    void undo(Map<String, Object> run) {
      run.put("model", without(layers(run)));
    }
  },
  /** Inputs as they come: standardized. */
  INPUTS("the scale of the inputs") {
    @Override
    @SuppressWarnings("unchecked")
    void undo(Map<String, Object> run) {
      Map<String, Object> data = (Map<String, Object>) run.get("data");
      data.put("normalize", "standardize");
    }
  },
  /** The learning rate: a tenth of it, or ten times it, whichever does better alone. */
  RATE("the learning rate") {
    @Override
    void undo(Map<String, Object> run) {}
  };

  private static final Set<String> NORMS =
      Set.of("batch_norm", "layer_norm", "group_norm", "instance_norm", "rms_norm");
  private static final Set<String> STARTS =
      Set.of("initializer", "recurrent_initializer", "forget_bias");
  private static final Set<String> UNIT = Set.of("relu", "leaky_relu", "prelu", "identity");

  private final String words;

  Suspect(String words) {
    this.words = words;
  }

  /** In plain words. */
  public String words() {
    return words;
  }

  /** Changes the tree of a run file; leaves it as it is if there is nothing to undo. */
  abstract void undo(Map<String, Object> run);

  private interface Change {
    void of(Map<String, Object> settings);
  }

  @SuppressWarnings("unchecked")
  private static List<Object> layers(Map<String, Object> run) {
    Object model = run.get("model");
    return model instanceof List ? (List<Object>) model : new ArrayList<>(List.of(model));
  }

  /** All settings of layers, however deep. */
  @SuppressWarnings("unchecked")
  private static void each(Object part, Change change) {
    if (part instanceof List<?> list) {
      list.forEach(item -> each(item, change));
    } else if (part instanceof Map<?, ?> map) {
      change.of((Map<String, Object>) map);
      map.values().forEach(value -> each(value, change));
    }
  }

  /** The layers with other activations, up to the last one, which stays as it is. */
  private static List<Object> replaced(List<Object> hidden, List<Object> model) {
    List<Object> changed = new ArrayList<>();
    hidden.forEach(layer -> changed.add(other(layer)));
    changed.addAll(model.subList(hidden.size(), model.size()));
    return changed;
  }

  @SuppressWarnings("unchecked")
  private static Object other(Object part) {
    return switch (part) {
      case String word when Activations.CATALOG.names().contains(word) -> instead(word);
      case List<?> list -> {
        List<Object> changed = new ArrayList<>();
        list.forEach(item -> changed.add(other(item)));
        yield changed;
      }
      case Map<?, ?> map -> {
        Map<String, Object> changed = new LinkedHashMap<>();
        map.forEach(
            (key, value) -> {
              String name = (String) key;
              boolean activation = Activations.CATALOG.names().contains(name);
              if (name.equals("rnn") && value instanceof Map<?, ?> settings) {
                Map<String, Object> usual = new LinkedHashMap<>((Map<String, Object>) settings);
                usual.remove("activation");
                changed.put(name, usual);
              } else if (name.equals("activation")) {
                changed.put(name, value == null ? null : instead(word(value)));
              } else if (activation) {
                changed.put(instead(name), null);
              } else {
                changed.put(name, STARTS.contains(name) ? value : other(value));
              }
            });
        yield changed;
      }
      case null -> null;
      default -> part;
    };
  }

  private static String word(Object thing) {
    return thing instanceof Map<?, ?> map
        ? (String) map.keySet().iterator().next()
        : String.valueOf(thing);
  }

  private static String instead(String activation) {
    return UNIT.contains(activation) ? "identity" : "relu";
  }

  private static List<Object> without(List<Object> layers) {
    List<Object> left = new ArrayList<>();
    for (Object layer : layers) {
      String name = word(layer);
      if (NORMS.contains(name)) {
        continue;
      }
      if (layer instanceof Map<?, ?> map && Layers.CATALOG.names().contains(name)) {
        Map<String, Object> changed = new LinkedHashMap<>();
        map.forEach((key, value) -> changed.put((String) key, inner(value)));
        left.add(changed);
      } else {
        left.add(layer);
      }
    }
    return left.isEmpty() ? layers : left;
  }

  @SuppressWarnings("unchecked")
  private static Object inner(Object value) {
    if (value instanceof List<?> list
        && list.stream().allMatch(x -> x instanceof Map || x instanceof String)) {
      return without((List<Object>) list);
    }
    if (value instanceof Map<?, ?> map && map.get("layers") instanceof List<?> list) {
      Map<String, Object> changed = new LinkedHashMap<>((Map<String, Object>) map);
      changed.put("layers", without((List<Object>) list));
      return changed;
    }
    return value;
  }
}
