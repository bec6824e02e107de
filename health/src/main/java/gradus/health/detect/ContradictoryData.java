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
 * Answers that contradict each other: equal examples with different labels (a misfit), or
 * neighbours that say nothing about an example's answer while the network cannot foretell held-out
 * answers either (a loss that will not fall).
 */
public final class ContradictoryData implements Detector {
  private static final double CLASSES = 0.3;
  private static final double VALUES = 0.15;

  /** A training loss that fell this far in spite of it: the noise was learned by heart. */
  private static final double BY_HEART = 0.3;

  private static final double CONFLICTS = 0.05;

  /** In small tables of few kinds some examples are equal by chance. */
  private static final int LEAST_CONFLICTS = 8;

  /** A training loss that fell so far, while held-out answers stay below that, knows nothing. */
  private static final double HEART = 0.05;

  private static final double UNFORETOLD = 0.1;

  /** From this share on, equal examples with different labels are told before the training. */
  private static final double CONTRADICTION = 0.2;

  /** What a network may learn beyond its neighbours though labels are wrong. */
  private static final double MARGIN = 0.25;

  /** The same where equal examples contradict each other. */
  private static final double TWINS = 0.35;

  /** The name of the evidence that says how many examples further on the labels stand. */
  public static final String SHIFT = "examples by which the labels slipped";

  /** Below this, neighbours know nothing at all; noise leaves a little. */
  private static final double RANDOM = 0.1;

  /** Of the loss of a blind answer: what is held out is foretold a little below this. */
  private static final double FORETOLD = 0.95;

  @Override
  public List<Finding> examine(Case patient) {
    if (patient.intake().isEmpty()) {
      return List.of();
    }
    Intake.Answers answers = patient.intake().get().answers();
    Course course = Course.of(patient);
    boolean before = patient.history().first(Event.RunStarted.class).isEmpty();
    double conflicts = conflicts(patient.intake().get());
    double bound = answers.labels() ? CLASSES : VALUES;
    boolean unforetold = !before && isUnforetold(patient, course);
    boolean noise = answers.agreement() < bound || unforetold;
    int shift = answers.shift();
    boolean random =
        unforetold || shift != 0 || conflicts >= CONFLICTS || answers.agreement() < RANDOM;
    boolean proven = shift != 0 || conflicts >= CONTRADICTION;
    double known = Double.isNaN(answers.agreement()) ? 0 : answers.agreement();
    double margin = conflicts >= CONFLICTS ? TWINS : MARGIN;
    boolean sure = random || course.share() >= 1;
    boolean poor =
        sure && course.behind() && course.attained() < known + margin
            || isUnchecked(patient, course) && answers.agreement() < RANDOM;
    boolean byHeart = !before && course.learned() >= BY_HEART;
    boolean noisy =
        byHeart
            && shift == 0
            && (answers.agreement() >= RANDOM
                || foretold(patient, course)
                || isUnchecked(patient, course));
    boolean shuffled = unforetold || noise && conflicts < CONFLICTS;
    boolean alarms =
        (noise || conflicts >= CONFLICTS)
            && (before ? proven : poor)
            && !(Double.isInfinite(course.recent()) || Double.isNaN(course.recent()) && !before);
    Intake.Repeats repeats = answers.repeats();
    if (!alarms && repeats.conflicts() == 0 && !(before && noise)) {
      return List.of();
    }
    boolean twins = repeats.conflicts() > 0 && (!noise || conflicts >= CONFLICTS);
    Finding finding =
        Finding.of(
                !shuffled ? Symptom.MISFIT : noisy ? Symptom.OVERFITTING : Symptom.NOT_DECREASING,
                !alarms
                    ? Severity.NOTE
                    : before || !course.poor() ? Severity.WARNING : Severity.SICK,
                "",
                before || random ? 0 : course.steps(),
                twins
                    ? repeats.conflicts()
                        + " examples equal another one and have another label, for example "
                        + repeats.one()
                        + " and "
                        + repeats.other()
                        + "."
                    : (unforetold ? unforetold(course) : unlike(answers))
                        + UntellingColumns.sentence(patient))
            .with("agreement of neighbours beyond chance", answers.agreement())
            .with("share of conflicting examples", conflicts)
            .with("learned so far", course.attained())
            .threshold(
                "30 % for classes and 15 % for numbers while held-out answers are not foretold; small"
                    + " sound sets reach 70 to 95 %, and the nearest neighbour errs at most twice as"
                    + " often as the best classifier (Cover and Hart 1967)")
            .cause(cause(shift, noisy, byHeart))
            .unless(
                "the task needs features that neighbours do not show",
                "shuffle the labels on purpose: a sound task gets worse by it")
            .remedies(UntellingColumns.before(patient, "clean_data"))
            .formula("agreement = 1 − error(5 nearest) / error(blind)");
    return List.of(
        shift == 0 ? finding : finding.with(SHIFT, shift).remedies("align_labels", "clean_data"));
  }

  /**
   * The share of examples that contradict equal ones; 0 if these are few, or if equal ones mostly
   * agree: then their features do not tell all, and no label is wrong.
   */
  private static double conflicts(Intake intake) {
    Intake.Answers answers = intake.answers();
    Intake.Repeats repeats = answers.repeats();
    return repeats.conflicts() < LEAST_CONFLICTS || repeats.agreement(answers.majority()) >= CLASSES
        ? 0
        : repeats.conflicts() / (double) intake.inputs().examples();
  }

  /**
   * Whether of examples that are numbers of rows, which have no neighbours, something was learned
   * by heart and nothing can be foretold.
   */
  private static boolean isUnforetold(Case patient, Course course) {
    Intake intake = patient.intake().get();
    return intake.inputs().indices()
        && Double.isNaN(intake.answers().agreement())
        && course.half()
        && course.learned() >= HEART
        && course.attained() < UNFORETOLD
        && !foretold(patient, course);
  }

  /** Whether nothing was held out that could tell whether what was learned is worth anything. */
  private static boolean isUnchecked(Case patient, Course course) {
    return course.share() >= 1
        && patient.epochs().stream().noneMatch(epoch -> epoch.validationLoss().isPresent());
  }

  private static String unforetold(Course course) {
    return "The training loss fell by "
        + Flows.percent(course.learned())
        + " of a blind answer's, and held-out answers are foretold no better than blindly: labels look"
        + " shuffled or wrong.";
  }

  private static String unlike(Intake.Answers answers) {
    return "The five nearest neighbours of an example tell only "
        + Flows.percent(answers.agreement())
        + " of its answer beyond chance"
        + (answers.shift() == 0
            ? ": labels look shuffled or wrong."
            : ", and much of the label in " + place(answers.shift()) + ": labels slipped.");
  }

  private static String cause(int shift, boolean noisy, boolean byHeart) {
    if (shift != 0) {
      return "the labels slipped against the examples: they belong to " + place(-shift);
    }
    if (noisy) {
      return "labels look noisy, and the network learns the noise by heart";
    }
    return "labels were shuffled, shifted or given at random"
        + (byHeart
            ? ": the network learns them by heart, and nothing that is held out can be foretold"
            : "");
  }

  private static String place(int shift) {
    int far = Math.abs(shift);
    return (far == 1 ? "the row " : far + " rows ") + (shift < 0 ? "before" : "after");
  }

  /** Whether held-out answers were ever foretold better than by a blind answer. */
  private static boolean foretold(Case patient, Course course) {
    return patient.epochs().stream()
        .map(Event.EpochDone::validationLoss)
        .anyMatch(held -> held.isPresent() && held.getAsDouble() < FORETOLD * course.chance());
  }
}
