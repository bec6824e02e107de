package gradus.bench.ward;

import static gradus.health.Severity.SICK;

import gradus.health.Case;
import gradus.health.Finding;
import gradus.health.Symptom;
import gradus.train.log.EndReason;
import gradus.train.log.Event;
import java.util.List;

/** The physicians beside whom ours is measured. */
final class Baselines {
  /** All, in the order of tables. */
  static final List<Physician> ALL =
      List.of(
          new RulesPhysician("never", List.of()),
          new RulesPhysician("always", List.of(Baselines::always)),
          new RulesPhysician("NaN only", List.of(Baselines::notFinite)),
          new RulesPhysician("rules of AutoTrainer", AutoTrainerRules.ALL),
          new RulesPhysician("rules of DeepDiagnosis", DeepDiagnosisRules.ALL));

  private Baselines() {}

  private static List<Finding> always(Case patient) {
    return List.of(found(Symptom.NOT_DECREASING, "", 0, "always says so"));
  }

  /** Says that the loss or a gradient is not finite. */
  static List<Finding> notFinite(Case patient) {
    boolean ended =
        patient
            .history()
            .last(Event.RunEnded.class)
            .filter(end -> end.reason() == EndReason.NOT_FINITE)
            .isPresent();
    boolean loss = patient.steps().stream().anyMatch(step -> !Double.isFinite(step.loss()));
    return ended || loss
        ? List.of(found(Symptom.NON_FINITE, "", patient.history().steps(), "a NaN"))
        : List.of();
  }

  /** An alarm. */
  static Finding found(Symptom symptom, String layer, long step, String sentence) {
    return Finding.of(symptom, SICK, layer, step, sentence);
  }

  /** The parts of a flow that are weights, not biases and the like, from input to output. */
  static List<Event.Part> weights(Event.GradientFlow flow) {
    return flow.parts().stream()
        .filter(part -> part.name().endsWith(".weight") || part.name().endsWith(".kernel"))
        .toList();
  }
}
