package gradus.health.detect;

import gradus.health.Case;
import gradus.health.Decades;
import gradus.health.Detector;
import gradus.health.Finding;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.train.log.Event;
import java.util.List;
import java.util.Map;

/**
 * The gradient gets smaller from layer to layer on its way back: {@code decades = -log10(rms(δ at
 * the first weights) / rms(δ at the output))}, at one and the same step, so that neither the loss's
 * scale nor a converged network matters. Where it is lost is told by {@link Decades}. What a pool
 * takes does not count: it spreads the gradient over places, and weights that are shared by places
 * sum it up again. What is lost on the way back through time leaves the last times their gradient,
 * and many tasks need no more; so it alarms only where half of the training taught little.
 */
public final class Vanishing implements Detector {
  private static final double LOST = 2;
  private static final double AT_ONCE = 6;

  /** Decades that sound recurrences lose at most by slopes, from the last time to the first. */
  private static final double BY_SLOPES_IN_TIME = 3;

  /** The same by weights: what gates leave of the past at the start is lost step by step. */
  private static final double BY_WEIGHTS_IN_TIME = 6;

  @Override
  public List<Finding> examine(Case patient) {
    List<Event.SignalFlow> signals = patient.signals();
    if (signals.isEmpty()) {
      return List.of();
    }
    Course course = Course.of(patient);
    Event.SignalFlow last = signals.getLast();
    Decades first = Decades.of(signals.getFirst().links());
    double begun = lost(signals.getFirst());
    double lost = Flows.last(signals, 3).stream().mapToDouble(Vanishing::lost).min().orElseThrow();
    boolean fromStart = begun >= LOST;
    boolean asBegun = Double.isFinite(begun) && fromStart;
    Decades now = asBegun ? first : Decades.of(last.links());
    double total = asBegun ? begun : lost(last);
    boolean inTime = total - Flows.throughTime(now) < LOST;
    boolean atOnce =
        !inTime
            && lost >= AT_ONCE
            && begun >= AT_ONCE
            && course.early()
            && lost - bottleneck(now) >= AT_ONCE / 2
            && (layersHit(now) > 2 || lost > 2 * AT_ONCE)
            && (signals.size() > 1 || Double.isFinite(begun))
            && (begun >= 2 * AT_ONCE || Flows.rests(patient));
    // While the first weights move, a slow beginner may still come out of it.
    boolean delayed = begun >= 2 * LOST && course.clearlyBehind();
    if (course.poor() && begun > 1.5 * LOST || delayed && course.half()) {
      lost = Math.max(lost, begun);
    }
    boolean early = !inTime && course.poor() && Flows.rests(patient);
    boolean hurt = course.half() ? course.poor() || delayed : early;
    if (!(lost >= LOST) || !atOnce && !hurt && !course.fine()) {
      return List.of();
    }
    Map<String, Double> layers = Flows.byLayer(now);
    String worst =
        layers.entrySet().stream()
            .filter(layer -> Double.isInfinite(total) || !Flows.pools(last.links(), layer.getKey()))
            .max(Map.Entry.comparingByValue())
            .orElseThrow()
            .getKey();
    Map<Event.Role, Double> roles = now.byRole();
    double slopes = roles.getOrDefault(Event.Role.SLOPE, 0.0);
    double weights = roles.getOrDefault(Event.Role.WEIGHT, 0.0);
    boolean bySlope = slopes >= weights;
    int layersHit = layersHit(now);
    boolean usual = inTime && total < (bySlope ? BY_SLOPES_IN_TIME : BY_WEIGHTS_IN_TIME);
    boolean sick = course.stuck() || course.poor() && lost >= 2 * LOST;
    Severity severity =
        course.fine() || usual ? Severity.NOTE : sick ? Severity.SICK : Severity.WARNING;
    Finding finding =
        Finding.of(
                Symptom.VANISHING,
                severity,
                worst,
                fromStart ? signals.getFirst().step() : last.step(),
                Double.isInfinite(total)
                    ? "The gradient that reaches the first layers is zero; it ends in "
                        + worst
                        + "."
                    : "On its way back through the network the gradient shrinks by "
                        + Flows.number(total)
                        + " decades; "
                        + (bySlope ? "slopes of activations" : "weights")
                        + " take "
                        + Flows.number(Math.max(slopes, weights))
                        + " of them, in "
                        + layersHit
                        + " layers, and most in "
                        + worst
                        + ".")
            .with("decades lost", lost)
            .with("decades lost by slopes", slopes)
            .with("decades lost by weights", weights)
            .with("decades lost at step 1", begun)
            .with("learned so far", course.attained())
            .threshold(
                "2 decades while little is learned, or 6 at the start while the first weights hardly"
                    + " move, or 12: below that the first"
                    + " layers move with the others (the sigmoid's 0.24 a layer makes 2 decades in"
                    + " 3 layers, 6 in 10); through time 3 by slopes or 6 by weights")
            .cause(
                bySlope
                    ? "the activation's slope is below 1 nearly everywhere, and layer after layer"
                        + " multiplies by it"
                    : "weights are too small for the number of inputs, so each product shrinks the"
                        + " gradient")
            .unless(
                "the first layers have nothing to learn",
                "freeze them and train again: an equal result acquits the gradient")
            .formula("decades = −log₁₀ Π gₗ, gₗ = rms(δₗ) / rms(δₗ₊₁)");
    return List.of(
        bySlope
            ? Flows.pairs(patient)
                ? finding.remedies("larger_batch", "layer_norm", "relu_activation", "residual")
                : finding.remedies("relu_activation", "batch_norm", "residual", "he_init")
            : finding.remedies("he_init", "xavier_init", "lsuv_init", "batch_norm", "residual"));
  }

  /** The decades lost, without those of pools. */
  private static double lost(Event.SignalFlow flow) {
    return Decades.of(flow.links()).total() - Flows.pooled(flow.links());
  }

  /**
   * What the worst weights alone take. Their own gradient is not made smaller by it, so that they
   * grow out of it: one small layer heals by itself, two do not.
   */
  private static double bottleneck(Decades decades) {
    return decades.pieces().stream()
        .filter(piece -> piece.role() == Event.Role.WEIGHT && Double.isFinite(piece.decades()))
        .mapToDouble(Decades.Piece::decades)
        .max()
        .orElse(0);
  }

  private static int layersHit(Decades decades) {
    return (int)
        Flows.byLayer(decades).values().stream().filter(d -> d > decades.total() / 50).count();
  }
}
