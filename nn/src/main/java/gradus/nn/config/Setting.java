package gradus.nn.config;

import java.util.List;
import java.util.function.Supplier;

/**
 * One setting of an {@link Entry}: its name, what it takes, its default (null: none) and one line
 * of help.
 */
public record Setting(String name, Kind kind, Object fallback, boolean required, String help) {

  /** What a setting takes. */
  public sealed interface Kind {
    /** A whole number, at least {@code low}. */
    record Whole(long low) implements Kind {}

    /** A number within [low, high]. */
    record Number(double low, double high) implements Kind {}

    /** true or false. */
    record Flag() implements Kind {}

    /** Any text. */
    record Text() implements Kind {}

    /** One of the given words. */
    record Choice(List<String> words) implements Kind {}

    /** A whole number or a list of them. */
    record Wholes(long low) implements Kind {}

    /** A number or a list of numbers. */
    record Numbers() implements Kind {}

    /** An entry of a catalog. */
    record One(Supplier<Catalog<?>> catalog) implements Kind {}

    /** Entries of a catalog: a list, or a map of their names to their settings, or a single one. */
    record Many(Supplier<Catalog<?>> catalog) implements Kind {}

    /** A list of lists of entries of a catalog. */
    record Branches(Supplier<Catalog<?>> catalog) implements Kind {}

    /** A map from text to numbers. */
    record NumberMap() implements Kind {}

    /** One of some words, or a whole number, or a list of whole numbers. */
    record WordOrWholes(List<String> words, long low) implements Kind {}

    /** A text or a list of texts. */
    record Texts() implements Kind {}

    /** A list of maps, each with the settings of the one entry. */
    record Parts(Supplier<Entry<?>> entry) implements Kind {}

    /** The settings of one entry, or the value of its first setting. */
    record Part(Supplier<Entry<?>> entry) implements Kind {}

    /** Numbers, or lists of them to any depth, all of one shape. */
    record Array() implements Kind {}
  }

  /** A whole number of 1 or more that must be given. */
  public static Setting whole(String name, String help) {
    return new Setting(name, new Kind.Whole(1), null, true, help);
  }

  /** A whole number with a default. */
  public static Setting whole(String name, long low, long fallback, String help) {
    return new Setting(name, new Kind.Whole(low), fallback, false, help);
  }

  /** A number within bounds, with a default. */
  public static Setting number(String name, double low, double high, double fallback, String help) {
    return new Setting(name, new Kind.Number(low, high), fallback, false, help);
  }

  /** A number within bounds that must be given. */
  public static Setting number(String name, double low, double high, String help) {
    return new Setting(name, new Kind.Number(low, high), null, true, help);
  }

  /** true or false, with a default. */
  public static Setting flag(String name, boolean fallback, String help) {
    return new Setting(name, new Kind.Flag(), fallback, false, help);
  }

  /** Text with a default; null for none. */
  public static Setting text(String name, String fallback, String help) {
    return new Setting(name, new Kind.Text(), fallback, false, help);
  }

  /** One of some words, with a default. */
  public static Setting choice(String name, List<String> words, String fallback, String help) {
    return new Setting(name, new Kind.Choice(words), fallback, false, help);
  }

  /** One or several whole numbers, with a default; null makes it required. */
  public static Setting wholes(String name, long low, List<Long> fallback, String help) {
    return new Setting(name, new Kind.Wholes(low), fallback, fallback == null, help);
  }

  /** One or several numbers, with a default; null makes it required. */
  public static Setting numbers(String name, List<Double> fallback, String help) {
    return new Setting(name, new Kind.Numbers(), fallback, fallback == null, help);
  }

  /** An entry of a catalog; the default is written as in a run file, null for none. */
  public static Setting one(
      String name, Supplier<Catalog<?>> catalog, Object fallback, String help) {
    return new Setting(name, new Kind.One(catalog), fallback, false, help);
  }

  /** A list of entries of a catalog that must be given. */
  public static Setting many(String name, Supplier<Catalog<?>> catalog, String help) {
    return new Setting(name, new Kind.Many(catalog), null, true, help);
  }

  /** A list of lists of entries of a catalog that must be given. */
  public static Setting branches(String name, Supplier<Catalog<?>> catalog, String help) {
    return new Setting(name, new Kind.Branches(catalog), null, true, help);
  }

  /** One of some words or whole numbers, with a default. */
  public static Setting wordOrWholes(
      String name, List<String> words, long low, String fallback, String help) {
    return new Setting(name, new Kind.WordOrWholes(words, low), fallback, false, help);
  }

  /** One or several texts; may be left out. */
  public static Setting texts(String name, String help) {
    return new Setting(name, new Kind.Texts(), null, false, help);
  }

  /** A list of maps, each with the settings of one entry, that must be given. */
  public static Setting parts(String name, Supplier<Entry<?>> entry, String help) {
    return new Setting(name, new Kind.Parts(entry), null, true, help);
  }

  /** The settings of one entry; the default is written as in a run file, null for none. */
  public static Setting part(String name, Supplier<Entry<?>> entry, Object fallback, String help) {
    return new Setting(name, new Kind.Part(entry), fallback, false, help);
  }

  /** Nested lists of numbers that must be given. */
  public static Setting array(String name, String help) {
    return new Setting(name, new Kind.Array(), null, true, help);
  }

  /** This setting without a default: absent if it is not given. */
  public Setting withoutDefault() {
    return new Setting(name, kind, null, false, help);
  }

  /** This setting, which must be given. */
  public Setting mandatory() {
    return new Setting(name, kind, null, true, help);
  }

  /** This setting, to be left out if it is not given. */
  public Setting optional() {
    return new Setting(name, kind, fallback, false, help);
  }
}
