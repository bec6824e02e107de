package gradus.health.detect;

import gradus.health.Case;
import gradus.health.Detector;
import gradus.health.Finding;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.train.log.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * Units of a ReLU or its kin that are flat for all samples, over one batch or over a thousand
 * samples: counted unit by unit, so that a sparse code, in which each unit is live for some
 * samples, does not count.
 */
public final class DeadUnits implements Detector {
  private static final double SHARE = 0.5;
  private static final double DYING = 0.8;

  /** A training loss of classes that falls no farther is held back by dead units. */
  private static final double LEARNED = 0.55;

  private static final long SAMPLES = 8;
  private static final int FLOWS = 4;

  /** A layer of n units is born dead with a chance of 2⁻ⁿ (Lu et al. 2019): up to here often. */
  private static final int NARROW = 4;

  @Override
  public List<Finding> examine(Case patient) {
    List<Event.SignalFlow> signals = telling(patient.signals());
    if (signals.isEmpty()) {
      return List.of();
    }
    Course course = Course.of(patient);
    Event.SignalFlow last = signals.getLast();
    boolean atEnd = course.share() >= 1 && last == patient.signals().getLast();
    List<Finding> found = new ArrayList<>();
    double worst = 0;
    for (int i = 0; i < last.links().size(); i++) {
      Event.Link link = last.links().get(i);
      if (!canDie(link)) {
        continue;
      }
      double now = dead(Flows.last(signals, FLOWS), i);
      double begun = dead(signals.subList(0, 1), i);
      boolean all = now >= 1;
      boolean shut = all && !passed(last.links(), i);
      boolean alarms =
          shut && certain(link, signals, course) && !course.fine()
              || now >= SHARE && course.poor() && course.late()
              || begun >= 1 && course.half() && course.clearlyBehind();
      boolean slow = !course.values() && course.learned() < LEARNED;
      boolean held =
          atEnd && (now >= SHARE && slow || now >= Flows.MOST && Flows.isCutOff(link, last));
      if (!alarms && !held && !(now >= SHARE && course.fine()) || now <= worst) {
        continue;
      }
      worst = now;
      boolean early = begun >= 0.8 * now;
      Severity severity =
          course.fine()
              ? held ? Severity.WARNING : Severity.NOTE
              : shut || now >= DYING ? Severity.SICK : Severity.WARNING;
      found.clear();
      found.add(finding(link, last, now, begun, early, severity, signals, course));
    }
    return found;
  }

  private static Finding finding(
      Event.Link link,
      Event.SignalFlow last,
      double now,
      double begun,
      boolean early,
      Severity severity,
      List<Event.SignalFlow> signals,
      Course course) {
    Event.Units units = link.units().orElseThrow();
    Finding finding =
        Finding.of(
                Symptom.DEAD_UNITS,
                severity,
                Flows.layer(link.path()).isEmpty() ? link.path() : layer(link.path()),
                early && begun >= DYING ? signals.getFirst().step() : last.step(),
                Math.round(now * units.count())
                    + " of "
                    + units.count()
                    + " units of "
                    + layer(link.path())
                    + " are flat for all samples"
                    + (early
                        ? ", from the first step on."
                        : "; at the start " + Flows.percent(begun) + " were."))
            .with("share of dead units", now)
            .with("share of silent units at step 1", begun)
            .with("samples a unit saw", units.samples())
            .with("learned so far", course.attained())
            .threshold(
                "half of a layer's units without one live sample while little is learned, or all of"
                    + " them; at the end also half where a training loss of classes came less than"
                    + " 55 % of the way, and 70 % where slopes take 2.5 decades off the gradient; a unit that is live for 1 sample in 20 is silent for a batch of 64"
                    + " with a chance of 4 %")
            .cause(
                early
                    ? "the layer starts with biases or inputs far below zero"
                    : "a step that was too long pushed the units below zero for every sample, where"
                        + " no gradient brings them back")
            .unless(
                early ? "the layer before gives nothing" : "the units are not needed",
                early
                    ? "look at the spread of the layer before"
                    : "give them zero outgoing weights and a new start: if the loss falls, they were"
                        + " needed")
            .formula("dead: φ'(zᵤ) = 0 for all samples; ∂L/∂wᵤ = Σ δ φ'(zᵤ) a = 0");
    return early && units.count() <= NARROW
        ? finding.remedies("zero_to_default_init", "wider_network", "leaky_relu_activation")
        : early
            ? finding.remedies(
                "zero_to_default_init", "he_init", "leaky_relu_activation", "batch_norm")
            : finding.remedies(
                "lower_rate", "leaky_relu_activation", "batch_norm", "clip_global_norm");
  }

