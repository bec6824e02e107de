package gradus.bench.ward.second;

import java.util.Map;

/**
 * The data of the second ward. Paths go through the folder {@code second}, so that halves share
 * them.
 */
final class Sets {
  private static final String IN = "../second/data/";

  /**
   * What must be known of a set.
   *
   * @param train training rows when validation rows are taken away
   * @param outputs classes, or numbers to learn
   * @param classes whether classes are learned
   * @param image whether an example is a picture
   */
  record Facts(int train, int outputs, boolean classes, boolean image) {}

  private static final Map<String, Facts> FACTS =
      Map.ofEntries(
          Map.entry("fashion14", new Facts(510, 10, true, true)),
          Map.entry("fashion28", new Facts(170, 10, true, true)),
          Map.entry("digits", new Facts(510, 10, true, true)),
          Map.entry("penguins", new Facts(200, 3, true, false)),
          Map.entry("sky", new Facts(540, 2, true, false)),
          Map.entry("oils", new Facts(56, 7, true, false)),
          Map.entry("wine", new Facts(107, 3, true, false)),
          Map.entry("concrete", new Facts(680, 1, false, false)),
          Map.entry("biomass", new Facts(340, 1, false, false)),
          Map.entry("meats", new Facts(128, 3, false, false)),
          Map.entry("weather", new Facts(900, 2, false, false)));

  private Sets() {}

  /** Facts of a set. */
  static Facts facts(String set) {
    return FACTS.get(set);
  }

  /** The setting {@code data}, scaled as it should be. */
  static String data(String set) {
    return data(set, "", "", facts(set).image() ? "scale" : "standardize");
  }

  /**
   * The setting {@code data} of a changed set.
   *
   * @param change the part of the names of its own files, "" for the files as they are
   * @param more further settings, each with a comma before it
   * @param normalize how features are scaled
   */
  static String data(String set, String change, String more, String normalize) {
    return switch (set) {
      case "digits" -> "{set: digits, validation: 0.15, test: 0.25, limit: 800" + more + "}";
      case "wine" ->
          "{set: wine, validation: 0.2, test: 0.25, normalize: " + normalize + more + "}";
      case "penguins" -> csv(IN + "penguins" + change + ".csv", "label: species", normalize, more);
      case "sky" -> csv(IN + "sky" + change + ".csv", "label: sky", normalize, more);
      default -> npy(set, change, more, normalize);
    };
  }

  private static String csv(String file, String label, String normalize, String more) {
    return "{csv: {file: "
        + file
        + ", "
        + label
        + ", standardize: "
        + normalize.equals("standardize")
        + "}, validation: 0.2, test: 0.25"
        + more
        + "}";
  }

  private static String npy(String set, String change, String more, String normalize) {
    Facts facts = facts(set);
    String x = IN + set + changed(change, "x") + "_";
    String y = IN + set + changed(change, "y") + "_";
    boolean testToo = !change.startsWith("y");
    String test = IN + set + (testToo ? changed(change, "x") : "") + "_test_x.npy";
    return "{npy: {train: "
        + x
        + "train_x.npy, train_labels: "
        + y
        + "train_y.npy, test: "
        + test
        + ", test_labels: "
        + IN
        + set
        + "_test_y.npy, "
        + (facts.classes() ? "classes: " + facts.outputs() : "task: regression")
        + "}, validation: 0.15, normalize: "
        + normalize
        + (facts.classes() || more.contains("normalize_targets")
            ? ""
            : ", normalize_targets: standardize")
        + more
        + "}";
  }

  /** Changes of features begin with x, those of targets with y. */
  private static String changed(String change, String kind) {
    return change.startsWith(kind) ? "-" + change : "";
  }
}
