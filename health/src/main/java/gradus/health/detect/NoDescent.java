package gradus.health.detect;

import gradus.health.Case;
import gradus.health.Detector;
import gradus.health.Finding;
import gradus.health.Intake;
import gradus.health.NoiseScale;
import gradus.health.Severity;
import gradus.health.Symptom;
import java.util.List;
import java.util.Optional;

/** After a good part of the training the loss is still that of a blind answer. */
public final class NoDescent implements Detector {
  private static final double SHARE = 0.5;

  /** A part of what neighbours foretell that a network reaches of which a part may not learn. */
  private static final double FAR_IN_PARTS = 0.7;

  /** A part of the way to perfect that no sound network of classes stays below. */
  private static final double FAINT = 0.25;

  @Override
  public List<Finding> examine(Case patient) {
    Course course = Course.of(patient);
    boolean finite = Double.isFinite(course.recent());
    if (course.poor() || !finite && course.steps() > 1) {
      NoisySignal noise = NoisySignal.of(patient);
      if (noise.drowns() && (course.half() || !finite)) {
        return List.of(noise.finding(course));
      }
      Optional<Finding> closed = ClosedWays.find(patient, course);
      if (closed.isPresent()) {
        return List.of(closed.get());
      }
    }
    boolean late = course.share() >= SHARE || Double.isNaN(course.share()) && course.steps() > 200;
    if (!late
        || !finite
        || !course.stuck()
            && !(Penalties.mayOutweigh(patient, course) && course.clearlyBehind())
            && !Penalties.areAllThatIsLeft(patient, course)
            && !lags(patient, course)
            && !faint(course)
        || course.falling() && course.share() < 1) {
      return List.of();
    }
    boolean decayed = Penalties.decay(patient);
    boolean penalty =
        Penalties.mayOutweigh(patient, course) || Penalties.areAllThatIsLeft(patient, course);
    Finding finding =
        Finding.of(
                Symptom.NOT_DECREASING,
                penalty || course.stuck() ? Severity.SICK : Severity.WARNING,
                "",
                penalty ? 0 : course.steps(),
                "After "
                    + course.steps()
                    + " steps the training loss is "
                    + Flows.number(course.recent())
                    + "; an answer that does not look at the input has "
                    + Flows.number(course.chance())
                    + (lags(patient, course)
                        ? "; the network stands at "
                            + Flows.percent(course.attained())
                            + " of the way to perfect, nearest neighbours at "
                            + Flows.percent(course.neighbours())
                        : "")
                    + ".")
            .with("loss now", course.recent())
            .with("loss of a blind answer", course.chance())
            .with("learned so far", course.attained())
            .with("share of the training done", course.share())
            .threshold(
                "less than 12 % of the way from a blind answer (entropy of the classes, variance of"
                    + " the targets) to a perfect one, 3 % for numbers, after half of the training; or"
                    + " far less at the end than nearest neighbours foretell")
            .cause(
                decayed
                    ? "in each step the weight decay takes more off the weights than the gradient can"
                        + " give them; lower it"
                    : penalty
                        ? "the penalties on the weights outweigh the loss: it begins at "
                            + Flows.number(course.first())
                            + ", nearly all of it penalty; lower them"
                        : "nothing that was measured tells why: flow, units, rate and inputs look sound")
            .unless(
                "the labels have nothing to do with the inputs",
                "train --overfit-batch: a sound network learns even wrong labels of one batch")
            .unless("the network is too small", "double its width")
            .remedies(
                Flows.pairs(patient)
                    ? new String[] {"larger_batch", "rate_test", "he_init", "adam"}
                    : penalty
                        ? new String[] {"lower_decay", "less_regularization"}
                        : new String[] {"rate_test", "raise_rate", "clean_data", "he_init", "adam"})
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

  /** Whether it lags; if a part of it may not learn, which may be meant so, by more. */
  private static boolean lags(Case patient, Course course) {
    boolean whole =
        patient.intake().stream()
            .flatMap(intake -> intake.weights().stream())
            .allMatch(Intake.Weight::trained);
    return whole ? course.lags() : course.lags(FAR_IN_PARTS);
  }

  /** Whether at the end next to nothing is foretold, and no neighbours excuse it. */
  private static boolean faint(Course course) {
    return course.share() >= 1
        && !course.values()
        && Double.isNaN(course.neighbours())
        && course.attained() + course.error() < FAINT;
  }
}
