package gradus.nn.config;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One line of a catalog: the name in a run file, the record behind it, its settings in order, how
 * to read it and how to write it back. The first setting is also the short form: {@code dense: 10}.
 */
public record Entry<T>(
    String name,
    Class<? extends T> type,
    String help,
    List<Setting> settings,
    Function<Settings, ? extends T> read,
    Function<T, Settings> write) {

  /** An entry whose record has settings. */
  public static <T, R extends T> Entry<T> of(
      String name,
      Class<R> type,
      String help,
      List<Setting> settings,
      Function<Settings, R> read,
      Function<R, Settings> write) {
    return new Entry<>(
        name, type, help, List.copyOf(settings), read, thing -> write.apply(type.cast(thing)));
  }

  /** An entry without settings. */
  public static <T, R extends T> Entry<T> of(String name, Class<R> type, String help, R thing) {
    return of(name, type, help, List.of(), _ -> thing, _ -> Settings.of());
  }

  /** The same entry in a catalog of a wider sort: an activation is a layer too. */
  public static <S, T extends S> Entry<S> widen(Entry<T> entry) {
    return new Entry<>(
        entry.name,
        entry.type,
        entry.help,
        entry.settings,
        entry.read,
        thing -> entry.write.apply(entry.type.cast(thing)));
  }

  /**
   * Reads a thing from nothing (all defaults), a map of its settings, or the value of the first
   * one.
   *
   * @param given as it stands in a run file; null for nothing
   * @param path where it stands, for messages
   * @throws ConfigException if a setting is wrong
   */
  public T read(Object given, String path) {
    if (given == null) {
      return build(Map.of(), path);
    }
    if (given instanceof Map<?, ?> map) {
      return build(map, path);
    }
    if (settings.isEmpty()) {
      throw new ConfigException(path, "takes no settings; got '" + given + "'");
    }
    return build(Map.of(settings.get(0).name(), given), path);
  }

  /** The settings of a thing as they stand in a run file, without those that have their default. */
  public Map<String, Object> tree(T thing) {
    return Catalog.shown(this, thing);
  }

  T build(Map<?, ?> given, String path) {
    Settings checked = Settings.read(settings, given, path);
    try {
      return read.apply(checked);
    } catch (ConfigException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new ConfigException(path, e.getMessage());
    }
  }
}
