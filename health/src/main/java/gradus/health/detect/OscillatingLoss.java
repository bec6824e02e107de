package gradus.health.detect;

import gradus.health.Case;
import gradus.health.Detector;
import gradus.health.Finding;
import gradus.health.Intake;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.train.log.Event;
import java.util.List;
import java.util.Optional;

/**
 * The averaged training loss climbs far above values it had reached. Averages over a tenth of the
 * steps take away the noise of batches, and small swings, as at the edge of stability (Cohen et al.
 * 2021), are no finding.
 */
public final class OscillatingLoss implements Detector {
  private static final double RISE = 0.5;
  private static final double RATIO = 0.05;
  private static final double GROWN = 3;
  private static final int FLOWS = 10;

  /** Above this, momentum adds up so many steps that it alone makes the loss swing. */
  static final double MOMENTUM = 0.985;

  @Override
  public List<Finding> examine(Case patient) {
    Course course = Course.of(patient);
    double rise = course.rise();
    Optional<Intake.Pace> pace = patient.intake().map(Intake::pace);
    double momentum = pace.map(Intake.Pace::momentum).orElse(Double.NaN);
    boolean heavy = momentum > MOMENTUM;
    boolean signs = pace.map(Intake.Pace::signs).orElse(false) && longSteps(patient);
    boolean cycles = pace.map(Intake.Pace::cycles).orElse(false);
    boolean back = course.reaches(0.9);
    boolean broken = !Double.isFinite(course.recent());
    boolean swings =
        !broken
            && (rise >= (heavy ? RISE / 2 : RISE) || heavy && course.behind() && rise > RISE / 5);
    boolean peaks = (cycles || peaks(patient.steps())) && course.behind();
    boolean outliers =
        patient
            .intake()
            .map(intake -> intake.inputs().outliers() > 0 && intake.inputs().max() < 1e12)
            .orElse(false);
    boolean thrown = broken && (outliers || heavy || signs || cycles) && course.steps() > 1;
    boolean never = signs && course.behind();
    if ((course.early() || !swings && !peaks && !never || back) && !thrown) {
      return List.of();
    }
    boolean gone = course.recent() > 0.5 * course.chance();
    boolean root = heavy || peaks || cycles || outliers || signs;
    Finding finding =
        Finding.of(
                Symptom.OSCILLATING,
                gone ? Severity.SICK : Severity.WARNING,
                "",
                root ? 0 : course.steps(),
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
                outliers
                    ? "a few examples hold values 50 times as large as the others"
                    : peaks || cycles
                        ? "the schedule raises the rate again and again far too high"
                        : heavy
                            ? "a momentum of "
                                + momentum
                                + " adds up "
                                + Math.round(1 / (1 - momentum))
                                + " steps, so the weights run past every minimum"
                            : signs
                                ? "steps by the sign of the gradient stay as long however small it"
                                    + " is: at this rate they cannot settle"
                                : "steps are longer than the valley is wide")
            .unless("single extreme examples", "look which batch the loss jumps at, in each epoch")
            .formula("xₜ₊₁ = xₜ − η Σ μⁱ gₜ₋ᵢ; stable for η λ < 2 (1 + μ)");
    return List.of(
        outliers
            ? finding.remedies("clean_data", "clip_global_norm", "lower_rate")
            : heavy
                ? finding.remedies("momentum_default", "lower_rate", "clip_global_norm")
                : finding.remedies("lower_rate", "warmup", "clip_global_norm", "larger_batch"));
  }

  /** Whether steps are long for the weights, or have made them grow. */
  private static boolean longSteps(Case patient) {
    List<Event.GradientFlow> flows = patient.flows();
    if (flows.isEmpty()) {
      return false;
    }
    double ratio =
        Flows.middle(
            flows.subList(0, Math.min(FLOWS, flows.size())).stream()
                .map(flow -> Flows.middle(flow, Event.Part::updateRatio))
                .toList());
    double begun = Flows.middle(flows.getFirst(), Event.Part::weightRms);
    return ratio >= RATIO || Flows.middle(flows.getLast(), Event.Part::weightRms) >= GROWN * begun;
  }

  /** Whether the rate goes up by a factor of 3 or more again after it came down. */
  private static boolean peaks(List<Event.StepDone> steps) {
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    int rises = 0;
    for (Event.StepDone step : steps) {
      double rate = step.rate();
      if (rate > 3 * low) {
        rises++;
        low = Double.POSITIVE_INFINITY;
        high = rate;
      }
      high = Math.max(high, rate);
      low = rate < high / 3 ? Math.min(low, rate) : low;
    }
    return rises >= 2;
  }
}
