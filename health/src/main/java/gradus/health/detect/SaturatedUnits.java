package gradus.health.detect;

import gradus.health.Case;
import gradus.health.Decades;
import gradus.health.Detector;
import gradus.health.Finding;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.train.log.Event;
import java.util.List;
import java.util.Set;

/**
 * Units of a sigmoid, tanh and the like that stand where the function is flat: the middle unit is
 * live (slope above a hundredth of the steepest) for few samples. Slopes are measured, not outputs:
 * a bound of ±5 on outputs that live in (−1, 1) could never be passed. Of a layer with gates it is
 * the gates of each time, all taken together, and what the input brings to them.
 */
public final class SaturatedUnits implements Detector {
  private static final Set<String> BOUNDED =
      Set.of("sigmoid", "tanh", "hard_sigmoid", "hard_tanh", "softsign");
  private static final Set<String> GATED = Set.of("lstm", "gru");

  /** What goes into a gate is large from 2 to this power on. */
  private static final int LARGE_GATE = 2;

  private static final double LIVE = 0.5;
  private static final double AT_ONCE = 0.3;

  /** Units that are live for so few samples, from the start to the end, hold a network back. */
  private static final double DEEP = 0.2;

  /** A network that comes so far is not held back, whatever its task allows. */
  private static final double ENOUGH = 0.75;

  /** A network that comes so far is not harmed by what slopes cut off. */
  private static final double UNHARMED = 0.9;

  /** The rms of outputs of which most stand at 6. */
  private static final double HALF_FULL = 4.3;

  /** Decades that the gradient loses where saturation alarms before the training tells. */
  private static final double CUT = 3;

  @Override
  public List<Finding> examine(Case patient) {
    List<Event.SignalFlow> signals = patient.signals();
    if (signals.isEmpty()) {
      return List.of();
    }
    Course course = Course.of(patient);
    Event.SignalFlow first = signals.getFirst();
    Event.SignalFlow last = signals.getLast();
    int worst = -1;
    double least = 1;
    for (int i = 0; i < last.links().size(); i++) {
      double live = live(last.links().get(i));
      if (live < least - (worst >= 0 ? 0.1 : 0)) {
        least = live;
        worst = i;
      }
    }
    if (worst < 0) {
      return List.of();
    }
    Event.Link link = last.links().get(worst);
    double begun = live(first.links().get(worst));
    boolean atOnce =
        least <= AT_ONCE
            && begun <= AT_ONCE
            && course.early()
            && Decades.of(last.links()).total() >= CUT
            && Flows.rests(patient);
    boolean hurt = least <= LIVE && (course.poor() || begun <= LIVE && course.clearlyBehind());
    boolean far = begun <= AT_ONCE && course.attained() < ENOUGH;
    boolean cut = Flows.isCutOff(link, last) && !course.excels(UNHARMED);
    boolean held = least <= DEEP && course.share() >= 1 && (far || cut);
    if (!atOnce && !hurt && !held && !(least <= LIVE && course.fine())) {
      return List.of();
    }
    boolean early = begun <= LIVE;
    boolean byInput = isInputOfGates(link);
    boolean gated = byInput || link.role() != Event.Role.SLOPE;
    String layer = byInput ? link.path() : gated ? owner(link.path()) : Flows.layer(link.path());
    Severity severity =
        course.fine() && !held
            ? Severity.NOTE
            : hurt && (least <= AT_ONCE || course.stuck()) ? Severity.SICK : Severity.WARNING;
    Finding finding =
        Finding.of(
                Symptom.SATURATED_UNITS,
                severity,
                layer,
                early ? first.step() : last.step(),
                (byInput
                        ? "The input pushes the gates of " + layer + " to their bounds for "
                        : "The middle "
                            + (gated ? "gate" : "unit")
                            + " of "
                            + layer
                            + " stands on the flat part of its "
                            + (gated ? "sigmoid or tanh" : link.kind())
                            + " for ")
                    + Flows.percent(1 - least)
                    + (byInput ? " of what goes into them" : " of the samples")
                    + (early ? ", from the first step on." : "."))
            .with("share of samples with a slope", least)
            .with("the same at step 1", begun)
            .with(
                gated && !byInput ? "rms of what comes out" : "rms before the activation",
                gated ? link.values().rms() : before(last, worst))
            .with("learned so far", course.attained())
            .threshold(
                "flat for half of the samples while little is learned, for 70 % at the start, or for"
                    + " 80 % from the start to the end of a training that comes less than three"
                    + " quarters of the way, or for 80 % with most units flat for all samples, 2.5"
                    + " decades lost by slopes and less than nine tenths answered right;"
                    + " flat: a slope below 1 % of the steepest, |z| > 6 for sigmoid, 3 for tanh; for"
                    + " what inputs bring to gates |x W + b| > 4")
            .cause(
                early && largeInputs(patient)
                    ? "the inputs are so large that the units are pushed to their bounds"
                    : early
                        ? "weights, biases or inputs are so large that the units are pushed to their"
                            + " bounds from the start"
                        : "training pushed the units to their bounds")
            .unless(
                early ? "the inputs are too large" : "the rate was too high",
                early
                    ? "standardize the inputs and measure the first step again"
                    : "train from the start with a tenth of the rate")
            .formula("saturated: φ'(z) < 0.01 max φ'; δ before = δ after · φ'(z)");
    return List.of(finding.remedies(remedies(patient, link, early)));
  }

