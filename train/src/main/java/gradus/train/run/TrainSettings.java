package gradus.train.run;

import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import gradus.nn.optim.WeightAverage;
import java.util.List;
import java.util.Map;

/**
 * How long and in what portions is trained.
 *
 * @param epochs passes over the training part; 0 for as many as the steps need
 * @param steps updates of the parameters; 0 for as many as the epochs have
 * @param batch examples in a batch
 * @param dropLast whether a last batch that is smaller is left out
 * @param accumulate batches whose gradients make one update
 * @param average the average of the weights; null for none
 * @param validateEvery steps between validations; 0 for each epoch
 * @param checkpointEvery steps between checkpoints; 0 for each epoch
 * @param logEvery steps between lines of the log; 0 for each epoch
 * @param stop what ends it early
 * @param threads threads of the step; 0 for all processors
 */
public record TrainSettings(
    int epochs,
    long steps,
    int batch,
    boolean dropLast,
    int accumulate,
    WeightAverage average,
    long validateEvery,
    long checkpointEvery,
    long logEvery,
    StopSettings stop,
    int threads) {
  private static final int USUAL_EPOCHS = 20;

  /** How it stands in a run file. */
  public static final Entry<TrainSettings> ENTRY =
      Entry.of(
          "train",
          TrainSettings.class,
          "how long and in what portions is trained",
          List.of(
              Setting.whole("epochs", "passes over the training part; 20 if no steps are given")
                  .optional(),
              Setting.whole("steps", "updates of the parameters; as the epochs have if not given")
                  .optional(),
              Setting.whole("batch", 1, 32, "examples in a batch"),
              Setting.flag("drop_last", false, "leave out a last batch that is smaller"),
              Setting.whole("accumulate", 1, 1, "batches whose gradients make one update"),
              Setting.part(
                  "weight_average", () -> WeightAverage.ENTRY, null, "keep an average of weights"),
              Setting.whole("validate_every", 0, 0, "steps between validations; 0: each epoch"),
              Setting.whole("checkpoint_every", 0, 0, "steps between checkpoints; 0: each epoch"),
              Setting.whole("log_every", 0, 0, "steps between lines of the log; 0: each epoch"),
              Setting.part("stop", () -> StopSettings.ENTRY, Map.of(), "what ends it early"),
              Setting.whole("threads", 0, 0, "threads of a step; 0: all processors")),
          TrainSettings::read,
          TrainSettings::write);

  /** The usual settings. */
  public static TrainSettings of() {
    return ENTRY.read(null, "train");
  }

  private static TrainSettings read(Settings s) {
    long steps = s.has("steps") ? s.large("steps") : 0;
    return new TrainSettings(
        s.has("epochs") ? s.whole("epochs") : steps > 0 ? 0 : USUAL_EPOCHS,
        steps,
        s.whole("batch"),
        s.flag("drop_last"),
        s.whole("accumulate"),
        s.one("weight_average", WeightAverage.class),
        s.large("validate_every"),
        s.large("checkpoint_every"),
        s.large("log_every"),
        s.one("stop", StopSettings.class),
        s.whole("threads"));
  }

  private static Settings write(TrainSettings x) {
    return Settings.of(
        "epochs", x.epochs == 0 ? null : x.epochs,
        "steps", x.steps == 0 ? null : x.steps,
        "batch", x.batch,
        "drop_last", x.dropLast,
        "accumulate", x.accumulate,
        "weight_average", x.average,
        "validate_every", x.validateEvery,
        "checkpoint_every", x.checkpointEvery,
        "log_every", x.logEvery,
        "stop", x.stop,
        "threads", x.threads);
  }
}
