package gradus.nn.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks values as they come from a file against what a setting takes. */
final class Kinds {
  private Kinds() {}

  static Object check(Setting.Kind kind, Object raw, String path) {
    return switch (kind) {
      case Setting.Kind.Whole k -> whole(raw, k.low(), path);
      case Setting.Kind.Number k -> number(raw, k.low(), k.high(), path);
      case Setting.Kind.Flag _ -> {
        if (raw instanceof Boolean flag) {
          yield flag;
        }
        throw wrong(path, raw, "true or false");
      }
      case Setting.Kind.Text _ -> text(raw, path);
      case Setting.Kind.Choice k -> {
        String word = String.valueOf(raw);
        if (!k.words().contains(word)) {
          throw new ConfigException(path, "got '" + word + "'; " + Nearest.hint(word, k.words()));
        }
        yield word;
      }
      case Setting.Kind.Wholes k -> each(raw, path, (v, at) -> whole(v, k.low(), at));
      case Setting.Kind.Numbers _ ->
          each(
              raw,
              path,
              (v, at) -> number(v, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, at));
      case Setting.Kind.One k -> k.catalog().get().read(raw, path);
      case Setting.Kind.Many k -> many(k.catalog().get(), raw, path);
      case Setting.Kind.Branches k ->
          each(list(raw, path), path, (v, at) -> many(k.catalog().get(), v, at));
      case Setting.Kind.NumberMap _ -> numberMap(raw, path);
      case Setting.Kind.WordOrWholes k -> {
        if (k.words().contains(raw)) {
          yield raw;
        }
        if (raw instanceof String word) {
          throw wrong(path, raw, Nearest.hint(word, k.words()) + " or whole numbers");
        }
        yield each(raw, path, (v, at) -> whole(v, k.low(), at));
      }
      case Setting.Kind.Texts _ -> each(raw, path, Kinds::text);
      case Setting.Kind.Parts k ->
          each(list(raw, path), path, (v, at) -> part(k.entry().get(), v, at));
      case Setting.Kind.Part k -> k.entry().get().read(raw, path);
      case Setting.Kind.Array _ -> {
        Object array = array(raw, path);
        sizes(array, path);
        yield array;
      }
    };
  }

  private static String text(Object raw, String path) {
    if (raw == null || raw instanceof Map || raw instanceof List) {
      throw wrong(path, raw, "a text");
    }
    return String.valueOf(raw);
  }

  private static Object array(Object raw, String path) {
    return raw instanceof List<?> ? each(raw, path, Kinds::array) : finite(raw, path);
  }

  private static Double finite(Object raw, String path) {
    return number(raw, -Double.MAX_VALUE, Double.MAX_VALUE, path);
  }

  /** The sizes of nested lists, which must be as long as their neighbours. */
  private static List<Integer> sizes(Object array, String path) {
    if (!(array instanceof List<?> list)) {
      return List.of();
    }
    List<Integer> sizes = new ArrayList<>(List.of(list.size()));
    for (int i = 0; i < list.size(); i++) {
      List<Integer> inner = sizes(list.get(i), path + "[" + i + "]");
      if (i == 0) {
        sizes.addAll(inner);
      } else if (!inner.equals(sizes.subList(1, sizes.size()))) {
        throw new ConfigException(
            path + "[" + i + "]",
            "got sizes " + inner + "; must be " + sizes.subList(1, sizes.size()) + " as before it");
      }
    }
    return sizes;
  }

  private static <T> T part(Entry<T> entry, Object raw, String path) {
    if (raw instanceof Map<?, ?> map) {
      return entry.build(map, path);
    }
    throw wrong(path, raw, "a map with " + entry.settings().stream().map(Setting::name).toList());
  }

  private static List<Object> many(Catalog<?> catalog, Object raw, String path) {
    if (raw instanceof List<?>) {
      return each(raw, path, catalog::read);
    }
    if (raw instanceof Map<?, ?> map) {
      List<Object> things = new ArrayList<>();
      map.forEach((name, given) -> things.add(catalog.read(String.valueOf(name), given, path)));
      return List.copyOf(things);
    }
    return List.of(catalog.read(raw, path));
  }

  private static Long whole(Object raw, long low, String path) {
    boolean whole =
        raw instanceof Long
            || raw instanceof Integer
            || (raw instanceof Double d && d == Math.rint(d));
    if (!whole) {
      throw wrong(path, raw, "a whole number");
    }
    long value = ((Number) raw).longValue();
    if (value < low) {
      throw new ConfigException(path, "got " + value + "; must be " + low + " or more");
    }
    return value;
  }

  private static Double number(Object raw, double low, double high, String path) {
    double value;
    if (raw instanceof Number given) {
      value = given.doubleValue();
    } else {
      try {
        value = Double.parseDouble(String.valueOf(raw));
      } catch (NumberFormatException e) {
        throw wrong(path, raw, "a number");
      }
    }
    if (!(value >= low && value <= high)) {
      throw new ConfigException(
          path, "got " + value + "; must be within [" + low + ", " + high + "]");
    }
    return value;
  }

  private static Map<String, Object> numberMap(Object raw, String path) {
    if (!(raw instanceof Map<?, ?> given)) {
      throw wrong(path, raw, "a map from names to numbers");
    }
    Map<String, Object> map = new LinkedHashMap<>();
    given.forEach(
        (key, value) ->
            map.put(
                String.valueOf(key),
                number(
                    value, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, path + "." + key)));
    return map;
  }

  private static List<?> list(Object raw, String path) {
    if (raw instanceof List<?> list) {
      return list;
    }
    throw wrong(path, raw, "a list");
  }

  private static List<Object> each(Object raw, String path, Check check) {
    List<?> given = raw instanceof List<?> list ? list : List.of(raw);
    List<Object> checked = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      checked.add(check.apply(given.get(i), raw instanceof List<?> ? path + "[" + i + "]" : path));
    }
    return List.copyOf(checked);
  }

  private interface Check {
    Object apply(Object value, String path);
  }

  private static ConfigException wrong(String path, Object raw, String expected) {
    return new ConfigException(path, "got '" + raw + "'; must be " + expected);
  }
}