  private static String[] remedies(Case patient, Event.Link link, boolean early) {
    if (link.kind().startsWith("hard")) {
      return new String[] {
        "activation_default", "standardize_inputs", "xavier_init", "relu_activation"
      };
    }
    boolean gates = link.role() != Event.Role.SLOPE && !isInputOfGates(link);
    if (!early) {
      return gates
          ? new String[] {"lower_rate", "clip_global_norm", "weight_decay"}
          : new String[] {"lower_rate", "batch_norm", "relu_activation", "weight_decay"};
    }
    if (gates) {
      return new String[] {
        isInTime(link.path()) ? "recurrence_default" : "xavier_init",
        "standardize_inputs",
        "lower_rate"
      };
    }
    return largeInputs(patient)
        ? new String[] {"standardize_inputs", "batch_norm", "xavier_init"}
        : new String[] {"xavier_init", "standardize_inputs", "batch_norm", "relu_activation"};
  }

  private static boolean largeInputs(Case patient) {
    return patient.intake().map(intake -> intake.inputs().rms() > 5).orElse(false);
  }

  /** Whether the middle unit of a ReLU with an upper bound stands at that bound. */
  static boolean isFull(Event.Link link) {
    return link.kind().equals("relu6") && link.values().rms() > HALF_FULL;
  }

  /** Whether some activation stood on its flat part when the training began. */
  static boolean fromStart(Case patient) {
    return !patient.signals().isEmpty()
        && patient.signals().getFirst().links().stream().anyMatch(link -> live(link) <= LIVE);
  }

  /**
   * The share of what goes into the gates of a recurrent layer that is small enough for them to
   * have a slope. One gate of four may stand open or shut on purpose.
   */
  private static double undecided(Event.Link link) {
    Event.Histogram sizes = link.values().histogram();
    int all = sizes.zeros() + sizes.nonFinite();
    int small = sizes.zeros();
    for (int i = 0; i < sizes.counts().size(); i++) {
      all += sizes.counts().get(i);
      small += sizes.first() + i < LARGE_GATE ? sizes.counts().get(i) : 0;
    }
    return small / (double) all;
  }

  private static double live(Event.Link link) {
    if (isInputOfGates(link)) {
      return undecided(link);
    }
    return link.units().isPresent()
            && (link.role() != Event.Role.SLOPE || BOUNDED.contains(link.kind()) || isFull(link))
        ? link.units().get().live().get(2)
        : Double.NaN;
  }

  private static boolean isInputOfGates(Event.Link link) {
    return GATED.contains(link.kind()) && link.role() == Event.Role.WEIGHT;
  }

  /** The layer to which gates belong, without the time. */
  private static String owner(String path) {
    return isInTime(path) ? Flows.layer(path) : path;
  }

  private static boolean isInTime(String path) {
    return path.endsWith("]");
  }

  private static double before(Event.SignalFlow flow, int at) {
    return at == 0 ? Double.NaN : flow.links().get(at - 1).values().rms();
  }
}
