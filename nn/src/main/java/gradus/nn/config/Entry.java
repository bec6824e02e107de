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
   * Reads a thing from its settings.
   *
   * @throws ConfigException if a setting is wrong
   */
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
