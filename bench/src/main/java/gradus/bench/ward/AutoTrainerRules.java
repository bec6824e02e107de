package gradus.bench.ward;

import static gradus.bench.ward.Baselines.found;
import static gradus.bench.ward.Baselines.weights;

import gradus.health.Case;
import gradus.health.Detector;
import gradus.health.Finding;
import gradus.health.Symptom;
import gradus.train.log.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * The five symptoms of AutoTrainer (Zhang et al., ICSE 2021), by the thresholds that it publishes,
 * read from our events: root mean squares stand for its mean sizes, and a parameter whose gradient
 * is zero for its silent neurons. It asks at every step and judges after some; we ask when
 * gradients are measured.
 */
final class AutoTrainerRules {
  private static final double VANISHING_RATIO = 1e-3;
  private static final double VANISHING_SIZE = 1e-4;
  private static final double EXPLODING_RATIO = 70;
  private static final double DEAD_SHARE = 0.7;
  private static final double SWING = 0.03;
  private static final double SWING_SHARE = 0.2;
  private static final double SLOW = 0.6;
  private static final int PATIENCE = 3;

  static final List<Detector> ALL =
      List.of(
          AutoTrainerRules::vanishing,
          AutoTrainerRules::exploding,
          AutoTrainerRules::dead,
          AutoTrainerRules::oscillating,
          AutoTrainerRules::slow);

  private AutoTrainerRules() {}

  /** First over last below 1e-3, and the first below 1e-4. */
  private static List<Finding> vanishing(Case patient) {
    return perFlow(
        patient,
        (flow, parts) -> {
          double first = parts.getFirst().gradientRms();
          double last = parts.getLast().gradientRms();
          return first < VANISHING_RATIO * last && first < VANISHING_SIZE
              ? found(Symptom.VANISHING, parts.getFirst().name(), flow.step(), "vanishes")
              : null;
        });
  }

  /** Not finite, or first over last above 70. */
  private static List<Finding> exploding(Case patient) {
    if (!Baselines.notFinite(patient).isEmpty()) {
      return List.of(found(Symptom.EXPLODING, "", patient.history().steps(), "a NaN"));
    }
    return perFlow(
        patient,
        (flow, parts) -> {
          double first = parts.getFirst().gradientRms();
          double last = parts.getLast().gradientRms();
          return first > EXPLODING_RATIO * last
              ? found(Symptom.EXPLODING, parts.getFirst().name(), flow.step(), "explodes")
              : null;
        });
  }

  /** More than 70 % of what should learn has no gradient. */
  private static List<Finding> dead(Case patient) {
    return perFlow(
        patient,
        (flow, parts) -> {
          long dead = parts.stream().filter(part -> part.gradientRms() == 0).count();
          return dead > DEAD_SHARE * parts.size()
              ? found(Symptom.DEAD_UNITS, parts.getFirst().name(), flow.step(), "dead")
              : null;
        });
  }

  /** Accuracy moves up and down by more than 0.03 in more than a fifth of the epochs. */
  private static List<Finding> oscillating(Case patient) {
    List<Double> accuracies = accuracies(patient);
    int turns = 0;
    for (int i = 2; i < accuracies.size(); i++) {
      double before = accuracies.get(i - 1) - accuracies.get(i - 2);
      double after = accuracies.get(i) - accuracies.get(i - 1);
      turns += before * after < 0 && Math.min(Math.abs(before), Math.abs(after)) > SWING ? 1 : 0;
    }
    return accuracies.size() > PATIENCE && turns > SWING_SHARE * accuracies.size()
        ? List.of(found(Symptom.OSCILLATING, "", patient.history().steps(), "swings"))
        : List.of();
  }

  /** Accuracy is below 0.6 after three epochs. */
  private static List<Finding> slow(Case patient) {
    List<Double> accuracies = accuracies(patient);
    return accuracies.size() >= PATIENCE && accuracies.getLast() < SLOW
        ? List.of(found(Symptom.NOT_DECREASING, "", patient.history().steps(), "slow"))
        : List.of();
  }

  private static List<Double> accuracies(Case patient) {
    List<Double> found = new ArrayList<>();
    for (Event.EpochDone epoch : patient.epochs()) {
      Double value =
          epoch.validationMetrics().getOrDefault("accuracy", epoch.metrics().get("accuracy"));
      if (value != null) {
        found.add(value);
      }
    }
    return found;
  }

  /** What one measurement says; null for nothing. */
  interface PerFlow {
    /** Judges. */
    Finding judge(Event.GradientFlow flow, List<Event.Part> weights);
  }

  /** The first alarm among all measurements of gradients. */
  static List<Finding> perFlow(Case patient, PerFlow rule) {
    for (Event.GradientFlow flow : patient.flows()) {
      List<Event.Part> parts = weights(flow);
      if (parts.size() > 1) {
        Finding finding = rule.judge(flow, parts);
        if (finding != null) {
          return List.of(finding);
        }
      }
    }
    return List.of();
  }
}
