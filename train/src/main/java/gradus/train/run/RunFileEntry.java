package gradus.train.run;

import gradus.nn.Layer;
import gradus.nn.Sequential;
import gradus.nn.config.ConfigException;
import gradus.nn.config.Entry;
import gradus.nn.config.Nearest;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import gradus.nn.layer.Layers;
import gradus.nn.loss.Loss;
import gradus.nn.loss.Losses;
import gradus.nn.optim.Clip;
import gradus.nn.optim.Clips;
import gradus.nn.optim.Group;
import gradus.nn.optim.Groups;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.Optimizers;
import gradus.nn.optim.Penalties;
import gradus.nn.optim.Penalty;
import gradus.nn.schedule.Schedule;
import gradus.nn.schedule.Schedules;
import gradus.train.metric.MetricCatalog;
import gradus.train.run.source.DataSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The settings at the root of a run file, in the order in which they are written. */
final class RunFileEntry {
  static final Entry<RunFile> ENTRY =
      Entry.of(
          "run",
          RunFile.class,
          "a run of Gradus",
          List.of(
              Setting.text("name", "", "what the run is called; as the file if not given"),
              Setting.whole("seed", Long.MIN_VALUE, 0, "all chance of the run comes from it"),
              Setting.part("data", () -> DataSettings.ENTRY, null, "the examples").mandatory(),
              Setting.many("model", () -> Layers.CATALOG, "the layers in order"),
              Setting.one("loss", () -> Losses.CATALOG, null, "what is made small").mandatory(),
              Setting.one("optimizer", () -> Optimizers.CATALOG, "adam", "how parameters change"),
              Setting.one("schedule", () -> Schedules.CATALOG, null, "how the rate changes"),
              Setting.one("clip", () -> Clips.CATALOG, null, "how gradients are limited"),
              Setting.many("penalties", () -> Penalties.CATALOG, "what is added to the loss")
                  .optional(),
              Setting.many("groups", () -> Group.CATALOG, "what differs for some parameters")
                  .optional(),
              Setting.texts("metrics", "what is measured; what suits the loss if not given"),
              Setting.part("train", () -> TrainSettings.ENTRY, Map.of(), "how long is trained"),
              Setting.part("init", () -> InitSettings.ENTRY, Map.of(), "how parameters start"),
              Setting.part("health", () -> HealthSettings.ENTRY, null, "how gradients are watched"),
              Setting.text("output", "runs", "the folder for the folders of runs")),
          RunFileEntry::read,
          RunFileEntry::write);

  private RunFileEntry() {}

  private static RunFile read(Settings s) {
    TrainSettings train = s.one("train", TrainSettings.class);
    return new RunFile(
        name(s.text("name")),
        s.large("seed"),
        s.one("data", DataSettings.class),
        model(s.many("model", Layer.class)),
        s.one("loss", Loss.class),
        s.one("optimizer", Optimizer.class),
        s.one("schedule", Schedule.class),
        s.one("clip", Clip.class),
        s.many("penalties", Penalty.class),
        new Groups(s.many("groups", Group.class)),
        metrics(s.texts("metrics"), train),
        train,
        s.one("init", InitSettings.class),
        s.one("health", HealthSettings.class),
        s.text("output"));
  }

  private static String name(String name) {
    if (!name.matches("[\\p{L}\\p{N} ._-]*") || name.startsWith(".")) {
      throw new ConfigException(
          "name",
          "got '" + name + "'; must be letters, digits, '-', '_', '.' for it names a folder");
    }
    return name;
  }

  /** What a run is called that has only a file: as the file, {@code -} for what a name lacks. */
  static String nameOf(String file) {
    return file.replaceFirst("\\.ya?ml$", "").replaceAll("^\\.|[^\\p{L}\\p{N} ._-]", "-");
  }

  private static Sequential model(List<Layer> layers) {
    if (layers.isEmpty()) {
      throw new ConfigException("model", "got no layers; must have one or more");
    }
    return new Sequential(layers);
  }

  /** The metrics that are asked for and those that stop the training; none: what suits the data. */
  private static List<String> metrics(List<String> asked, TrainSettings train) {
    List<String> known = MetricCatalog.entries().stream().map(MetricCatalog.Entry::name).toList();
    List<String> metrics = new ArrayList<>(asked);
    for (int i = 0; i < asked.size(); i++) {
      if (!known.contains(asked.get(i)) && !asked.get(i).matches("top_[1-9]\\d{0,5}")) {
        throw new ConfigException(
            "metrics[" + i + "]",
            "unknown metric '" + asked.get(i) + "'; " + Nearest.hint(asked.get(i), known));
      }
    }
    for (String target : train.stop().targets().keySet()) {
      if (!metrics.contains(target)) {
        metrics.add(target);
      }
    }
    return metrics;
  }

  private static Settings write(RunFile x) {
    return Settings.of(
        "name", x.name(),
        "seed", x.seed(),
        "data", x.data(),
        "model", x.model().layers(),
        "loss", x.loss(),
        "optimizer", x.optimizer(),
        "schedule", x.schedule(),
        "clip", x.clip(),
        "penalties", x.penalties().isEmpty() ? null : x.penalties(),
        "groups", x.groups().groups().isEmpty() ? null : x.groups().groups(),
        "metrics", x.metrics(),
        "train", x.train(),
        "init", x.init(),
        "health", x.health(),
        "output", x.output());
  }
}
