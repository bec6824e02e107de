package gradus.health.detect;

import gradus.health.Case;
import gradus.health.Finding;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.train.data.augment.Noise;
import gradus.train.log.Event;
import java.util.List;
import java.util.Set;

/**
 * How much of the signal's power is left where dropout and noise add chance to it: the product over
 * all noisy layers, each by the mean powers of the first measured steps.
 *
 * @param left the part that is signal
 * @param layer where most is lost; empty if that is before the first layer
 */
record NoisySignal(double left, String layer) {
  /** Layers that add or multiply chance while they train. */
  private static final Set<String> CHANCE =
      Set.of("dropout", "spatial_dropout", "alpha_dropout", "gaussian_noise");

  /** The part of the signal's power that must be left of it. */
  private static final double LEFT = 0.2;

  private static final int FLOWS = 5;

  /** What is left in a run. */
  static NoisySignal of(Case patient) {
    List<Event.SignalFlow> flows = patient.signals();
    if (flows.isEmpty()) {
      return new NoisySignal(1, "");
    }
    flows = flows.subList(0, Math.min(FLOWS, flows.size()));
    double inputs = patient.intake().map(intake -> intake.inputs().rms()).orElse(Double.NaN);
    double before = inputs * inputs;
    double added = augmented(patient);
    double left = added > 0 ? before / (before + added) : 1;
    double least = left;
    String layer = "";
    before += added;
    for (int i = 0; i < flows.getFirst().links().size(); i++) {
      Event.Link link = flows.getFirst().links().get(i);
      double after = power(flows, i);
      if (CHANCE.contains(link.kind()) && before > 0) {
        double here = after > before ? before / after : after == 0 ? 0 : 1;
        left *= here;
        layer = here < least ? link.path() : layer;
        least = Math.min(least, here);
      }
      before = after;
    }
    return new NoisySignal(left, layer);
  }

  /** Whether so little is left that chance may be why a network learns poorly. */
  boolean drowns() {
    return left < LEFT;
  }

  /** What is said of it. */
  Finding finding(Course course) {
    return Finding.of(
            Symptom.NOT_DECREASING,
            course.stuck() ? Severity.SICK : Severity.WARNING,
            layer,
            0,
            "Dropout and noise leave "
                + Flows.percent(left)
                + " of the signal's power"
                + (layer.isEmpty() ? "" : ", and " + layer + " takes most")
                + "; the rest is chance.")
        .with("part of the power that is signal", left)
        .with("learned so far", course.attained())
        .threshold(
            "a fifth of the power, while the network learns poorly; two layers of dropout 0.5 leave"
                + " a quarter")
        .cause("so much noise that hardly any signal comes through")
        .unless("another fault hides behind it", "train without noise: an equal result acquits it")
        .remedies("less_regularization", "lower_rate")
        .formula("signal = Π (rms before / rms after)²; dropout of p alone leaves 1 − p");
  }

  /** The power of the noise that is added to training examples. */
  private static double augmented(Case patient) {
    return patient.file().stream()
        .flatMap(file -> file.data().augment().stream())
        .mapToDouble(
            change -> change instanceof Noise noise ? noise.deviation() * noise.deviation() : 0)
        .sum();
  }

  private static double power(List<Event.SignalFlow> flows, int link) {
    return flows.stream()
        .mapToDouble(flow -> flow.links().get(link).values().rms())
        .map(rms -> rms * rms)
        .average()
        .orElse(Double.NaN);
  }
}
