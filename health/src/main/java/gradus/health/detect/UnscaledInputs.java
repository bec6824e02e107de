package gradus.health.detect;

import gradus.health.Case;
import gradus.health.Detector;
import gradus.health.Finding;
import gradus.health.Intake;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.train.log.Event;
import java.util.List;

/**
 * Inputs far from the size of 1, columns of very different size, or columns far from zero, with no
 * norm behind the first weights that would care for it.
 */
public final class UnscaledInputs implements Detector {
  private static final double LARGE = 10;
  private static final double SMALL = 0.03;
  private static final double APART = 30;
  private static final double OFFSET = 10;

  /** Numbers whose squares, times weights and errors, come near the end of the range of floats. */
  static final double ABSURD = 1e12;

  /** Steps after which long tails had time to show what they do. */
  private static final int SOME = 30;

  /** What sizes and offsets are divided by while little is learned. */
  private static final double STRICTER = 3;

  @Override
  public List<Finding> examine(Case patient) {
    if (patient.intake().isEmpty() || patient.intake().get().head().normed()) {
      return List.of();
    }
    Intake.Inputs inputs = patient.intake().get().inputs();
    if (inputs.indices()) {
      return List.of();
    }
    Course course = Course.of(patient);
    double size = size(patient, inputs);
    double stricter = course.poor() ? STRICTER : 1;
    double apart = inputs.typical() > 0 ? inputs.largest() / inputs.typical() : 1;
    boolean large = size > LARGE / stricter;
    boolean small = size < SMALL && size > 0 && apart < APART;
    boolean different = apart > APART;
    boolean shifted = inputs.offset() > OFFSET / stricter;
    boolean coded = inputs.code().isPresent();
    if (!large && !small && !different && !shifted && !coded) {
      return List.of();
    }
    boolean before = patient.history().first(Event.RunStarted.class).isEmpty();
    boolean broken = !Double.isFinite(course.recent());
    // Where tails are long by nature, only what was learned tells whether they hurt.
    boolean tails = inputs.outliers() > 0;
    boolean atOnce =
        !tails
            && (large || different)
            && (course.first() > 20 * course.chance() || broken)
            && !course.fine();
    boolean swings = !tails && course.rise() > 0.5 && course.attained() < 0.9;
    // Where a code made the loss worse than a blind answer's, nothing will mend it.
    boolean astray = coded && (large || different) && course.recent() > course.chance();
    boolean hurt =
        tails ? course.poor() && course.steps() >= SOME : course.poor() || broken || swings;
    if (!before
        && !atOnce
        && !astray
        && !hurt
        && !course.fine()
        && !(course.half() && (coded ? course.behind() : course.clearlyBehind()))) {
      return List.of();
    }
    // Where all columns are large, the first weights may come down to it: what is learned tells.
    boolean sure = broken || atOnce && (different || course.farOff()) || astray;
    boolean mends = (before || course.early()) && !sure || course.fine() && !swings && !astray;
    Severity severity =
        mends || overflow(patient) ? Severity.NOTE : hurt ? Severity.SICK : Severity.WARNING;
    // Such a shift slows a network, but rarely is why it learns nothing: other findings come first.
    boolean little = !large && !small && !different && !coded && inputs.offset() <= OFFSET;
    if (little && severity.alarms()) {
      severity = Severity.WARNING;
    }
    String sentence =
        coded
            ? sentence(inputs.code().get())
            : different
                ? "The column "
                    + inputs.column()
                    + " is "
                    + Flows.number(apart)
                    + " times as large as the middle one."
                : shifted && !large && !small
                    ? "The middle column lies "
                        + Flows.number(inputs.offset())
                        + " times its own spread away from zero."
                    : (sound(inputs) ? "What the first weights get has" : "The inputs have")
                        + " a size of "
                        + Flows.number(size)
                        + "; weights are initialized for about 1.";
    return List.of(
        Finding.of(
                Symptom.INPUTS_NOT_NORMALIZED,
                severity,
                sound(inputs) && !coded ? scaling(patient) : "input",
                little ? patient.history().steps() : 0,
                sentence)
            .with("rms of the inputs", size)
            .with("largest column over the middle one", apart)
            .with("offset over spread of the middle column", inputs.offset())
            .with("first loss", course.first())
            .with("learned so far", course.attained())
            .threshold(
                "rms from 0.03 to 10, columns within a factor of 30, offsets within 10 spreads, no"
                    + " number of several examples 3 widths of the others away from them, and"
                    + " no norm before the first activation (LeCun et al. 1998)")
            .cause(
                coded
                    ? "a number that stands for missing ones is learned from as if it were measured"
                    : sound(inputs)
                        ? "the data are of usual size; a layer before the first weights takes it away"
                        : "features come in their own units and nothing brings them to one scale")
            .unless(
                "the large column alone matters",
                "drop it and train again: an equal result acquits")
            .remedies(remedies(patient))
            .formula(
                "x ← (x − mean) / deviation; the condition number grows with the square of the"
                    + " columns' ratio"));
  }

  /** Whether inputs are so large that the first steps overflow. */
  static boolean overflow(Case patient) {
    return NonFinite.isAtOnce(patient)
        && patient.intake().isPresent()
        && !(size(patient, patient.intake().get().inputs()) <= ABSURD);
  }

  /** What brings the inputs of a run to a size of 1. */
  static String[] remedies(Case patient) {
    Intake.Inputs inputs = patient.intake().orElseThrow().inputs();
    return inputs.code().isPresent()
        ? new String[] {"clean_data", "standardize_inputs", "batch_norm"}
        : sound(inputs)
            ? new String[] {"drop_rescale", "standardize_inputs", "batch_norm"}
            : new String[] {"standardize_inputs", "batch_norm", "lower_rate"};
  }

  private static String sentence(Intake.MissingCode code) {
    double value = code.value();
    return "The column "
        + code.column()
        + " holds "
        + (value == Math.rint(value) && Math.abs(value) < 1e15
            ? String.valueOf((long) value)
            : Flows.number(value))
        + " in "
        + Flows.percent(code.share())
        + " of the examples, far outside all its other numbers: it seems to stand for missing"
        + " ones.";
  }

  /** Whether it is not the data whose size is wrong. */
  private static boolean sound(Intake.Inputs inputs) {
    return inputs.rms() > SMALL
        && inputs.rms() < LARGE / STRICTER
        && inputs.largest() <= APART * inputs.typical()
        && inputs.offset() <= OFFSET / STRICTER;
  }

  /** The layer before the first weights that changes the size most. */
  private static String scaling(Case patient) {
    String layer = "input";
    double most = 0;
    double before = patient.intake().orElseThrow().inputs().rms();
    for (Event.Link link :
        patient.signals().isEmpty()
            ? List.<Event.Link>of()
            : patient.signals().getFirst().links()) {
      if (link.role() == Event.Role.WEIGHT) {
        break;
      }
      double change = Math.abs(Math.log(link.values().rms() / before));
      if (change > most) {
        most = change;
        layer = link.path();
      }
      before = link.values().rms();
    }
    return layer;
  }

  /** The size of what the first weights get, if layers before them change that of the inputs. */
  private static double size(Case patient, Intake.Inputs inputs) {
    double size = inputs.rms();
    if (patient.signals().isEmpty()) {
      return size;
    }
    for (Event.Link link : patient.signals().getFirst().links()) {
      if (link.role() == Event.Role.WEIGHT) {
        return size;
      }
      size = link.values().rms();
    }
    return inputs.rms();
  }
}
