package gradus.bench.ward;

import gradus.train.run.RunFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.json.JsonMapper;

/** The tree of a run file while it is being written or changed. */
final class Sheet {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final Map<String, Object> tree;

  private Sheet(Map<String, Object> tree) {
    this.tree = tree;
  }

  /** An empty one. */
  static Sheet empty() {
    return new Sheet(new LinkedHashMap<>());
  }

  /** That of a run file, its defaults left out. */
  static Sheet of(RunFile run) {
    return new Sheet(map(deep(run.toTree())));
  }

  /** One that can be changed without changing this. */
  Sheet copy() {
    return new Sheet(map(deep(tree)));
  }

  /** Settings by name: {@code thing("rate", 0.1, "momentum", 0.9)}. */
  static Map<String, Object> thing(Object... settings) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      map.put((String) settings[i], settings[i + 1]);
    }
    return map;
  }

  /** Sets what stands at a path of names; null takes it away. */
  Sheet set(String path, Object value) {
    String[] names = path.split("\\.");
    Map<String, Object> at = tree;
    for (int i = 0; i < names.length - 1; i++) {
      at = map(at.computeIfAbsent(names[i], _ -> new LinkedHashMap<>()));
    }
    if (value == null) {
      at.remove(names[names.length - 1]);
    } else {
      at.put(names[names.length - 1], value);
    }
    return this;
  }

  /** What stands at a path of names; null if nothing. */
  Object get(String path) {
    Object at = tree;
    for (String name : path.split("\\.")) {
      at = at instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return at;
  }

  /** The layers, which can be changed. */
  List<Object> model() {
    return list(tree.computeIfAbsent("model", _ -> new ArrayList<>()));
  }

  /** The name of a layer in the model: {@code dense}. */
  static String name(Object layer) {
    return layer instanceof Map<?, ?> map
        ? (String) map.keySet().iterator().next()
        : String.valueOf(layer);
  }

  /** The settings of all layers with weights, from input to output; they can be changed. */
  List<Map<String, Object>> weighted() {
    List<Map<String, Object>> found = new ArrayList<>();
    collect(model(), found);
    return found;
  }

  private static void collect(List<Object> layers, List<Map<String, Object>> found) {
    for (Object layer : layers) {
      if (layer instanceof Map<?, ?> map) {
        String name = name(layer);
        Object settings = map.get(name);
        if (name.equals("dense") || name.equals("conv2d")) {
          if (!(settings instanceof Map)) {
            settings = thing(name.equals("dense") ? "units" : "filters", settings);
            map(layer).put(name, settings);
          }
          found.add(map(settings));
        } else if (settings instanceof List) {
          collect(list(settings), found);
        } else if (settings instanceof Map<?, ?> inner && inner.get("layers") instanceof List) {
          collect(list(inner.get("layers")), found);
        }
      }
    }
  }

  /** Takes away all layers of some names, wherever they stand. */
  Sheet without(Predicate<String> names) {
    remove(model(), names);
    return this;
  }

  private static void remove(List<Object> layers, Predicate<String> names) {
    layers.removeIf(layer -> names.test(name(layer)));
    for (Object layer : layers) {
      if (layer instanceof Map<?, ?> map && map.get(name(layer)) instanceof List<?> inner) {
        remove(list(inner), names);
      }
    }
  }

  /** As the text of a run file, in its usual form. */
  String yaml() {
    return RunFile.parse(JSON.writeValueAsString(tree), "ward", List.of()).toYaml();
  }

  private static Object deep(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, inner) -> copy.put((String) key, deep(inner)));
        yield copy;
      }
      case List<?> list -> {
        List<Object> copy = new ArrayList<>();
        list.forEach(item -> copy.add(deep(item)));
        yield copy;
      }
      case null -> null;
      default -> value;
    };
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  static List<Object> list(Object value) {
    return (List<Object>) value;
  }
}
