package gradus.health;

import gradus.health.detect.BadInitialization;
import gradus.health.detect.ContradictoryData;
import gradus.health.detect.DeadUnits;
import gradus.health.detect.Exploding;
import gradus.health.detect.FrozenParameters;
import gradus.health.detect.Misfit;
import gradus.health.detect.MissingActivations;
import gradus.health.detect.NoDescent;
import gradus.health.detect.NonFinite;
import gradus.health.detect.OscillatingLoss;
import gradus.health.detect.Overfitting;
import gradus.health.detect.OverflowAhead;
import gradus.health.detect.RateTooHigh;
import gradus.health.detect.RateTooLow;
import gradus.health.detect.SaturatedUnits;
import gradus.health.detect.UnscaledInputs;
import gradus.health.detect.Vanishing;
import java.util.List;

/** All detectors, in the order in which they are asked. */
public final class Detectors {
  /** One line a detector. */
  public static final List<Detector> CATALOG =
      List.of(
          new Misfit(),
          new MissingActivations(),
          new ContradictoryData(),
          new UnscaledInputs(),
          new BadInitialization(),
          new FrozenParameters(),
          new SaturatedUnits(),
          new DeadUnits(),
          new Vanishing(),
          new Exploding(),
          new NonFinite(),
          new OverflowAhead(),
          new RateTooHigh(),
          new RateTooLow(),
          new OscillatingLoss(),
          new NoDescent(),
          new Overfitting());

  private Detectors() {}
}
