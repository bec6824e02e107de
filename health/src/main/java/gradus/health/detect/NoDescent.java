package gradus.health.detect;

import gradus.health.Case;
import gradus.health.Detector;
import gradus.health.Finding;
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
    if (!late || !Double.isFinite(course.recent()) || !course.stuck() || course.falling() && course.share() < 1) {
      return List.of();
    }
    return List.of(
        Finding.of(
                Symptom.NOT_DECREASING,
                Severity.SICK,
                "",
                course.steps(),
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
            .cause("nothing that was measured tells why: flow, units, rate and inputs look sound")
            .unless(
                "the labels have nothing to do with the inputs",
                "train --overfit-batch: a sound network learns even wrong labels of one batch")
            .unless("the network is too small", "double its width")
            .remedies("rate_test", "raise_rate", "clean_data", "he_init", "adam")
            .formula("learned = 1 − L / L(blind)"));
  }
}
