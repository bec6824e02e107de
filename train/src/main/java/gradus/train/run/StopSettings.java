package gradus.train.run;

import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import gradus.train.metric.MetricCatalog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What ends a training before its last epoch; whichever comes first.
 *
 * @param patience validations without progress that are borne; 0 for any number
 * @param loss the training loss that is low enough; NaN for none
 * @param seconds the time it may take; infinity for any
 * @param targets a metric that is good enough, by name
 */
public record StopSettings(int patience, double loss, double seconds, Map<String, Double> targets) {
  /** Nothing ends it early. */
  public static final StopSettings NEVER =
      new StopSettings(0, Double.NaN, Double.POSITIVE_INFINITY, Map.of());

  /** How it stands in a run file: besides its own settings, every metric by name. */
  public static final Entry<StopSettings> ENTRY =
      Entry.of(
          "stop",
          StopSettings.class,
          "what ends the training before its last epoch",
          settings(),
          StopSettings::read,
          StopSettings::write);

  /** Keeps an immutable copy. */
  public StopSettings {
    targets = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(targets));
  }

  private static List<String> metrics() {
    return MetricCatalog.entries().stream()
        .map(MetricCatalog.Entry::name)
        .filter(name -> !name.equals("confusion_matrix"))
        .toList();
  }

  private static List<Setting> settings() {
    List<Setting> settings = new ArrayList<>();
    settings.add(
        Setting.whole("patience", 1, 1, "validations without progress that are borne")
            .withoutDefault());
    settings.add(number("loss", "the training loss that is low enough"));
    settings.add(Setting.number("seconds", 0, 1e12, "the time the training may take").optional());
    for (String metric : metrics()) {
      settings.add(number(metric, "the " + metric + " on the validation part that is good enough"));
    }
    return settings;
  }

  private static Setting number(String name, String help) {
    return Setting.number(name, -1e30, 1e30, help).optional();
  }

  private static StopSettings read(Settings s) {
    Map<String, Double> targets = new LinkedHashMap<>();
    for (String metric : metrics()) {
      if (s.has(metric)) {
        targets.put(metric, s.number(metric));
      }
    }
    return new StopSettings(
        s.has("patience") ? s.whole("patience") : 0,
        s.has("loss") ? s.number("loss") : Double.NaN,
        s.has("seconds") ? s.number("seconds") : Double.POSITIVE_INFINITY,
        targets);
  }

  private static Settings write(StopSettings x) {
    Settings settings =
        Settings.of(
            "patience", x.patience == 0 ? null : x.patience,
            "loss", Double.isNaN(x.loss) ? null : x.loss,
            "seconds", Double.isInfinite(x.seconds) ? null : x.seconds);
    for (Map.Entry<String, Double> target : x.targets.entrySet()) {
      settings = settings.with(target.getKey(), target.getValue());
    }
    return settings;
  }
}
