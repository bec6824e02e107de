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
 * The gradient grows from layer to layer on its way back, or the signal on its way forward, already
 * at the first measured step: {@code -log10(rms(δ at the output) / rms(δ at the first weights))}
 * and {@code log10(rms of the output / rms of the first layer)}.
 */
public final class Exploding implements Detector {
  private static final double GROWN = 2;
  private static final double AT_ONCE = 4;

  @Override
  public List<Finding> examine(Case patient) {
    List<Event.SignalFlow> signals = patient.signals();
    if (signals.isEmpty()) {
      return List.of();
    }
    Event.SignalFlow first = signals.getFirst();
    Course course = Course.of(patient);
    Decades decades = Decades.of(first.links());
    double back = -decades.total();
    double forward = forward(first.links());
    boolean broken = !Double.isFinite(course.recent()) || !Double.isFinite(course.first());
    boolean far = course.first() > 5 * course.chance() || broken;
    boolean farther = course.first() > 20 * course.chance();
    double most = Math.max(Double.isNaN(back) ? 0 : back, forward);
    boolean atOnce = most >= AT_ONCE && (farther || broken) && course.early();
    boolean loud = farther && course.half() && course.recent() > 2 * course.chance();
    boolean wild = loud && !course.excels();
    boolean hurt = course.poor() || broken || wild || course.rise() > 1 && !course.fine();
    double bound = farther ? 0.7 * GROWN : GROWN;
    if (!(most >= bound) || !atOnce && !hurt) {
      return List.of();
    }
    boolean byGradient = back >= forward;
    String layer = byGradient ? steepest(decades) : growth(first.links());
    return List.of(
        Finding.of(
                Symptom.EXPLODING,
                hurt ? Severity.SICK : Severity.WARNING,
                layer,
                first.step(),
                "At the first step "
                    + (byGradient
                        ? "the gradient grows by " + Flows.number(back) + " decades on its way back"
                        : "the signal grows by "
                            + Flows.number(forward)
                            + " decades on its way forward")
                    + ", most in "
                    + layer
                    + (far ? "; the loss begins at " + Flows.number(course.first()) : "")
                    + ".")
            .with("decades won backward", back)
            .with("decades won forward", forward)
            .with("first loss", course.first())
            .with("loss of a blind answer", course.chance())
            .with("learned so far", course.attained())
            .threshold(
                "2 decades while the training suffers, or 4 at the start with a first loss 20 times that"
                    + " of a blind answer: a gain of 1 a layer keeps"
                    + " the size (He et al. 2015); over 50 plain layers with batch norm it reaches"
                    + " 4 (Yang et al. 2019)")
            .cause(
                "weights are too large for the number of inputs, so each product grows the signal")
            .unless(
                "inputs are far too large",
                "divide the inputs by their standard deviation and look at the first layer's output")
            .remedies("he_init", "xavier_init", "lsuv_init", "layer_norm", "clip_global_norm")
            .formula("decades = log₁₀ Π gₗ, gₗ = rms(δₗ) / rms(δₗ₊₁)"));
  }

  /**
   * The decades that the signal wins after the first weights, at most; only products with weights
   * count if it overflows, which a network that grows step by step does not.
   */
  static double forward(List<Event.Link> links) {
    boolean finite = links.stream().allMatch(link -> Double.isFinite(link.values().rms()));
    double sum = 0;
    double most = 0;
    double before = Double.NaN;
    boolean begun = false;
    for (Event.Link link : links) {
      double rms = link.values().rms();
      double grown = begun ? Math.log10(rms / before) : Double.NaN;
      begun |= link.role() == Event.Role.WEIGHT;
      before = rms;
      if (Double.isInfinite(grown)) {
        return most;
      }
      if (!Double.isNaN(grown) && (finite || link.role() == Event.Role.WEIGHT || grown < 0)) {
        sum += grown;
        most = Math.max(most, sum);
      }
    }
    return most;
  }

  private static String steepest(Decades decades) {
    return Flows.byLayer(decades).entrySet().stream()
        .min(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("");
  }

  private static String growth(List<Event.Link> links) {
    String layer = "";
    double most = 0;
    double before = Double.NaN;
    for (Event.Link link : links) {
      double rms = link.values().rms();
      if (rms / before > most) {
        most = rms / before;
        layer = link.path();
      }
      before = rms;
    }
    return layer;
  }
}