  /**
   * Whether more than the samples of one batch speak for it: few units may miss those by chance.
   */
  private static boolean certain(Event.Link link, List<Event.SignalFlow> signals, Course course) {
    return link.units().orElseThrow().count() <= NARROW
        ? signals.size() >= FLOWS
        : signals.size() > 1 || course.untrained();
  }

  /** Those of batches with enough samples: the last batch of an epoch may be a small rest. */
  private static List<Event.SignalFlow> telling(List<Event.SignalFlow> signals) {
    return signals.stream()
        .filter(
            flow ->
                flow.links().stream()
                    .flatMap(link -> link.units().stream())
                    .allMatch(units -> units.samples() >= SAMPLES))
        .toList();
  }

  /** Whether all units of some layer were silent when the training began. */
  static boolean fromStart(Case patient) {
    return !patient.signals().isEmpty()
        && patient.signals().getFirst().links().stream()
            .anyMatch(
                link -> canDie(link) && link.units().get().silent() == link.units().get().count());
  }

  /** Whether nearly all units of a layer died that lived when the training began. */
  static boolean died(Case patient) {
    return died(patient, DYING);
  }

  /** Whether half of the units of a layer died, at least. */
  static boolean halfDied(Case patient) {
    return died(patient, SHARE);
  }

  private static boolean died(Case patient, double share) {
    List<Event.SignalFlow> signals = telling(patient.signals());
    if (signals.isEmpty()) {
      return false;
    }
    List<Event.Link> links = signals.getLast().links();
    for (int i = 0; i < links.size(); i++) {
      if (canDie(links.get(i))
          && dead(Flows.last(signals, FLOWS), i) >= share
          && dead(signals.subList(0, 1), i) < SHARE) {
        return true;
      }
    }
    return false;
  }

  private static String layer(String path) {
    int dot = path.lastIndexOf('.');
    return dot > 0 && canDie(path.substring(dot + 1)) ? path.substring(0, dot) : path;
  }

  private static boolean canDie(Event.Link link) {
    return link.role() == Event.Role.SLOPE
        && link.units().isPresent()
        && link.values().histogram().nonFinite() == 0
        && link.units().get().samples() >= SAMPLES
        && canDie(link.kind())
        && !SaturatedUnits.isFull(link);
  }

  private static boolean canDie(String kind) {
    return kind.startsWith("relu")
        || kind.startsWith("hard_swish")
        || kind.startsWith("elu")
        || kind.startsWith("selu")
        || kind.startsWith("gelu")
        || kind.startsWith("silu")
        || kind.startsWith("softplus");
  }

  /** The smallest share of units that were silent in each of some steps; with the known dead. */
  private static double dead(List<Event.SignalFlow> flows, int at) {
    double least = 1;
    for (Event.SignalFlow flow : flows) {
      Event.Units units = flow.links().get(at).units().orElse(null);
      if (units == null) {
        return 0;
      }
      least = Math.min(least, units.silent() / (double) units.count());
    }
    return least;
  }

  /** Whether a gradient still gets past the piece. */
  private static boolean passed(List<Event.Link> links, int at) {
    for (int i = 0; i <= at; i++) {
      if (links.get(i).gradient().isPresent()
          && links.get(i).gradient().get().rms() > 0
          && links.get(i).role() != Event.Role.OTHER
          && i < at) {
        return true;
      }
    }
    return false;
  }
}
