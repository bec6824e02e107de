package gradus.health.detect;

import gradus.health.Case;
import gradus.health.Detector;
import gradus.health.Finding;
import gradus.health.Intake;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.train.log.Event;
import java.util.List;
import java.util.Optional;

/** The end of the network, the loss and the answers do not belong together. */
public final class Misfit implements Detector {
  /** The part of the way from chance to the bound of the loss that a sound network goes. */
  private static final double FITTED = 0.75;

  @Override
  public List<Finding> examine(Case patient) {
    Optional<Ending> ending = Ending.of(patient);
    if (ending.isEmpty()) {
      return List.of();
    }
    Optional<Ending.Clash> clash = ending.get().clash();
    if (clash.isEmpty()) {
      return List.of();
    }
    Course course = Course.of(patient);
    boolean before = patient.history().first(Event.RunStarted.class).isEmpty();
    boolean broken = !Double.isFinite(course.recent());
    boolean hurt = course.poor() || broken;
    boolean untold = before || course.early() && !hurt;
    boolean certain = clash.get().certain();
    if (untold && !before && !certain) {
      return List.of();
    }
    boolean unfitted = isUnfitted(course, clash.get().least());
    boolean below = course.behind() || course.half() && !course.reaches(0.85) || unfitted;
    boolean fine =
        certain
            ? course.attained() >= (course.values() ? 0.5 : 0.9) && !course.lags()
            : unfitted ? course.attained() >= 0.8 : course.reaches(0.9);
    Severity severity =
        untold && !clash.get().atOnce() || !before && fine || NonFinite.isExponential(patient)
            ? Severity.NOTE
            : hurt || certain ? Severity.SICK : below ? Severity.WARNING : Severity.NOTE;
    Intake.Head head = ending.get().head();
    return List.of(
        Finding.of(Symptom.MISFIT, severity, head.layer(), 0, clash.get().sentence())
            .with("first loss", course.first())
            .with("loss of a blind answer", course.chance())
            .with("learned so far", course.attained())
            .threshold(
                "none: it follows from the formulas of "
                    + (head.activation().isEmpty() ? "the output" : head.activation())
                    + " and "
                    + head.loss())
            .cause(clash.get().cause())
            .unless(
                "it is meant so",
                "train with the head and loss that fit and compare held-out results")
            .remedies("fit_head_and_loss")
            .formula(clash.get().formula()));
  }

  /**
   * Whether no class can ever get half of the probability, and the training loss ends far above its
   * bound.
   */
  private static boolean isUnfitted(Course course, double least) {
    double most = 1 - least / course.chance();
    return course.share() >= 1
        && least > Math.log(2)
        && most > 0
        && course.learned() < FITTED * most;
  }
}
