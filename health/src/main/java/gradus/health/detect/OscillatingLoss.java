package gradus.health.detect;

import gradus.health.Case;
import gradus.health.Detector;
import gradus.health.Finding;
import gradus.health.Intake;
import gradus.health.NoiseScale;
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

  /** Above this, momentum adds up so many steps that it alone makes the loss swing. */
  static final double MOMENTUM = 0.985;

  /** What makes a loss swing, the surest first. */
  private enum Root {
    OUTLIERS("clean_data", "clip_global_norm", "lower_rate"),
    SCHEDULE("lower_rate", "warmup", "clip_global_norm", "larger_batch"),
    MOMENTUM("momentum_default", "lower_rate", "clip_global_norm"),
    SIGNS("lower_rate", "warmup"),
    SINGLE("larger_batch", "lower_rate"),
    PAIRS("larger_batch", "lower_rate", "clip_global_norm"),
    UNKNOWN("lower_rate", "warmup", "clip_global_norm", "larger_batch");

    private final String[] remedies;

    Root(String... remedies) {
      this.remedies = remedies;
    }
  }

  @Override
  public List<Finding> examine(Case patient) {
    Course course = Course.of(patient);
    double momentum = patient.intake().map(intake -> intake.pace().momentum()).orElse(Double.NaN);
    Root root = root(patient, course, momentum);
    boolean shock = root == Root.UNKNOWN && RateTooHigh.isShock(patient);
    if (shock || !swings(patient, course, momentum, root)) {
      return List.of();
    }
    double rise = course.rise();
    boolean gone = course.recent() > 0.5 * course.chance();
    return List.of(
        Finding.of(
                Symptom.OSCILLATING,
                gone ? Severity.SICK : Severity.WARNING,
                "",
                root == Root.UNKNOWN ? course.steps() : 0,
                rise > 0
                    ? "The training loss, averaged over batches, fell to "
                        + Flows.number(course.lowest())
                        + " and climbed again by "
                        + Flows.number(rise)
                        + " times the loss of a blind answer; now it is "
                        + Flows.number(course.recent())
                        + "."
                    : "The training loss does not settle; now it is "
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
                switch (root) {
                  case OUTLIERS -> "a few examples hold values 50 times as large as the others";
                  case SCHEDULE -> "the schedule raises the rate again and again far too high";
                  case MOMENTUM ->
                      "a momentum of "
                          + momentum
                          + " adds up "
                          + Math.round(1 / (1 - momentum))
                          + " steps, so the weights run past every minimum";
                  case SIGNS ->
                      "steps by the sign of the gradient stay as long however small it is: at this"
                          + " rate they cannot settle";
                  case SINGLE ->
                      "batches of one or two examples at a rate that is made for larger ones: each step"
                          + " follows its own example";
                  case PAIRS ->
                      "a batch norm over two examples makes all of its outputs ±1: what it answers"
                          + " depends on the other example, and its gradient is nearly zero";
                  case UNKNOWN -> "steps are longer than the valley is wide";
                })
            .unless("single extreme examples", "look which batch the loss jumps at, in each epoch")
            .remedies(root.remedies)
            .formula("xₜ₊₁ = xₜ − η Σ μⁱ gₜ₋ᵢ; stable for η λ < 2 (1 + μ)"));
  }

  private static Root root(Case patient, Course course, double momentum) {
    Optional<Intake> intake = patient.intake();
    if (farAnswers(patient)
        || intake.isPresent()
            && intake.get().inputs().outliers() > 0
            && intake.get().inputs().max() < UnscaledInputs.ABSURD
            && !longSteps(patient)) {
      return Root.OUTLIERS;
    }
    if (Flows.pairs(patient)) {
      return Root.PAIRS;
    }
    boolean cycles = intake.map(known -> known.pace().cycles()).orElse(false);
    if (cycles || peaks(patient.steps()) && course.behind()) {
      return Root.SCHEDULE;
    }
    if (momentum > MOMENTUM) {
      return Root.MOMENTUM;
    }
    boolean signs = intake.map(known -> known.pace().signs()).orElse(false);
    if (signs && longSteps(patient)) {
      return Root.SIGNS;
    }
    return single(patient) && longSteps(patient) ? Root.SINGLE : Root.UNKNOWN;
  }

  /** Whether a few values to learn lie far outside, which makes every loss of them jump. */
  private static boolean farAnswers(Case patient) {
    return patient
        .intake()
        .map(Intake::answers)
        .filter(answers -> answers.outliers() > 0)
        .filter(
            answers ->
                answers.most() < UnscaledInputs.ABSURD && answers.least() > -UnscaledInputs.ABSURD)
        .isPresent();
  }

  /** Whether the loss swings, or was thrown out of range by what makes losses swing. */
  private static boolean swings(Case patient, Course course, double momentum, Root root) {
    if (!Double.isFinite(course.recent())) {
      return root != Root.UNKNOWN && course.steps() > 1;
    }
    boolean away = course.recent() > 2 * Math.max(course.chance(), course.first());
    boolean heavy = momentum > MOMENTUM;
    double rise = course.rise();
    boolean thrown = heavy && rise >= RISE && course.attained() + course.error() < 0.9;
    if (course.early() || course.reaches(0.9) && !away && !thrown) {
      return false;
    }
    // A loss that swings early may settle; one above a blind answer's need not be waited for.
    boolean late = course.half() || course.recent() > course.chance();
    boolean climbs =
        late && rise >= (heavy ? RISE / 2 : RISE) || heavy && course.behind() && rise > RISE / 5;
    if (root == Root.PAIRS || farAnswers(patient)) {
      return course.half() && course.behind();
    }
    boolean unsettled =
        course.behind()
            && (rise > 0 || longSteps(patient))
            && (root == Root.SCHEDULE
                || root == Root.SIGNS
                || root == Root.SINGLE
                || peaks(patient.steps()));
    return climbs || unsettled;
  }

  /** Whether batches are so small that the noise of single examples makes the steps. */
  static boolean single(Case patient) {
    return NoiseScale.batch(patient) <= 2;
  }

  /** Whether steps are long for the weights, or have made them grow. */
  private static boolean longSteps(Case patient) {
    List<Event.GradientFlow> flows = patient.flows();
    return !flows.isEmpty()
        && (Flows.updateRatio(flows, RateTooHigh.FLOWS) >= RateTooHigh.RATIO
            || Flows.growth(flows) >= RateTooHigh.GROWN);
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
