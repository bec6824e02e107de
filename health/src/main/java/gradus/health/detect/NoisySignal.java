package gradus.health.detect;

import gradus.health.Case;
import gradus.health.Finding;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.train.data.augment.Noise;
import gradus.train.log.Event;
import java.util.List;
import java.util.Set;

/** How much of the signal is left where dropout and noise add chance to it. */
final class NoisySignal {
  /** Layers that add or multiply chance while they train. */
  private static final Set<String> CHANCE =
      Set.of("dropout", "spatial_dropout", "alpha_dropout", "gaussian_noise");

  /** The part of the signal's power that must be left of it. */
  private static final double LEFT = 0.2;

  private static final int FLOWS = 5;

  private NoisySignal() {}

  /** Whether so little is left that chance may be why a network learns poorly. */
  static boolean drowns(Case patient) {
    return left(patient) < LEFT;
  }

  /** What is said of it. */
  static Finding finding(Case patient, Course course) {
    double left = left(patient);
    return Finding.of(
            Symptom.NOT_DECREASING,
            course.stuck() ? Severity.SICK : Severity.WARNING,
            "",
            0,
            "Dropout and noise leave "
                + Flows.percent(left)
                + " of the signal's power; the rest is chance.")
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

  /**
   * How much of the power at the output of noisy layers is signal: the product over all, each by
   * the mean powers of the first measured steps.
   */
  private static double left(Case patient) {
    List<Event.SignalFlow> flows = patient.signals();
    if (flows.isEmpty()) {
      return 1;
    }
    flows = flows.subList(0, Math.min(FLOWS, flows.size()));
    double inputs = patient.intake().map(intake -> intake.inputs().rms()).orElse(Double.NaN);
    double before = inputs * inputs;
    double added = augmented(patient);
    double left = added > 0 ? before / (before + added) : 1;
    before += added;
    for (int i = 0; i < flows.getFirst().links().size(); i++) {
      double after = power(flows, i);
      if (CHANCE.contains(flows.getFirst().links().get(i).kind()) && before > 0) {
        left *= after > before ? before / after : after == 0 ? 0 : 1;
      }
      before = after;
    }
    return left;
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
