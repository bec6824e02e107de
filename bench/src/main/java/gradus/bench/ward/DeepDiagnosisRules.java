package gradus.bench.ward;

import static gradus.bench.ward.AutoTrainerRules.perFlow;
import static gradus.bench.ward.Baselines.found;

import gradus.health.Case;
import gradus.health.Detector;
import gradus.health.Finding;
import gradus.health.Symptom;
import gradus.train.log.Event;
import java.util.List;

/**
 * Symptoms of DeepDiagnosis (Wardat et al., ICSE 2022), by thresholds that such systems share, read
 * from our events: mean gradient below 1e-7 vanishes, above 1e4 explodes, or doubles with each
 * check; weights that are equal in successive checks are unchanged; loss and accuracy that are no
 * better than before stand still.
 */
final class DeepDiagnosisRules {
  private static final double VANISHING = 1e-7;
  private static final double EXPLODING = 1e4;
  private static final double GROWTH = 2;
  private static final double HUGE_WEIGHT = 1e3;
  private static final int CHECKS = 3;
  private static final int PATIENCE = 3;

  static final List<Detector> ALL =
      List.of(
          DeepDiagnosisRules::explodingTensor,
          DeepDiagnosisRules::unchanged,
          DeepDiagnosisRules::exploding,
          DeepDiagnosisRules::vanishing,
          DeepDiagnosisRules::lossNotDecreasing,
          DeepDiagnosisRules::accuracyNotIncreasing);

  private DeepDiagnosisRules() {}

  private static List<Finding> explodingTensor(Case patient) {
    if (!Baselines.notFinite(patient).isEmpty()) {
      return List.of(found(Symptom.NON_FINITE, "", patient.history().steps(), "a NaN"));
    }
    return perPart(
        patient, (flow, part) -> part.weightRms() > HUGE_WEIGHT ? Symptom.EXPLODING : null);
  }

  private static List<Finding> unchanged(Case patient) {
    return perPart(
        patient,
        (flow, part) ->
            flow.step() > 1 && part.updateRatio() == 0 ? Symptom.FROZEN_PARAMETERS : null);
  }

  private static List<Finding> exploding(Case patient) {
    List<Finding> large =
        perPart(patient, (flow, part) -> part.gradientRms() > EXPLODING ? Symptom.EXPLODING : null);
    return large.isEmpty() ? growing(patient) : large;
  }

  private static List<Finding> growing(Case patient) {
    List<Event.GradientFlow> flows = patient.flows();
    for (int i = CHECKS; i < flows.size(); i++) {
      for (int k = 0; k < flows.get(i).parts().size(); k++) {
        boolean all = true;
        for (int back = 0; back < CHECKS; back++) {
          double now = flows.get(i - back).parts().get(k).gradientRms();
          double before = flows.get(i - back - 1).parts().get(k).gradientRms();
          all &= before > 0 && now > GROWTH * before;
        }
        if (all) {
          Event.Part part = flows.get(i).parts().get(k);
          return List.of(found(Symptom.EXPLODING, part.name(), flows.get(i).step(), "grows"));
        }
      }
    }
    return List.of();
  }

  private static List<Finding> vanishing(Case patient) {
    return perPart(
        patient, (flow, part) -> part.gradientRms() < VANISHING ? Symptom.VANISHING : null);
  }

  private static List<Finding> lossNotDecreasing(Case patient) {
    List<Event.EpochDone> epochs = patient.epochs();
    return standing(patient, Symptom.NOT_DECREASING, epochs.stream().map(e -> -e.loss()).toList());
  }

  private static List<Finding> accuracyNotIncreasing(Case patient) {
    return standing(
        patient,
        Symptom.NOT_DECREASING,
        patient.epochs().stream()
            .filter(e -> e.validationMetrics().containsKey("accuracy"))
            .map(e -> e.validationMetrics().get("accuracy"))
            .toList());
  }

  /** No better than the epoch before for several epochs in a row. */
  private static List<Finding> standing(Case patient, Symptom symptom, List<Double> values) {
    int standing = 0;
    for (int i = 1; i < values.size(); i++) {
      standing = values.get(i) > values.get(i - 1) ? 0 : standing + 1;
      if (standing >= PATIENCE) {
        return List.of(found(symptom, "", patient.history().steps(), "stands still"));
      }
    }
    return List.of();
  }

  /** What one part of a measurement says; null for nothing. */
  private interface PerPart {
    Symptom judge(Event.GradientFlow flow, Event.Part part);
  }

  private static List<Finding> perPart(Case patient, PerPart rule) {
    return perFlow(
        patient,
        (flow, parts) -> {
          for (Event.Part part : parts) {
            Symptom symptom = rule.judge(flow, part);
            if (symptom != null) {
              return found(symptom, part.name(), flow.step(), symptom.words());
            }
          }
          return null;
        });
  }
}
