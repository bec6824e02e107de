package gradus.train.data.augment;

import gradus.train.data.Augmentation;
import gradus.train.data.DataException;
import gradus.train.data.NearestName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** All augmentations known by name in run files, in the order they are shown. */
public final class AugmentationCatalog {
  /**
   * One augmentation.
   *
   * @param name in run files
   * @param meaning one line for people
   * @param options its options with what holds if they are not given; yes is 1, no is 0
   * @param make makes it of all its options
   */
  public record Entry(
      String name,
      String meaning,
      Map<String, Double> options,
      Function<Map<String, Double>, Augmentation> make) {}

  private static final List<Entry> ENTRIES =
      List.of(
          new Entry(
              "flip",
              "mirror left to right (horizontal) or top to bottom (vertical), in half of the cases",
              Map.of("horizontal", 1.0, "vertical", 0.0),
              o -> new Flip(o.get("horizontal") != 0, o.get("vertical") != 0)),
          new Entry(
              "shift",
              "move by at most this fraction of height and width",
              Map.of("fraction", 0.1),
              o -> new Shift(o.get("fraction"))),
          new Entry(
              "crop",
              "pad each side, then cut the old size out by chance",
              Map.of("padding", 4.0, "reflect", 0.0),
              o -> new Crop(o.get("padding").intValue(), o.get("reflect") != 0)),
          new Entry(
              "rotate",
              "turn by at most so many degrees to either side",
              Map.of("degrees", 10.0),
              o -> new Rotate(o.get("degrees"))),
          new Entry(
              "noise",
              "add normal noise of this standard deviation",
              Map.of("deviation", 0.05),
              o -> new Noise(o.get("deviation"))),
          new Entry(
              "erase",
              "set a rectangle of the given parts of the area to zero",
              Map.of("probability", 0.5, "smallest", 0.02, "largest", 0.2),
              o -> new Erase(o.get("probability"), o.get("smallest"), o.get("largest"))));

  private AugmentationCatalog() {}

  /** All entries. */
  public static List<Entry> entries() {
    return ENTRIES;
  }

  /**
   * The augmentation of a name with some of its options given.
   *
   * @throws DataException if the name or an option is not known (names the nearest), or out of
   *     range
   */
  public static Augmentation make(String name, Map<String, Double> given) {
    Entry entry = entry(name);
    Map<String, Double> options = new LinkedHashMap<>(entry.options());
    given.forEach(
        (option, value) -> {
          if (options.replace(option, value) == null) {
            throw new DataException(
                "%s: no option '%s'; the nearest is '%s'"
                    .formatted(name, option, NearestName.to(option, entry.options().keySet())));
          }
        });
    return entry.make().apply(options);
  }

  private static Entry entry(String name) {
    List<String> names = ENTRIES.stream().map(Entry::name).toList();
    int position = names.indexOf(name);
    if (position < 0) {
      throw new DataException(
          "no augmentation '%s'; the nearest is '%s'".formatted(name, NearestName.to(name, names)));
    }
    return ENTRIES.get(position);
  }
}
