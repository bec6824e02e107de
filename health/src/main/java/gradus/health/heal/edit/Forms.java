package gradus.health.heal.edit;

import gradus.nn.config.Catalog;
import gradus.nn.config.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The forms in which a thing stands in the tree of a run file: {@code relu}, {@code dense: 10} and
 * {@code dense: {units: 10}}. The long form is always a map of one name to a map of settings.
 */
public final class Forms {
  private Forms() {}

  /** A map of names and values in turn, in order. */
  public static Map<String, Object> map(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }

  /** A thing in long form. */
  public static Map<String, Object> thing(String name, Object... settingsAndValues) {
    return map(name, map(settingsAndValues));
  }

  /** The long form of a thing of a catalog; a copy that can be changed. */
  static Map<String, Object> expanded(Object given, Catalog<?> catalog) {
    if (!(given instanceof Map<?, ?> map)) {
      return map(String.valueOf(given), map());
    }
    Map.Entry<?, ?> only = map.entrySet().iterator().next();
    String name = String.valueOf(only.getKey());
    Object settings = copy(only.getValue());
    return map(
        name,
        settings == null
            ? map()
            : settings instanceof Map ? settings : map(first(catalog, name), settings));
  }

  private static String first(Catalog<?> catalog, String name) {
    for (Entry<?> entry : catalog.entries()) {
      if (entry.name().equals(name)) {
        return entry.settings().getFirst().name();
      }
    }
    throw new IllegalArgumentException("unknown " + catalog.sort() + " '" + name + "'");
  }

  /** The name of a thing in any form; "" of nothing. */
  public static String name(Object thing) {
    return thing == null
        ? ""
        : thing instanceof Map<?, ?> map
            ? String.valueOf(map.keySet().iterator().next())
            : String.valueOf(thing);
  }

  /** A deep copy whose maps and lists can be changed. */
  static Object copy(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, inner) -> copy.put(String.valueOf(key), copy(inner)));
        yield copy;
      }
      case List<?> list -> {
        List<Object> copy = new ArrayList<>();
        list.forEach(inner -> copy.add(copy(inner)));
        yield copy;
      }
      case null, default -> value;
    };
  }

  /** A map inside a tree, whose values can be changed. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> changeable(Object map) {
    return (Map<String, Object>) map;
  }

  /** A list inside a tree, whose items can be changed. */
  @SuppressWarnings("unchecked")
  static List<Object> items(Object list) {
    return (List<Object>) list;
  }
}
