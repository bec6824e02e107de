package gradus.health.detect;

import gradus.health.Case;
import gradus.health.Detector;
import gradus.health.Finding;
import gradus.health.Intake;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.train.log.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps are so short that even the fastest weights get nowhere in the whole training: {@code ratio
 * · steps} bounds the way they can go, in units of their own size.
 */
public final class RateTooLow implements Detector {
  private static final double WAY = 0.15;
  private static final int FLOWS = 20;

  /** Clipping that leaves less than this of most gradients is more than a guard. */
  private static final double CLIPPED = 0.1;

  /** Gradients, and with them steps, may still grow: what the way is divided by until then. */
  private static final double FIRST_HALF = 3;

  /** A training loss that fell this far needed no longer steps. */
  private static final double LEARNED = 0.6;

  /** The part of the set rate that a warm-up must reach. */
  private static final double REACHED = 0.2;

  @Override
  public List<Finding> examine(Case patient) {
    List<Event.GradientFlow> flows = patient.flows();
    Course course = Course.of(patient);
    boolean slow = course.learned() < LEARNED || course.lags();
    boolean fallen = fallen(patient.steps()) && course.late() && course.behind() && slow;
    if (flows.size() < 2 && !fallen || course.steps() < 10 || course.fine()) {
      return List.of();
    }
    List<Double> fastest = new ArrayList<>();
    for (Event.GradientFlow flow : Flows.last(flows, FLOWS)) {
      fastest.add(
          Flows.weights(flow).stream()
              .filter(part -> part.gradientRms() > 0)
              .mapToDouble(Event.Part::updateRatio)
              .max()
              .orElse(Double.NaN));
    }
    double ratio = Flows.middle(fastest);
    long planned =
        Math.max(course.steps(), patient.intake().map(Intake::steps).orElse(course.steps()));
    double way = ratio * planned;
    boolean rising = rising(patient.steps());
    double bound = course.half() ? WAY : WAY / FIRST_HALF;
    boolean alarms =
        slow
            && (course.behind() && way < bound
                || course.lags() && course.falling() && way < 2 * WAY
                || course.half() && course.poor() && course.stuck() && way < 2 * WAY);
    boolean neverUp = rising && course.half() && neverUp(patient) && slow;
    boolean atOnce = way < WAY / 15 && course.steps() >= 20 && course.learned() < 0.1;
    if (!neverUp && (!alarms && !atOnce && !fallen || rising || !(ratio > 0) && !fallen)) {
      return List.of();
    }
    double rate = patient.steps().isEmpty() ? Double.NaN : patient.steps().getLast().rate();
    double left = left(patient.steps());
    boolean clipped = left < CLIPPED && way / left >= WAY && !fallen && !neverUp;
    return List.of(
        Finding.of(
                clipped ? Symptom.NOT_DECREASING : Symptom.RATE_TOO_LOW,
                course.poor() ? Severity.SICK : Severity.WARNING,
                "",
                clipped ? 0 : course.steps(),
                "A step changes even the fastest weights by "
                    + Flows.number(ratio)
                    + " of their size; all "
                    + planned
                    + " steps together can change them by "
                    + Flows.percent(way)
                    + ".")
            .with("update over weight of the fastest", ratio)
            .with("the same over all steps", way)
            .with("rate", rate)
            .with("part of the gradient that clipping leaves", left)
            .with("learned so far", course.attained())
            .threshold(
                "15 % of their size over the whole training, while little is learned (30 % where the"
                    + " loss still falls and neighbours know far more): a sound network moves its"
                    + " weights by about their own size")
            .cause(
                clipped
                    ? "clipping leaves "
                        + Flows.number(100 * left)
                        + " % of each gradient, far too little; allow more"
                    : fallen
                        ? "the schedule lowers the rate to a fiftieth long before the end"
                        : neverUp
                            ? "the warm-up is longer than the training: the rate never comes near what"
                                + " was set"
                            : "the rate is too low for the length of the training")
            .unless("the gradient itself is zero", "look at the gradient of the last layer")
            .remedies(
                clipped
                    ? new String[] {"less_regularization", "raise_rate"}
                    : fallen || neverUp
                        ? new String[] {"steady_rate", "raise_rate", "rate_test"}
                        : new String[] {"raise_rate", "rate_test", "adam"})
            .formula("way ≤ steps · ‖Δw‖ / ‖w‖"));
  }

  /**
   * What clipping leaves of the middle gradient, as a part of its norm; 1 if nothing is clipped.
   */
  private static double left(List<Event.StepDone> steps) {
    double middle =
        Flows.middle(
            steps.stream()
                .map(
                    step ->
                        step.clippedNorm().orElse(Double.NaN)
                            / step.gradientNorm().orElse(Double.NaN))
                .toList());
    return middle > 0 && middle < 1 ? middle : 1;
  }

  /** Whether for most of the time the rate was a fiftieth of what it had been. */
  private static boolean fallen(List<Event.StepDone> steps) {
    double most = steps.stream().mapToDouble(Event.StepDone::rate).max().orElse(0);
    double middle = Flows.middle(steps.stream().map(Event.StepDone::rate).toList());
    return steps.size() > 10 && middle < most / 50;
  }

  /** Whether the highest rate so far is a small part of the one that was set. */
  private static boolean neverUp(Case patient) {
    double most = patient.steps().stream().mapToDouble(Event.StepDone::rate).max().orElse(0);
    double set = patient.intake().map(intake -> intake.pace().rate()).orElse(0.0);
    return most < REACHED * set;
  }

  /** Whether the rate is still being raised, as in a warm-up. */
  private static boolean rising(List<Event.StepDone> steps) {
    int n = steps.size();
    return n > 1 && steps.get(n - 1).rate() > 1.001 * steps.get(Math.max(0, n - 3)).rate();
  }
}
