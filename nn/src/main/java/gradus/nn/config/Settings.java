package gradus.nn.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The checked settings of one entry: every declared name has a value of its kind, or null. */
public final class Settings {
  private final Map<String, Object> values;

  private Settings(Map<String, Object> values) {
    this.values = values;
  }

  /** Names and values in turn, for writing a record back. */
  public static Settings of(Object... namesAndValues) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Settings(values);
  }

  /** These and one more. */
  public Settings with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new Settings(more);
  }

  /** Reads and checks the values of a map by the declared settings. */
  static Settings read(List<Setting> declared, Map<?, ?> given, String path) {
    List<String> names = declared.stream().map(Setting::name).toList();
    for (Object key : given.keySet()) {
      if (!names.contains(String.valueOf(key))) {
        throw new ConfigException(
            path.isEmpty() ? String.valueOf(key) : path + "." + key,
            "unknown setting '" + key + "'; " + Nearest.hint(String.valueOf(key), names));
      }
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (Setting setting : declared) {
      String at = path.isEmpty() ? setting.name() : path + "." + setting.name();
      Object value = given.get(setting.name());
      if (value == null && setting.required()) {
        throw new ConfigException(
            path, "setting '" + setting.name() + "' is missing (" + setting.help() + ")");
      }
      Object raw = value == null ? setting.fallback() : value;
      values.put(setting.name(), raw == null ? null : Kinds.check(setting.kind(), raw, at));
    }
    return new Settings(values);
  }

  /** The values by name, in order. */
  public Map<String, Object> values() {
    return values;
  }

  /** Whether a setting has a value. */
  public boolean has(String name) {
    return values.get(name) != null;
  }

  /** A whole number. */
  public int whole(String name) {
    return narrow(name, (Long) values.get(name));
  }

  private static int narrow(String name, long value) {
    if (value != (int) value) {
      throw new IllegalArgumentException(name + ": got " + value + "; must fit in 32 bits");
    }
    return (int) value;
  }

  /** A whole number of 64 bits. */
  public long large(String name) {
    return (Long) values.get(name);
  }

  /** A number. */
  public double number(String name) {
    return (Double) values.get(name);
  }

  /** true or false. */
  public boolean flag(String name) {
    return (Boolean) values.get(name);
  }

  /** Text or a chosen word; null if there is none. */
  public String text(String name) {
    return (String) values.get(name);
  }

  /** One or several whole numbers. */
  public int[] wholes(String name) {
    return ((List<?>) values.get(name)).stream().mapToInt(v -> narrow(name, (Long) v)).toArray();
  }

  /** One or several numbers. */
  public double[] numbers(String name) {
    return ((List<?>) values.get(name)).stream().mapToDouble(v -> (Double) v).toArray();
  }

  /** A thing of a catalog; null if there is none. */
  public <T> T one(String name, Class<T> type) {
    return type.cast(values.get(name));
  }

  /** A list of things of a catalog; empty if there is none. */
  public <T> List<T> many(String name, Class<T> type) {
    Object given = values.get(name);
    return given == null ? List.of() : ((List<?>) given).stream().<T>map(type::cast).toList();
  }

  /** A list of lists of things of a catalog. */
  public <T> List<List<T>> branches(String name, Class<T> type) {
    List<List<T>> branches = new ArrayList<>();
    for (Object branch : (List<?>) values.get(name)) {
      branches.add(((List<?>) branch).stream().map(type::cast).toList());
    }
    return List.copyOf(branches);
  }

  /** Texts; none if there are none. */
  public List<String> texts(String name) {
    Object given = values.get(name);
    return given == null ? List.of() : ((List<?>) given).stream().map(String.class::cast).toList();
  }

  /** A word or a list of whole numbers. */
  public Object wordOrWholes(String name) {
    Object given = values.get(name);
    return given instanceof String ? given : wholes(name);
  }

  /** Numbers by text. */
  public Map<String, Double> numberMap(String name) {
    Map<String, Double> map = new LinkedHashMap<>();
    ((Map<?, ?>) values.get(name)).forEach((key, value) -> map.put((String) key, (Double) value));
    return map;
  }
}
