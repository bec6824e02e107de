package gradus.train.run;

import gradus.nn.activation.Activations;
import gradus.nn.config.Catalog;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Setting.Kind;
import gradus.nn.init.Initializers;
import gradus.nn.layer.Layers;
import gradus.nn.loss.Losses;
import gradus.nn.optim.Clips;
import gradus.nn.optim.Group;
import gradus.nn.optim.Optimizers;
import gradus.nn.optim.Penalties;
import gradus.nn.optim.WeightAverage;
import gradus.nn.schedule.Schedules;
import gradus.train.data.augment.Augmentations;
import gradus.train.data.catalog.DataCatalog;
import gradus.train.data.catalog.DataEntry;
import gradus.train.metric.MetricCatalog;
import gradus.train.run.source.DataSettings;
import gradus.train.run.source.DataSources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The parts of the documentation that are lists of names and settings, written from the catalogs.
 */
final class CatalogPages {
  private CatalogPages() {}

  /** The table of the README: what there is, by name. */
  static String overview() {
    List<String> activations = Activations.CATALOG.names();
    Map<String, List<String>> rows = new LinkedHashMap<>();
    rows.put(
        "Layers",
        Layers.CATALOG.names().stream().filter(name -> !activations.contains(name)).toList());
    rows.put("Activations", activations);
    rows.put("Initializers", Initializers.CATALOG.names());
    rows.put("Losses", Losses.CATALOG.names());
    rows.put("Penalties", Penalties.CATALOG.names());
    rows.put("Optimizers", Optimizers.CATALOG.names());
    rows.put("Schedules", Schedules.CATALOG.names());
    rows.put("Clipping", Clips.CATALOG.names());
    rows.put("Data sources", DataSources.CATALOG.names());
    rows.put("Data sets", DataCatalog.entries().stream().map(DataEntry::name).toList());
    rows.put("Augmentation", Augmentations.CATALOG.names());
    rows.put("Metrics", MetricCatalog.entries().stream().map(MetricCatalog.Entry::name).toList());
    StringBuilder text = new StringBuilder("| what | names |\n|---|---|\n");
    rows.forEach(
        (what, names) ->
            text.append("| %s (%d) | %s |\n".formatted(what, names.size(), quoted(names))));
    return text.toString();
  }

  /** The reference of the run file: every section, then every catalog, with all settings. */
  static String reference() {
    StringBuilder text = new StringBuilder();
    part(text, "The root", RunFileEntry.ENTRY);
    part(text, "`data`", DataSettings.ENTRY);
    part(text, "`train`", TrainSettings.ENTRY);
    part(text, "`train.stop`", StopSettings.ENTRY);
    part(text, "`train.weight_average`", WeightAverage.ENTRY);
    part(text, "`init`", InitSettings.ENTRY);
    part(text, "`init.transfer`", Transfer.ENTRY);
    part(text, "`health`", HealthSettings.ENTRY);
    catalog(text, "Data sources", DataSources.CATALOG);
    catalog(text, "Augmentations", Augmentations.CATALOG);
    catalog(text, "Layers and activations", Layers.CATALOG);
    catalog(text, "Initializers", Initializers.CATALOG);
    catalog(text, "Losses", Losses.CATALOG);
    catalog(text, "Optimizers", Optimizers.CATALOG);
    catalog(text, "Schedules", Schedules.CATALOG);
    catalog(text, "Clipping", Clips.CATALOG);
    catalog(text, "Penalties", Penalties.CATALOG);
    catalog(text, "Groups", Group.CATALOG);
    text.append("### Metrics\n\n| name | of | meaning |\n|---|---|---|\n");
    for (MetricCatalog.Entry entry : MetricCatalog.entries()) {
      text.append(
          "| `%s` | %s | %s |\n"
              .formatted(
                  entry.name(),
                  entry.classification() ? "classes" : "numbers",
                  cell(entry.meaning())));
    }
    return text.append("\n`top_5` stands for `top_k` with any k. ")
        .append("Several values of a binary cross-entropy are asked one by one: see")
        .append(" [Several tags at once](#several-tags-at-once).\n")
        .toString();
  }

