package gradus.nn.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** All things of one sort by name, in the order of the source. */
public record Catalog<T>(String sort, List<Entry<T>> entries) {

  /** The names in order. */
  public List<String> names() {
    return entries.stream().map(Entry::name).toList();
  }

  /**
   * Reads {@code name}, {@code {name: value of the first setting}} or {@code {name: {setting:
   * value, ..}}}.
   *
   * @throws ConfigException if the name or a setting is wrong
   */
  public T read(Object tree, String path) {
    if (tree instanceof Map<?, ?> map) {
      if (map.size() != 1) {
        throw new ConfigException(
            path, "got " + map.keySet() + "; must be one " + sort + " with its settings");
      }
      Map.Entry<?, ?> only = map.entrySet().iterator().next();
      return read(String.valueOf(only.getKey()), only.getValue(), path);
    }
    return read(String.valueOf(tree), null, path);
  }

  T read(String name, Object given, String path) {
    return find(name, path).read(given, path.isEmpty() ? name : path + "." + name);
  }

  private Entry<T> find(String name, String path) {
    return entries.stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    path.isEmpty() ? name : path + "." + name,
                    "unknown " + sort + " '" + name + "'; " + Nearest.hint(name, names())));
  }

  /** The entry of a thing. */
  public Entry<T> entryOf(T thing) {
    return entries.stream()
        .filter(entry -> entry.type().isInstance(thing) && matches(entry, thing))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    thing.getClass().getSimpleName()
                        + " is not in the catalog of "
                        + sort
                        + "s; a "
                        + sort
                        + " of one's own can be used from Java, not in a run file"));
  }

  /** Several entries may share a type (an enum); then the one without settings that reads as it. */
  private boolean matches(Entry<T> entry, T thing) {
    return !(thing instanceof Enum<?>) || entry.read().apply(Settings.of()) == thing;
  }

  /** The thing as it stands in a run file; settings that have their default are left out. */
  public Object write(T thing) {
    Entry<T> entry = entryOf(thing);
    Map<String, Object> shown = shown(entry, thing);
    return shown.isEmpty() ? entry.name() : Map.of(entry.name(), brief(entry, shown));
  }

  /** The value of the first setting if that is all there is to say. */
  private static Object brief(Entry<?> entry, Map<String, Object> shown) {
    if (shown.size() != 1) {
      return shown;
    }
    Object only = shown.get(entry.settings().get(0).name());
    return only == null || only instanceof Map ? shown : only;
  }

  static <T> Map<String, Object> shown(Entry<T> entry, T thing) {
    Map<String, Object> values = entry.write().apply(thing).values();
    Map<String, Object> shown = new LinkedHashMap<>();
    for (Setting setting : entry.settings()) {
      Object value = tree(setting.kind(), values.get(setting.name()));
      Object fallback = setting.fallback() == null ? null : normal(setting);
      if (value != null && (setting.required() || !Objects.equals(value, fallback))) {
        shown.put(setting.name(), value);
      }
    }
    return shown;
  }

  private static Object normal(Setting setting) {
    return tree(setting.kind(), Kinds.check(setting.kind(), setting.fallback(), setting.name()));
  }

  private static Object tree(Setting.Kind kind, Object value) {
    if (value == null) {
      return null;
    }
    return switch (kind) {
      case Setting.Kind.Whole _ -> ((Number) value).longValue();
      case Setting.Kind.Number _ -> ((Number) value).doubleValue();
      case Setting.Kind.Flag _,
          Setting.Kind.Text _,
          Setting.Kind.Choice _,
          Setting.Kind.NumberMap _ ->
          value;
      case Setting.Kind.Wholes _, Setting.Kind.Numbers _ ->
          numbers(value, kind instanceof Setting.Kind.Wholes);
      case Setting.Kind.One k -> writeUnchecked(k.catalog().get(), value);
      case Setting.Kind.Many k -> list(k.catalog().get(), (List<?>) value);
      case Setting.Kind.Branches k -> {
        List<Object> branches = new ArrayList<>();
        ((List<?>) value)
            .forEach(branch -> branches.add(list(k.catalog().get(), (List<?>) branch)));
        yield branches;
      }
      case Setting.Kind.WordOrWholes _ -> value instanceof String ? value : numbers(value, true);
      case Setting.Kind.Texts _ -> {
        List<?> texts = (List<?>) value;
        yield texts.isEmpty() ? null : texts.size() == 1 ? texts.get(0) : texts;
      }
      case Setting.Kind.Parts k ->
          ((List<?>) value).stream().map(part -> shownUnchecked(k.entry().get(), part)).toList();
      case Setting.Kind.Part k -> brief(k.entry().get(), shownUnchecked(k.entry().get(), value));
      case Setting.Kind.Array _ -> value;
    };
  }

  private static Object numbers(Object value, boolean whole) {
    List<Object> list = new ArrayList<>();
    if (value instanceof int[] ints) {
      for (int v : ints) {
        list.add((long) v);
      }
    } else if (value instanceof double[] doubles) {
      for (double v : doubles) {
        list.add(v);
      }
    } else {
      ((List<?>) value)
          .forEach(
              v ->
                  list.add(whole ? (Object) ((Number) v).longValue() : ((Number) v).doubleValue()));
    }
    return list.size() == 1 ? list.get(0) : list;
  }

  private static List<Object> list(Catalog<?> catalog, List<?> things) {
    List<Object> trees = new ArrayList<>();
    things.forEach(thing -> trees.add(writeUnchecked(catalog, thing)));
    return trees;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> shownUnchecked(Entry<?> entry, Object thing) {
    return shown((Entry<Object>) entry, thing);
  }

  @SuppressWarnings("unchecked")
  private static Object writeUnchecked(Catalog<?> catalog, Object thing) {
    return ((Catalog<Object>) catalog).write(thing);
  }
}
