package gradus.health.preflight;

import gradus.health.Case;
import gradus.health.Doctor;
import gradus.health.Finding;
import gradus.health.Intake;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.train.Engine;
import gradus.train.data.Batch;
import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import gradus.train.run.Prepared;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks a run before its first step: data, initial weights, head and loss, and one measured batch.
 * Nothing is trained and nothing is written.
 */
public final class Preflight {
  private static final int OVERFIT_STEPS = 300;

  private Preflight() {}

  /** What detectors find before training. */
  public static List<Finding> examine(Prepared prepared) {
    return Doctor.examine(patient(prepared));
  }

  /** The case before training: one batch measured at the initial values. */
  public static Case patient(Prepared prepared) {
    try (Engine engine = prepared.trainer().engine(prepared.split())) {
      Intake intake = Admission.of(prepared, engine);
      Batch batch = prepared.trainer().batches(prepared.split()).at(0, 0);
      Engine.Outcome outcome = engine.train(batch, 1, 0, 0, true, true);
      List<Event> events =
          List.of(
              new Event.StepDone(1, 1, outcome.loss(), 0, outcome.before(), outcome.after(), 0),
              new Event.SignalFlow(1, outcome.signals()),
              new Event.GradientFlow(1, outcome.parameters()));
      return new Case(
          new RunHistory(events, false, 0), Optional.of(prepared.file()), Optional.of(intake));
    }
  }

  /**
   * Learns the first batch by heart: a sound network can, whatever the labels. Nothing if the loss
   * falls to a tenth within 300 steps.
   */
  public static List<Finding> overfitBatch(Prepared prepared) {
    try (Engine engine = prepared.trainer().engine(prepared.split())) {
      Batch batch = prepared.trainer().batches(prepared.split()).at(0, 0);
      double rate = engine.recipe().updates().optimizer().rate();
      double first = Double.NaN;
      double loss = Double.NaN;
      List<Finding> found = new ArrayList<>();
      for (int step = 1; step <= OVERFIT_STEPS; step++) {
        loss = engine.train(batch, step, step - 1L, rate, true, false).loss();
        first = step == 1 ? loss : first;
        if (loss <= 0.1 * first) {
          return found;
        }
      }
      found.add(
          Finding.of(
                  Symptom.NOT_DECREASING,
                  loss > 0.7 * first || !Double.isFinite(loss) ? Severity.SICK : Severity.WARNING,
                  "",
                  OVERFIT_STEPS,
                  "One batch alone, learned "
                      + OVERFIT_STEPS
                      + " times, goes from a loss of "
                      + (float) first
                      + " to "
                      + (float) loss
                      + " only.")
              .with("first loss", first)
              .with("last loss", loss)
              .threshold(
                  "a tenth of the first loss within 300 steps: any labels can be learned by heart")
              .cause("the network, its flow of gradients or its rate keeps it from learning at all")
              .unless("the rate is too low", "try ten times the rate")
              .unless("dropout or augmentation change the batch", "try without them")
              .remedies("rate_test", "raise_rate", "he_init", "fit_head_and_loss")
              .formula("L(300) ≤ 0.1 L(1)"));
      return found;
    }
  }
}
