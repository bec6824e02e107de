package gradus.health.detect;

import gradus.health.Case;
import gradus.health.Detector;
import gradus.health.Finding;
import gradus.health.NoiseScale;
import gradus.health.Severity;
import gradus.health.Symptom;
import java.util.List;

/** After a good part of the training the loss is still that of a blind answer. */
public final class NoDescent implements Detector {
  private static final double SHARE = 0.5;

  @Override
  public List<Finding> examine(Case patient) {
    Course course = Course.of(patient);
    boolean late = course.share() >= SHARE || Double.isNaN(course.share()) && course.steps() > 200;
    if (!late
        || !Double.isFinite(course.recent())
        || !course.stuck() && !(penalty(patient, course) && course.poor())
        || course.falling() && course.share() < 1) {
      return List.of();
    }
    boolean penalty = penalty(patient, course);
    Finding finding =
        Finding.of(
                Symptom.NOT_DECREASING,
                Severity.SICK,
                "",
                penalty ? 0 : course.steps(),
                "After "
                    + course.steps()
                    + " steps the training loss is "
                    + Flows.number(course.recent())
                    + "; an answer that does not look at the input has "
                    + Flows.number(course.chance())
                    + ".")
            .with("loss now", course.recent())
            .with("loss of a blind answer", course.chance())
            .with("learned so far", course.attained())
            .with("share of the training done", course.share())
            .threshold(
                "less than 12 % of the way from a blind answer (entropy of the classes, variance of"
                    + " the targets) to a perfect one, 3 % for numbers, after half of the training")
            .cause(
                penalty
                    ? "the penalties on the weights outweigh the loss: it begins at "
                        + Flows.number(course.first())
                        + ", nearly all of it penalty; lower them"
                    : "nothing that was measured tells why: flow, units, rate and inputs look sound")
            .unless(
                "the labels have nothing to do with the inputs",
                "train --overfit-batch: a sound network learns even wrong labels of one batch")
            .unless("the network is too small", "double its width")
            .remedies("rate_test", "raise_rate", "clean_data", "he_init", "adam")
            .formula("learned = 1 − L / L(blind)");
    return List.of(
        NoiseScale.of(patient)
            .filter(NoiseScale::isKnown)
            .map(
                noise ->
                    finding
                        .with("noise scale of the gradient, in examples", noise.value())
                        .with("examples of a step", noise.batch()))
            .orElse(finding));
  }

  /** Whether most of the loss is not that of answers but of weights. */
  private static boolean penalty(Case patient, Course course) {
    boolean given = patient.file().map(file -> !file.penalties().isEmpty()).orElse(false);
    boolean outliers = patient.intake().map(intake -> intake.inputs().outliers() > 0).orElse(false);
    return given && !outliers && course.first() > 5 * course.chance() && output(patient) < 10;
  }

  /** The size of the output at the start: a small one cannot make a large loss. */
  private static double output(Case patient) {
    if (patient.signals().isEmpty()) {
      return Double.NaN;
    }
    return patient.signals().getFirst().links().getLast().values().rms();
  }
}
