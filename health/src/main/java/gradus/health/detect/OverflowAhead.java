package gradus.health.detect;

import gradus.health.Case;
import gradus.health.Detector;
import gradus.health.Finding;
import gradus.health.Intake;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.nn.schedule.Schedule;
import gradus.train.log.Event;
import gradus.train.run.RunFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Numbers that head for overflow: the exponent of the largest value, gradient or weight grows along
 * a straight line, which meets 2¹²⁸ in a number of steps that can be said before.
 */
public final class OverflowAhead implements Detector {
  private static final int POINTS = 6;
  private static final int LEAST = 4;
  private static final double LARGE = 20;
  private static final double LIMIT = 128;
  private static final double NEAR = 300;
  private static final double STRAIGHT = 0.9;

  /** A rate that falls by so much stops what grew by it. */
  private static final double SHORTER = 10;

  @Override
  public List<Finding> examine(Case patient) {
    List<Finding> found = new ArrayList<>();
    List<Event.SignalFlow> signals = Flows.last(patient.signals(), POINTS);
    List<Event.GradientFlow> flows = Flows.last(patient.flows(), POINTS);
    foretell(
        patient, signals, flow -> most(flow.links(), link -> link.values().max()), "signal", found);
    foretell(
        patient,
        signals,
        flow -> most(flow.links(), link -> link.gradient().map(Event.Spread::max).orElse(0.0)),
        "gradient",
        found);
    foretell(patient, flows, flow -> most(flow.parts(), Event.Part::weightMax), "weight", found);
    found.sort((a, b) -> Double.compare(left(a), left(b)));
    return found.isEmpty() ? List.of() : List.of(found.getFirst());
  }

  /** Whether the schedule makes steps far shorter on this way: no line goes on through it. */
  private static boolean slows(Case patient, long from, long to) {
    Schedule schedule = patient.file().map(RunFile::schedule).orElse(null);
    long total = patient.intake().map(Intake::steps).orElse(0L);
    return schedule != null
        && total > 0
        && schedule.rate(1, Math.min(total, to), total)
            < schedule.rate(1, from - 1, total) / SHORTER;
  }

  private static double left(Finding finding) {
    return finding.evidence().getLast().value();
  }

  private static <E> double most(List<E> all, ToDoubleFunction<E> of) {
    return all.stream().mapToDouble(of).max().orElse(0);
  }

  private static <E extends Event> void foretell(
      Case patient, List<E> events, ToDoubleFunction<E> of, String what, List<Finding> found) {
    int n = events.size();
    if (n < LEAST) {
      return;
    }
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double sxy = 0;
    double syy = 0;
    for (E event : events) {
      double x = event.step();
      double y = Math.log(of.applyAsDouble(event)) / Math.log(2);
      sx += x;
      sy += y;
      sxx += x * x;
      sxy += x * y;
      syy += y * y;
    }
    double spread = n * sxx - sx * sx;
    double slope = (n * sxy - sx * sy) / spread;
    double fit = Math.pow(n * sxy - sx * sy, 2) / (spread * (n * syy - sy * sy));
    double now = Math.log(of.applyAsDouble(events.getLast())) / Math.log(2);
    double left = (LIMIT - now) / slope;
    if (!(slope > 0) || !(fit > STRAIGHT) || !(now > LARGE) || !(left < NEAR)) {
      return;
    }
    long step = events.getLast().step();
    if (slows(patient, events.getFirst().step(), step + (long) left)) {
      return;
    }
    found.add(
        Finding.of(
                Symptom.NON_FINITE,
                Severity.WARNING,
                "",
                step,
                "The exponent of the largest "
                    + what
                    + " grows by "
                    + Flows.number(slope)
                    + " bits a step: overflow in "
                    + Math.round(left)
                    + " steps.")
            .with("exponent now", now)
            .with("bits a step", slope)
            .with("straightness (R²)", fit)
            .with("steps left", left)
            .threshold(
                "a straight line (R² above 0.9) through the last measured exponents that meets 2¹²⁸"
                    + " within 300 steps, once it is above 2²⁰")
            .cause("each step multiplies the numbers by the same factor: the rate is too high")
            .unless("a layer that feeds itself", "look which layer's weights grow first")
            .remedies("lower_rate", "clip_global_norm", "weight_decay")
            .formula("steps left = (128 − log₂ max) / slope"));
  }
}
