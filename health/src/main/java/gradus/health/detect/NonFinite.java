package gradus.health.detect;

import gradus.health.Case;
import gradus.health.Detector;
import gradus.health.Finding;
import gradus.health.Intake;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.train.log.EndReason;
import gradus.train.log.Event;
import java.util.List;
import java.util.Optional;

/** NaN or infinity: in the loss, in a value on the way forward, in a gradient on the way back. */
public final class NonFinite implements Detector {
  /** Steps that a training needs at least to make numbers grow. */
  private static final int AT_ONCE = 2;

  @Override
  public List<Finding> examine(Case patient) {
    Optional<Intake.Pace> pace = patient.intake().map(Intake::pace);
    if (pace.isPresent() && pace.get().rate() * pace.get().decay() > pace.get().bound()) {
      return List.of(decay(pace.get(), Course.of(patient)));
    }
    Optional<Event.StepDone> loss =
        patient.steps().stream().filter(step -> !Double.isFinite(step.loss())).findFirst();
    Optional<Event.SignalFlow> signal =
        patient.signals().stream()
            .filter(flow -> forward(flow) != null || back(flow) != null)
            .findFirst();
    boolean ended =
        patient
            .history()
            .last(Event.RunEnded.class)
            .map(end -> end.reason() == EndReason.NOT_FINITE)
            .orElse(false);
    if (loss.isEmpty() && signal.isEmpty() && !ended) {
      return heldOut(patient);
    }
    Event.Link forward = signal.map(NonFinite::forward).orElse(null);
    Event.Link back = signal.map(NonFinite::back).orElse(null);
    boolean seen = forward != null || back != null;
    Event.Link where = forward != null ? forward : back;
    long step =
        signal.isPresent()
            ? signal.get().step()
            : loss.map(Event.StepDone::step).orElse(patient.history().steps());
    String way = forward != null ? "forward" : "backward";
    boolean atStart = step <= 1;
    boolean certain =
        divides(patient) || UnscaledInputs.overflow(patient) || isExponential(patient);
    return List.of(
        Finding.of(
                Symptom.NON_FINITE,
                Severity.SICK,
                seen ? where.path() : "",
                certain ? 0 : step,
                seen
                    ? "At step "
                        + step
                        + " the first NaN or infinity on the way "
                        + way
                        + " comes out of "
                        + where.path()
                        + " ("
                        + where.kind()
                        + ")."
                    : "At step "
                        + step
                        + " the loss is NaN or infinite, while no value of the network was seen to"
                        + " be.")
            .with("step", step)
            .with("largest value there", seen ? where.values().max() : Double.NaN)
            .threshold("one number that is NaN or infinite")
            .cause(cause(patient, atStart))
            .unless(
                "a long step made the weights huge",
                "train again with a tenth of the rate: the same step number acquits the rate")
            .unless(
                "one bad example", "trace the step: the rows with NaN are the same in each epoch")
            .remedies(remedies(patient, atStart))
            .formula("x finite ⇔ |x| ≤ 3.4·10³⁸"));
  }

  /** Whether numbers overflowed before a training could have made them large. */
  static boolean isAtOnce(Case patient) {
    return patient.steps().stream()
            .anyMatch(step -> step.step() <= AT_ONCE && !Double.isFinite(step.loss()))
        || patient.signals().stream()
            .filter(flow -> flow.step() <= AT_ONCE)
            .anyMatch(flow -> forward(flow) != null || back(flow) != null);
  }

  /** Whether the loss takes the exponential of what the network puts out, and that overflowed. */
  static boolean isExponential(Case patient) {
    return isAtOnce(patient)
        && patient.intake().map(intake -> intake.head().logarithm()).orElse(false);
  }

  private static String cause(Case patient, boolean atStart) {
    if (divides(patient)) {
      return "nothing keeps the optimizer from dividing zero by zero: its epsilon is 0";
    }
    if (UnscaledInputs.overflow(patient)) {
      return "the inputs are so large that the first products with them overflow";
    }
    if (isExponential(patient)) {
      return "the loss takes the exponential of the answers, which overflows before anything is"
          + " learned";
    }
    return atStart
        ? "the data, or an operation outside its domain (log 0, 0/0, overflow): no update was made"
            + " yet"
        : "an operation left its domain, or numbers grew until they overflowed";
  }

