package gradus.health.detect;

import gradus.health.Case;
import gradus.health.Detector;
import gradus.health.Finding;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.train.log.Event;
import java.util.List;

/**
 * Steps change the weights by a large part of their size, and the training suffers: the update is
 * held against the weights, so that neither the optimizer nor the scale of the loss matters.
 */
public final class RateTooHigh implements Detector {
  static final double RATIO = 0.05;
  private static final double HUGE = 0.5;
  static final double GROWN = 3;

  static final int FLOWS = 10;
  private static final int FIRST = 3;

  /** Before so many steps a loss that jumped may still come down by itself. */
  private static final int AWAY = 20;

  /** A rate that came down so far is another one. */
  private static final double OVER = 10;

  /** A rate that is high for a smaller part of the steps is no choice of a rate. */
  private static final double SHOCK = 0.2;

  /** A training loss that fell this far does not suffer from long steps. */
  private static final double LEARNED = 0.6;

  @Override
  public List<Finding> examine(Case patient) {
    List<Event.GradientFlow> flows = patient.flows();
    Course course = Course.of(patient);
    if (flows.isEmpty() || course.steps() < 2) {
      return List.of();
    }
    double momentum = patient.intake().map(intake -> intake.pace().momentum()).orElse(0.0);
    boolean otherwise =
        patient
            .intake()
            .map(intake -> intake.pace().signs() || intake.pace().cycles())
            .orElse(false);
    boolean absurd =
        patient.intake().map(intake -> intake.inputs().max() > UnscaledInputs.ABSURD).orElse(false);
    boolean single = OscillatingLoss.single(patient);
    if (momentum > OscillatingLoss.MOMENTUM || otherwise || single || absurd) {
      return List.of();
    }
    if (isOver(patient) && DeadUnits.died(patient) || isShock(patient)) {
      return List.of();
    }
    double ratio = Math.max(Flows.updateRatio(flows, FLOWS), Flows.updateRatio(flows, FIRST));
    // A head that learns alone, from layers that are frozen, starts small and may grow.
    boolean alone = Flows.weights(flows.getLast()).size() == 1;
    double grown = alone ? 1 : Flows.growth(flows);
    double cosine =
        Flows.middle(
            Flows.last(flows, FLOWS).stream()
                .map(flow -> Flows.middle(flow, part -> part.cosine().orElse(Double.NaN)))
                .toList());
    boolean broken = !Double.isFinite(course.recent());
    double blind = Math.max(course.chance(), course.first());
    boolean away =
        !broken && course.recent() > 2 * blind && course.steps() >= AWAY && !course.excels();
    // Small weights learn quickly at first: in a network that learns, only lasting length counts.
    boolean lasting = Flows.updateRatio(flows, FLOWS) >= RATIO;
    boolean longSteps = lasting || course.poor() && ratio >= RATIO || grown >= GROWN;
    boolean climbed = climbed(course, blind);
    boolean alarms =
        longSteps
                && (course.half() && course.clearlyBehind() && !broken && course.learned() < LEARNED
                    || broken && (climbed || ratio >= HUGE || grown >= GROWN)
                    || course.rise() > 0.5 && course.late() && !course.fine())
            || away
            || broken && climbed
            || ratio >= HUGE
                && flows.size() > 2
                && course.steps() >= 10
                && !course.fine()
                && (!course.early() || course.recent() > course.chance());
    if (!alarms || course.fine() && !broken && !away) {
      return List.of();
    }
    double rate = patient.steps().isEmpty() ? Double.NaN : patient.steps().getLast().rate();
    return List.of(
        Finding.of(
                Symptom.RATE_TOO_HIGH,
                course.poor() || broken || away ? Severity.SICK : Severity.WARNING,
                "",
                flows.getLast().step(),
                "A step changes the middle weight by "
                    + Flows.percent(ratio)
                    + " of its size"
                    + (grown >= GROWN
                        ? ", the weights grew to " + Flows.number(grown) + " times their first size"
                        : "")
                    + (away || broken ? ", and the loss ran away" : ", and little is learned")
                    + ".")
            .with("update over weight", ratio)
            .with("growth of the weights", grown)
            .with("cosine of successive gradients", cosine)
            .with("rate", rate)
            .with("loss now", course.recent())
            .with("learned so far", course.attained())
            .threshold(
                "5 % a step, or weights 3 times their first size, while the training suffers; sound"
                    + " runs stay between 0.01 % and 1 %, up to 3 % at the start")
            .cause("the rate is too high for the curvature: each step overshoots")
            .unless(
                "the weights start far too small",
                "compare rms·√inputs of the first weights with what their activation asks for")
            .unless("gradients explode", "look at the gain by layer at step 1")
            .remedies("lower_rate", "rate_test", "warmup", "clip_global_norm")
            .formula("ratio = ‖Δw‖ / ‖w‖; gradient descent is stable for η < 2 / λmax"));
  }

  /** Whether the rate has come down since, and steps are short now. */
  private static boolean isOver(Case patient) {
    List<Event.StepDone> steps = patient.steps();
    double most = steps.stream().mapToDouble(Event.StepDone::rate).max().orElse(0);
    List<Event.GradientFlow> late = Flows.last(patient.flows(), FIRST);
    return !steps.isEmpty()
        && steps.getLast().rate() <= most / OVER
        && !(Flows.updateRatio(late, FIRST) >= RATIO);
  }

  /** Whether a rate that was high for a few steps left half of a layer's units dead. */
  static boolean isShock(Case patient) {
    List<Event.StepDone> steps = patient.steps();
    double most = steps.stream().mapToDouble(Event.StepDone::rate).max().orElse(0);
    long high = steps.stream().filter(step -> step.rate() > most / OVER).count();
    return high < SHOCK * steps.size() && isOver(patient) && DeadUnits.halfDied(patient);
  }

  /** Whether the last finite losses were well above the beginning. */
  private static boolean climbed(Course course, double blind) {
    return course.losses().stream()
        .filter(Double::isFinite)
        .reduce((_, last) -> last)
        .map(last -> last > 1.5 * blind)
        .orElse(false);
  }
}
