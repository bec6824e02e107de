package gradus.health.detect;

import gradus.health.Case;
import gradus.health.Detector;
import gradus.health.Finding;
import gradus.health.Intake;
import gradus.health.Severity;
import gradus.health.Symptom;
import java.util.List;

/**
 * The averaged training loss climbs far above values it had reached. Averages over a tenth of the
 * steps take away the noise of batches, and small swings, as at the edge of stability (Cohen et al.
 * 2021), are no finding.
 */
public final class OscillatingLoss implements Detector {
  private static final double RISE = 0.5;
  private static final double MOMENTUM = 0.99;

  @Override
  public List<Finding> examine(Case patient) {
    Course course = Course.of(patient);
    double rise = course.rise();
    double momentum =
        patient.intake().map(Intake::head).map(Intake.Head::momentum).orElse(Double.NaN);
    boolean heavy = momentum > MOMENTUM;
    boolean back = course.attained() >= (course.values() ? 0.3 : 0.9);
    if (course.untrained()
        || course.steps() < 20
        || !(rise >= (heavy ? RISE / 2 : RISE))
        || back) {
      return List.of();
    }
    boolean gone = course.recent() > 0.5 * course.chance();
    Finding finding =
        Finding.of(
                Symptom.OSCILLATING,
                gone ? Severity.SICK : Severity.WARNING,
                "",
                course.steps(),
                "The training loss, averaged over batches, fell to "
                    + Flows.number(course.lowest())
                    + " and climbed again by "
                    + Flows.number(rise)
                    + " times the loss of a blind answer; now it is "
                    + Flows.number(course.recent())
                    + ".")
            .with("rise over the loss of a blind answer", rise)
            .with("lowest loss", course.lowest())
            .with("loss now", course.recent())
            .with("momentum", momentum)
            .with("learned so far", course.attained())
            .threshold(
                "half the loss of a blind answer; swings at the edge of stability and the noise of"
                    + " batches stay below a tenth (measured on sound runs)")
            .cause(
                heavy
                    ? "a momentum of "
                        + momentum
                        + " adds up "
                        + Math.round(1 / (1 - momentum))
                        + " steps, so the weights run past every minimum"
                    : "steps are longer than the valley is wide")
            .unless(
                "single extreme examples", "look which batch the loss jumps at, in each epoch")
            .formula("xₜ₊₁ = xₜ − η Σ μⁱ gₜ₋ᵢ; stable for η λ < 2 (1 + μ)");
    return List.of(
        heavy
            ? finding.remedies("momentum_default", "lower_rate", "clip_global_norm")
            : finding.remedies("lower_rate", "warmup", "clip_global_norm", "larger_batch"));
  }
}