  private static String[] remedies(Case patient, boolean atStart) {
    if (UnscaledInputs.overflow(patient)) {
      return UnscaledInputs.remedies(patient);
    }
    if (isExponential(patient)) {
      return new String[] {"fit_head_and_loss", "clean_data", "standardize_inputs"};
    }
    return atStart || outliers(patient)
        ? new String[] {"clean_data", "fit_head_and_loss", "standardize_inputs"}
        : new String[] {"lower_rate", "clip_global_norm", "clean_data"};
  }

  private static boolean divides(Case patient) {
    return patient.intake().map(intake -> intake.pace().epsilon() == 0).orElse(false);
  }

  /** Training is sound, but an example that nobody learned from is beyond all measure. */
  private static List<Finding> heldOut(Case patient) {
    Optional<Event.EpochDone> epoch =
        patient.epochs().stream()
            .filter(each -> each.validationLoss().isPresent())
            .filter(each -> !Double.isFinite(each.validationLoss().getAsDouble()))
            .findFirst();
    return epoch.stream()
        .map(
            each ->
                Finding.of(
                        Symptom.NON_FINITE,
                        Severity.SICK,
                        "",
                        each.step(),
                        "The held-out loss is "
                            + each.validationLoss().getAsDouble()
                            + ", while the training loss is "
                            + Flows.number(each.loss())
                            + ".")
                    .with("held-out loss", each.validationLoss().getAsDouble())
                    .with("training loss", each.loss())
                    .threshold("one number that is NaN or infinite")
                    .cause(
                        "a held-out example has a number far outside, or the loss overflows on it")
                    .unless(
                        "the network gives infinite answers to inputs that it never met",
                        "look at the held-out answers: few that are infinite acquit the targets")
                    .remedies("clean_data", "standardize_inputs", "clip_global_norm")
                    .formula("L = Σ ℓ(aᵢ, tᵢ) / n is infinite if one term is"))
        .toList();
  }

  private static boolean outliers(Case patient) {
    return patient.intake().map(intake -> intake.inputs().outliers() > 0).orElse(false);
  }

  /** Decay so strong that it turns each weight over and enlarges it: this needs no step to see. */
  private static Finding decay(Intake.Pace pace, Course course) {
    double product = pace.rate() * pace.decay();
    return Finding.of(
            Symptom.NON_FINITE,
            Severity.SICK,
            "",
            0,
            "A rate of "
                + Flows.number(pace.rate())
                + " times a weight decay of "
                + Flows.number(pace.decay())
                + " is "
                + Flows.number(product)
                + ": each step turns the weights over and makes them larger, until they overflow.")
        .with("rate times weight decay", product)
        .with("the most that is stable", pace.bound())
        .with("loss now", course.recent())
        .threshold("2 for gradient descent, 2 (1 + μ) with momentum μ; usual are 1e-6 to 1e-3")
        .cause("the weight decay is too strong for the rate")
        .unless(
            "a schedule keeps the rate far below this",
            "train without decay: an equal end acquits it")
        .remedies("lower_decay", "lower_rate")
        .formula("w ← (1 − ηλ) w − η g; |1 − ηλ| > 1 for ηλ > 2");
  }

  /** The first piece from the input that puts out what is not finite. */
  private static Event.Link forward(Event.SignalFlow flow) {
    return flow.links().stream().filter(link -> bad(link.values())).findFirst().orElse(null);
  }

  /** The first piece from the output at which the gradient is not finite. */
  private static Event.Link back(Event.SignalFlow flow) {
    return flow.links().reversed().stream()
        .filter(link -> link.gradient().map(NonFinite::bad).orElse(false))
        .findFirst()
        .orElse(null);
  }

  private static boolean bad(Event.Spread spread) {
    return !Double.isFinite(spread.max()) || spread.histogram().nonFinite() > 0;
  }
}