  /** The table of data sets. */
  static String sets() {
    StringBuilder text =
        new StringBuilder(
            "| name | what | examples | test part | an example | classes | licence |\n"
                + "|---|---|---|---|---|---|---|\n");
    for (DataEntry set : DataCatalog.entries()) {
      text.append(
          "| `%s` | %s | %d | %s | %s | %s | %s |\n"
              .formatted(
                  set.name(),
                  cell(set.title()),
                  set.train(),
                  set.test() == 0 ? "–" : set.test(),
                  set.shape(),
                  set.classes().isEmpty() ? "– (regression)" : set.classes().size(),
                  cell(set.licence())));
    }
    return text.toString();
  }

  private static void part(StringBuilder text, String title, Entry<?> entry) {
    text.append("### %s\n\n".formatted(title));
    table(text, entry.settings());
    text.append('\n');
  }

  private static void catalog(StringBuilder text, String title, Catalog<?> catalog) {
    text.append("### %s\n\n".formatted(title));
    for (Entry<?> entry : catalog.entries()) {
      text.append("**`%s`** – %s\n\n".formatted(entry.name(), entry.help()));
      if (!entry.settings().isEmpty()) {
        table(text, entry.settings());
        text.append('\n');
      }
    }
  }

  private static void table(StringBuilder text, List<Setting> settings) {
    text.append("| setting | takes | default | meaning |\n|---|---|---|---|\n");
    for (Setting setting : settings) {
      text.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  setting.name(),
                  cell(takes(setting.kind())),
                  setting.required() ? "**must be given**" : fallback(setting.fallback()),
                  cell(setting.help())));
    }
  }

  private static String fallback(Object value) {
    return value == null ? "–" : "`%s`".formatted(cell(plain(value)));
  }

  private static String plain(Object value) {
    return switch (value) {
      case Double number when number == Math.rint(number) && Math.abs(number) < 1e6 ->
          Long.toString(Math.round(number));
      case Double number -> number.toString().replace(".0E", "e").replace('E', 'e');
      case List<?> list when list.size() == 1 -> plain(list.getFirst());
      case String text when text.isEmpty() -> "''";
      default -> value.toString();
    };
  }

  private static String takes(Kind kind) {
    return switch (kind) {
      case Kind.Whole k when k.low() == Long.MIN_VALUE -> "whole number";
      case Kind.Whole k -> "whole number, %d or more".formatted(k.low());
      case Kind.Number k -> number(k.low(), k.high());
      case Kind.Flag _ -> "`true` or `false`";
      case Kind.Text _ -> "text";
      case Kind.Choice k -> quoted(k.words());
      case Kind.Wholes _ -> "whole number or a list of them";
      case Kind.Numbers _ -> "number or a list of them";
      case Kind.One k -> "one %s".formatted(k.catalog().get().sort());
      case Kind.Many k -> "list of %s".formatted(plural(k.catalog().get().sort()));
      case Kind.Branches k -> "list of lists of %s".formatted(plural(k.catalog().get().sort()));
      case Kind.NumberMap _ -> "names with numbers";
      case Kind.WordOrWholes k -> quoted(k.words()) + ", a whole number or a list of them";
      case Kind.Texts _ -> "text or a list of them";
      case Kind.Parts k -> "list of settings (%s)".formatted(quoted(names(k.entry().get())));
      case Kind.Part k when k.entry().get().settings().isEmpty() -> "–";
      case Kind.Part k -> "settings (%s)".formatted(quoted(names(k.entry().get())));
      case Kind.Array _ -> "nested lists of numbers";
    };
  }

  private static String number(double low, double high) {
    if (Math.abs(low) >= 1e12 || Double.isInfinite(low)) {
      return "number";
    }
    if (low == Double.MIN_VALUE) {
      return "number above 0";
    }
    if (high >= 1e12) {
      return "number, %s or more".formatted(plain(low));
    }
    return Math.nextUp(high) == 1
        ? "number, %s to below 1".formatted(plain(low))
        : "number, %s to %s".formatted(plain(low), plain(high));
  }

  private static List<String> names(Entry<?> entry) {
    return entry.settings().stream().map(Setting::name).toList();
  }

  private static String plural(String sort) {
    return sort.endsWith("y")
        ? sort.substring(0, sort.length() - 1) + "ies"
        : sort.endsWith("s") ? sort + "es" : sort + "s";
  }

  private static String quoted(List<String> words) {
    return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
