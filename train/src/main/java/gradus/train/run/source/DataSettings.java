package gradus.train.run.source;

import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import gradus.train.data.Augmentation;
import gradus.train.data.Batches;
import gradus.train.data.ColumnSelection;
import gradus.train.data.Dataset;
import gradus.train.data.Imputation;
import gradus.train.data.Mixup;
import gradus.train.data.OutlierPolicy;
import gradus.train.data.Outliers;
import gradus.train.data.Relevance;
import gradus.train.data.Scaling;
import gradus.train.data.augment.Augmentations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The data of a run: a source, and what is done to its examples.
 *
 * @param source where they come from
 * @param cuts which belong to which part
 * @param normalize how features are scaled; null for what suits the source
 * @param normalizeTargets how values to learn are scaled; null for what suits the source
 * @param augment how training examples are changed by chance, in order
 * @param mixup how training examples are mixed; null for not at all
 * @param select which columns of features a network gets to see
 */
public record DataSettings(
    DataSource source,
    DataCuts cuts,
    Scaling normalize,
    Scaling normalizeTargets,
    List<Augmentation> augment,
    Mixup mixup,
    ColumnSelection select) {
  private static final List<String> SCALINGS =
      Arrays.stream(Scaling.values()).map(DataSettings::word).toList();

  private static final long MOST_SHIFTED = 1_000_000;
  private static final List<String> OUTLIERS =
      Arrays.stream(OutlierPolicy.values()).map(DataSettings::word).toList();

  private static final List<String> SELECTIONS =
      Arrays.stream(ColumnSelection.values()).map(DataSettings::word).toList();

  /** How it stands in a run file: one of the sources by name, and the settings common to all. */
  public static final Entry<DataSettings> ENTRY =
      Entry.of(
          "data",
          DataSettings.class,
          "one source of examples, and what is done to them",
          settings(),
          DataSettings::read,
          DataSettings::write);

  /** Keeps an immutable copy. */
  public DataSettings {
    augment = List.copyOf(augment);
  }

  /** A source as it is. */
  public static DataSettings of(DataSource source) {
    return new DataSettings(
        source, DataCuts.NONE, null, null, List.of(), null, ColumnSelection.ALL);
  }

  private static List<Setting> settings() {
    List<Setting> settings = new ArrayList<>();
    for (Entry<DataSource> source : DataSources.CATALOG.entries()) {
      settings.add(Setting.part(source.name(), () -> source, null, source.help()));
    }
    settings.add(
        Setting.number("validation", 0, 1, 0, "part of the training examples, 0 for none"));
    settings.add(Setting.number("test", 0, 1, 0, "part of all examples, if no test part is given"));
    settings.add(Setting.whole("split_key", 0, 0, "another number cuts other parts"));
    settings.add(
        Setting.whole(
            "limit",
            0,
            0,
            "use only so many of the first examples, before they are cut in parts; 0: all"));
    settings.add(
        Setting.whole(
            "label_shift",
            -MOST_SHIFTED,
            0,
            "the label of an example stands so many examples further on; negative: before it"));
    settings.add(
        Setting.choice(
            "outliers",
            OUTLIERS,
            word(OutlierPolicy.KEEP),
            "numbers far outside their column: kept, their rows dropped from all parts, or filled"
                + " with the median"));
    settings.add(
        Setting.choice(
            "normalize",
            SCALINGS,
            null,
            "scaling of features; sets and CSV have their own, others none"));
    settings.add(Setting.choice("normalize_targets", SCALINGS, null, "scaling of values to learn"));
    settings.add(
        Setting.many("augment", () -> Augmentations.CATALOG, "chance changes of training examples")
            .optional());
    settings.add(
        Setting.number(
                "mixup",
                0.05,
                8,
                0.2,
                "mix training examples so strongly; labels then need cross_entropy: {soft: true}")
            .withoutDefault());
    settings.add(
        Setting.choice(
            "select",
            SELECTIONS,
            word(ColumnSelection.ALL),
            "columns of features that are seen: all, or those that tell something of the answers by"
                + " themselves; the others are held at their mean"));
    return settings;
  }

  private static DataSettings read(Settings s) {
    List<String> given = DataSources.CATALOG.names().stream().filter(s::has).toList();
    if (given.size() != 1) {
      throw new IllegalArgumentException(
          "got %s; must have exactly one source: %s"
              .formatted(
                  given.isEmpty() ? "no source" : String.join(" and ", given),
                  String.join(", ", DataSources.CATALOG.names())));
    }
    return new DataSettings(
        s.one(given.getFirst(), DataSource.class),
        new DataCuts(
            s.number("validation"),
            s.number("test"),
            s.large("split_key"),
            s.whole("limit"),
            OutlierPolicy.valueOf(s.text("outliers").toUpperCase(Locale.ROOT)),
            s.whole("label_shift"),
            0),
        scaling(s, "normalize"),
        scaling(s, "normalize_targets"),
        s.many("augment", Augmentation.class),
        s.has("mixup") ? new Mixup(s.number("mixup")) : null,
        ColumnSelection.valueOf(s.text("select").toUpperCase(Locale.ROOT)));
  }

  private static Settings write(DataSettings x) {
    return Settings.of(
        DataSources.CATALOG.entryOf(x.source).name(),
        x.source,
        "validation",
        x.cuts.validation(),
        "test",
        x.cuts.test(),
        "split_key",
        x.cuts.key(),
        "limit",
        x.cuts.limit(),
        "label_shift",
        x.cuts.labelShift(),
        "outliers",
        word(x.cuts.outliers()),
        "normalize",
        x.normalize == null ? null : word(x.normalize),
        "normalize_targets",
        x.normalizeTargets == null ? null : word(x.normalizeTargets),
        "augment",
        x.augment.isEmpty() ? null : x.augment,
        "mixup",
        x.mixup == null ? null : x.mixup.alpha(),
        "select",
        word(x.select));
  }

  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  private static Scaling scaling(Settings s, String name) {
    return s.has(name) ? Scaling.valueOf(s.text(name).toUpperCase(Locale.ROOT)) : null;
  }

  /**
   * Reads, cuts and scales the examples.
   *
   * @throws gradus.train.data.DataException if they cannot be used
   */
  public PreparedData load() {
    RawData raw = source.load(cuts);
    Scaling features = normalize == null ? raw.features() : normalize;
    Scaling targets = normalizeTargets == null ? raw.targets() : normalizeTargets;
    return new PreparedData(
        raw.split().prepare(features, targets, imputations(raw)), raw.preprocessing());
  }

  /** What stands in for numbers far outside, and for columns that are not selected. */
  private SortedMap<Integer, Imputation> imputations(RawData raw) {
    Dataset train = raw.split().train();
    // Tables fill their cells before they scale them.
    boolean fills = cuts.outliers() == OutlierPolicy.FILL && raw.preprocessing() == null;
    SortedMap<Integer, Imputation> columns = fills ? Outliers.imputations(train) : new TreeMap<>();
    if (select == ColumnSelection.TELLING) {
      columns.putAll(Relevance.withoutUntelling(train));
    }
    return columns;
  }

  /**
   * The batches of a training: shuffled, augmented and mixed.
   *
   * @param train the training part, as {@link #load} gave it
   */
  public Batches batches(Dataset train, int batch, boolean dropLast, long seed) {
    Batches batches =
        Batches.of(train, batch).withSeed(seed).withDropLast(dropLast).withAugmentations(augment);
    return mixup == null ? batches : batches.withMixup(mixup);
  }

  /** The same data without rows that hold numbers far outside their columns. */
  public DataSettings withoutOutliers() {
    return new DataSettings(
        source, cuts.withoutOutliers(), normalize, normalizeTargets, augment, mixup, select);
  }

  /** The same data with another fraction that becomes the validation part; 0 for none. */
  public DataSettings withValidation(double fraction) {
    return new DataSettings(
        source, cuts.withValidation(fraction), normalize, normalizeTargets, augment, mixup, select);
  }

  /**
   * The same training part with another validation part, if there is a limit: of the validation
   * part that a run without a limit and with this fraction has, the rows behind the limit.
   */
  public DataSettings judgedBehindLimit(double fraction) {
    return new DataSettings(
        source,
        cuts.judgedBehindLimit(fraction),
        normalize,
        normalizeTargets,
        augment,
        mixup,
        select);
  }

  /** The same data, relative paths as seen from a folder. */
  public DataSettings in(Path folder) {
    return new DataSettings(
        source.in(folder), cuts, normalize, normalizeTargets, augment, mixup, select);
  }
}
