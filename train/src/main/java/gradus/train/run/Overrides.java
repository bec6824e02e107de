package gradus.train.run;

import gradus.nn.config.Catalog;
import gradus.nn.config.ConfigException;
import gradus.nn.config.Entry;
import gradus.nn.config.Nearest;
import gradus.nn.config.Setting;
import gradus.nn.config.Setting.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings given beside a run file: {@code optimizer.adam.rate=1e-3}, {@code
 * model[0].dense.units=3}. A path is walked along the catalogs, so that short forms are understood
 * ({@code dense: 10} becomes {@code dense: {units: 10}} when another of its settings is set), and a
 * wrong word is answered with the nearest right one. Nothing or {@code null} as value takes a
 * setting back to its default.
 */
final class Overrides {
  private static final Pattern STEP = Pattern.compile("\\[(\\d{1,6})]|\\.?([^.\\[\\]=]+)");

  private final String given;
  private final List<String> steps = new ArrayList<>();
  private final Object value;

  private Overrides(String given) {
    this.given = given;
    int equals = given.indexOf('=');
    if (equals < 1) {
      throw fail("", "must be a path, '=' and a value, for example train.epochs=5");
    }
    String path = given.substring(0, equals).strip();
    Matcher matcher = STEP.matcher(path);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      steps.add(matcher.group(1) == null ? matcher.group(2) : "[" + matcher.group(1) + "]");
      end = matcher.end();
    }
    if (end != path.length()) {
      throw fail("", "got the path '" + path + "'; must be like model[0].dense.units");
    }
    this.value = YamlTree.value(given.substring(equals + 1).strip(), place());
  }

  /** The tree with all overrides, in order; their places are noted. */
  static Map<String, Object> apply(YamlTree.Parsed parsed, List<String> overrides) {
    Object root = parsed.root();
    for (String given : overrides) {
      Overrides override = new Overrides(given);
      root = override.applied(root);
      parsed.places().override(override.path(override.steps.size()), override.place());
    }
    Map<String, Object> map = new LinkedHashMap<>();
    ((Map<?, ?>) root).forEach((key, value) -> map.put((String) key, value));
    return map;
  }

  private Object applied(Object root) {
    try {
      return set(RunFileEntry.ENTRY, root, 0);
    } catch (ConfigException e) {
      throw fail(e.path(), e.problem());
    }
  }

  private Object set(Kind kind, Object old, int at) {
    if (at == steps.size()) {
      return value;
    }
    return switch (kind) {
      case Kind.Part k -> set(k.entry().get(), old, at);
      case Kind.One k -> set(k.catalog().get(), old, at);
      case Kind.Many k -> many(k.catalog().get(), old, at);
      case Kind.Branches k -> item(new Kind.Many(k.catalog()), old, at);
      case Kind.Parts k -> item(new Kind.Part(k.entry()), old, at);
      case Kind.Wholes _, Kind.Numbers _, Kind.Texts _, Kind.WordOrWholes _, Kind.Array _ ->
          item(kind, old, at);
      case Kind.NumberMap _ -> {
        Map<String, Object> map = copy(old);
        map.put(steps.get(at), set(new Kind.Numbers(), map.get(steps.get(at)), at + 1));
        yield map;
      }
      case Kind.Whole _, Kind.Number _, Kind.Flag _, Kind.Text _, Kind.Choice _ ->
          throw new ConfigException(
              path(at), "is a single value; it has no '" + steps.get(at) + "'");
    };
  }

  private Object set(Entry<?> entry, Object old, int at) {
    String name = steps.get(at);
    List<String> names = entry.settings().stream().map(Setting::name).toList();
    if (!names.contains(name)) {
      throw new ConfigException(
          path(at), "unknown setting '" + name + "'; " + Nearest.hint(name, names));
    }
    Map<String, Object> map = new LinkedHashMap<>();
    if (old instanceof Map) {
      map = copy(old);
    } else if (old != null) {
      map.put(names.getFirst(), old);
    }
    Setting setting = entry.settings().get(names.indexOf(name));
    map.put(name, set(setting.kind(), map.get(name), at + 1));
    return map;
  }

  private Object set(Catalog<?> catalog, Object old, int at) {
    Entry<?> entry = entry(catalog, at);
    Map<String, Object> map = new LinkedHashMap<>();
    if (old instanceof Map) {
      map = copy(old);
    } else if (old != null) {
      map.put(String.valueOf(old), null);
    }
    if (!map.isEmpty() && !map.containsKey(entry.name())) {
      throw new ConfigException(
          path(at),
          "is '%s', not '%s'; set %s.%s, or replace all of it by %s=%s"
              .formatted(
                  String.join(", ", map.keySet()),
                  entry.name(),
                  path(at),
                  map.keySet().iterator().next(),
                  path(at),
                  entry.name()));
    }
    return put(map, entry, at);
  }

  private Object many(Catalog<?> catalog, Object old, int at) {
    if (steps.get(at).startsWith("[")) {
      return item(new Kind.One(() -> catalog), old, at);
    }
    if (old instanceof List<?> list) {
      throw new ConfigException(
          path(at),
          "is a list of %d; name the one by its number, for example %s[0].%s"
              .formatted(list.size(), path(at), steps.get(at)));
    }
    Map<String, Object> map = new LinkedHashMap<>();
    if (old instanceof Map) {
      map = copy(old);
    } else if (old != null) {
      map.put(String.valueOf(old), null);
    }
    return put(map, entry(catalog, at), at);
  }

  private Map<String, Object> put(Map<String, Object> map, Entry<?> entry, int at) {
    Object old = map.get(entry.name());
    map.put(entry.name(), at + 1 == steps.size() ? value : set(entry, old, at + 1));
    return map;
  }

  private Entry<?> entry(Catalog<?> catalog, int at) {
    String name = steps.get(at);
    for (Entry<?> entry : catalog.entries()) {
      if (entry.name().equals(name)) {
        return entry;
      }
    }
    throw new ConfigException(
        path(at),
        "unknown %s '%s'; %s".formatted(catalog.sort(), name, Nearest.hint(name, catalog.names())));
  }

  /** Sets an item of a list; the kind is that of the item, or takes lists itself. */
  private Object item(Kind kind, Object old, int at) {
    List<Object> list = new ArrayList<>(old instanceof List<?> many ? many : List.of());
    if (old != null && list.isEmpty() && !(old instanceof Map)) {
      list.add(old);
    }
    String step = steps.get(at);
    int number = step.startsWith("[") ? Integer.parseInt(step.substring(1, step.length() - 1)) : -1;
    if (number < 0 || number >= list.size()) {
      throw new ConfigException(
          path(at), "got '%s'; it has %d items, counted from [0]".formatted(step, list.size()));
    }
    list.set(number, set(kind, list.get(number), at + 1));
    return list;
  }

  private static Map<String, Object> copy(Object old) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (old instanceof Map<?, ?> known) {
      known.forEach((key, value) -> map.put(String.valueOf(key), value));
    }
    return map;
  }

  /** The path of the first so many steps. */
  private String path(int count) {
    return String.join(".", steps.subList(0, count)).replace(".[", "[");
  }

  private String place() {
    return "--set " + given;
  }

  private RunFileException fail(String path, String problem) {
    return new RunFileException(place(), 0, path, problem);
  }
}
