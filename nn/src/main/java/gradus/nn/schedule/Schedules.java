package gradus.nn.schedule;

import gradus.nn.config.Catalog;
import java.util.List;

/** All schedules by name. */
public final class Schedules {
  private Schedules() {}

  /** The catalog. */
  public static final Catalog<Schedule> CATALOG =
      new Catalog<>(
          "schedule",
          List.of(
              Constant.ENTRY,
              Step.ENTRY,
              MultiStep.ENTRY,
              Exponential.ENTRY,
              Polynomial.ENTRY,
              Linear.ENTRY,
              Cosine.ENTRY,
              CosineWarmRestarts.ENTRY,
              OneCycle.ENTRY,
              Cyclic.ENTRY,
              Warmup.ENTRY,
              ReduceOnPlateau.ENTRY));
}
