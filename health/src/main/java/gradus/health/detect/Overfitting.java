package gradus.health.detect;

import gradus.health.Case;
import gradus.health.Detector;
import gradus.health.Finding;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.train.log.Event;
import java.util.List;

/**
 * The training data is learned by heart: the held-out loss is far above the training loss, in units
 * of the loss of a blind answer, and it climbs or the network is far from what it reaches on the
 * training data.
 */
public final class Overfitting implements Detector {
  private static final double GAP = 0.25;
  private static final double WIDE = 0.4;
  private static final double CLIMB = 0.08;
  private static final int EPOCHS = 3;
  private static final int LEAST = 5;
  private static final int FEW = 60;

  /** Fewer examples are a toy, whose inputs may be all there are. */
  private static final int TOY = 10;

  private static final double FREEDOM = 20;

  /** Up to so many examples are learned by heart if nothing is held out... */
  private static final int UNCHECKED = 100;

  /** ...by so many times as many weights. */
  private static final double UNCHECKED_FREEDOM = 10;

  /** So few examples are soon learned by heart. */
  private static final int SCARCE = 70;

  /** The part of the loss of a blind answer that is gone where examples are learned by heart. */
  private static final double LEARNED = 0.9;

  /** The part of the way to perfect that is foretold after that, at most. */
  private static final double POOR = 0.65;

  /** By how much more of the way the examples themselves were learned. */
  private static final double BY_HEART = 0.2;

  /** A part of the variance of numbers that few examples seldom explain. */
  private static final double EXPLAINED = 0.7;

  /** Numbers that are foretold so well suffer from nothing: what climbs is overconfidence. */
  private static final double SURE = 0.9;

  /** From so many examples on it is no wonder if no more can be learned from them. */
  private static final int MANY = 100;

  /** Where neighbours foretell so much, the examples are not too few. */
  private static final double ENOUGH = 0.5;

  /** By how much neighbours must be ahead to tell that more can be learned. */
  private static final double AHEAD = 0.2;

  @Override
  public List<Finding> examine(Case patient) {
    List<Event.EpochDone> epochs =
        patient.epochs().stream().filter(e -> e.validationLoss().isPresent()).toList();
    Course course = Course.of(patient);
    int examples = patient.intake().map(intake -> intake.inputs().examples()).orElse(FEW);
    if (epochs.isEmpty()) {
      return unchecked(patient, course, examples);
    }
    if (epochs.size() < LEAST || course.early() || course.share() < 0.25) {
      return List.of();
    }
    Event.EpochDone last = epochs.getLast();
    double held = mean(Flows.last(epochs, EPOCHS));
    double best = held;
    for (int end = EPOCHS; end < epochs.size(); end++) {
      best = Math.min(best, mean(epochs.subList(end - EPOCHS, end)));
    }
    double train =
        Flows.last(epochs, EPOCHS).stream()
            .mapToDouble(Event.EpochDone::loss)
            .average()
            .orElseThrow();
    double gap = (held - train) / course.span();
    double climb = (held - best) / course.span();
    if (!Double.isFinite(held)) {
      return List.of();
    }
    boolean learnt = train < 0.7 * course.chance();
    boolean climbing = gap >= GAP && climb >= CLIMB;
    boolean wide = gap >= WIDE;
    boolean few =
        isFree(patient, course, examples)
            && gap >= GAP / 3
            && !(course.values() && course.attained() >= EXPLAINED);
    few |= examples <= SCARCE && isByHeart(course);
    if (!learnt || !climbing && !wide && !few) {
      return List.of();
    }
    double enough = course.values() ? 0.3 : isLevel(course, climb, examples) ? 0.5 : 0.65;
    boolean fine =
        course.attained() + course.error() >= enough
            && !(course.values() && climbing && gap >= 2 * GAP + 0.1 && course.attained() < SURE)
            && !few;
    boolean sick = held > course.chance() || climb >= 3 * CLIMB;
    // A task that allows no more: the network does as well as the examples beside each other.
    fine |= !sick && !few && course.neighbours() >= 0.3 && course.attained() >= course.neighbours();
    fine |= !few && course.neighbours() >= ENOUGH && !isAhead(course);
    return List.of(
        Finding.of(
                Symptom.OVERFITTING,
                fine || !sick && !course.half()
                    ? Severity.NOTE
                    : sick ? Severity.SICK : Severity.WARNING,
                "",
                last.step(),
                "The held-out loss is "
                    + Flows.number(held)
                    + " against "
                    + Flows.number(train)
                    + " in training"
                    + (climb >= CLIMB ? ", and was " + Flows.number(best) + " at its best" : "")
                    + "."
                    + UntellingColumns.sentence(patient))
            .with("held-out loss", held)
            .with("training loss", train)
            .with("best held-out loss", best)
            .with("gap over the loss of a blind answer", gap)
            .with("climb over the loss of a blind answer", climb)
            .with("learned so far", course.attained())
            .threshold(
                "a gap of a quarter of the loss of a blind answer with a climb of 8 % of it, or a gap"
                    + " of 40 %; a relative gap of 10 %, as others use, is passed by every network"
                    + " that fits its data; below 60 examples with 20 times as many weights a gap of"
                    + " 8 % is enough; so is, up to 70 examples, that less than 65 % of the way is"
                    + " foretold and a fifth of it more learned; no alarm where nearest"
                    + " neighbours foretell half or more and the network is not far behind them")
            .cause("the network has more freedom than the examples can tell")
            .unless(
                "held-out data are of another kind",
                "cut another validation part from the training data and compare")
            .unless("labels are wrong", "look at the training examples that were learned last")
            .remedies(
                UntellingColumns.before(
                    patient,
                    "all_examples",
                    "weight_decay",
                    "shorter_training",
                    "early_stopping",
                    "dropout",
                    "smaller_network"))
            .formula("gap = (L(held out) − L(train)) / L(blind)"));
  }

  /** Whether a network foretells little, and far less than it has learned. */
  private static boolean isByHeart(Course course) {
    return course.share() >= 1
        && course.attained() <= POOR
        && course.learned() >= course.attained() + BY_HEART;
  }

  /** Whether few examples were learned by heart by many weights. */
  private static boolean isFree(Case patient, Course course, int examples) {
    return examples < FEW && parameters(patient) > FREEDOM * examples && course.learned() > LEARNED;
  }

  private static double parameters(Case patient) {
    return patient
        .history()
        .first(Event.RunStarted.class)
        .map(e -> (double) e.parameters())
        .orElse(0.0);
  }

  /** Where nothing is held out: few examples that were learned by heart by many weights. */
  private static List<Finding> unchecked(Case patient, Course course, int examples) {
    double numbers = parameters(patient);
    boolean alarms =
        course.share() >= 1
            && examples >= TOY
            && examples <= UNCHECKED
            && numbers > UNCHECKED_FREEDOM * examples
            && course.learned() > LEARNED;
    if (!alarms) {
      return List.of();
    }
    return List.of(
        Finding.of(
                Symptom.OVERFITTING,
                Severity.WARNING,
                "",
                course.steps(),
                "The loss came down to "
                    + Flows.number(course.recent())
                    + " on "
                    + examples
                    + " examples, which "
                    + Flows.number(numbers)
                    + " weights can learn by heart, and nothing is held out that would tell.")
            .with("training loss", course.recent())
            .with("examples", examples)
            .with("weights", numbers)
            .with("learned so far", course.learned())
            .threshold(
                "up to 100 examples with ten times as many weights, nine tenths of the loss of a blind"
                    + " answer gone, and no held-out part")
            .cause("the network has more freedom than the examples can tell")
            .unless("there are no other inputs than these", "then nothing else is ever asked of it")
            .remedies("all_examples", "weight_decay", "smaller_network")
            .formula("weights > 10 · examples"));
  }

  /**
   * Whether the held-out loss stays where it is, there are not few examples, and their neighbours
   * do not tell that more can be learned from them: nothing is lost by what is learned by heart.
   */
  private static boolean isLevel(Course course, double climb, int examples) {
    return climb < CLIMB && examples >= MANY && !isAhead(course);
  }

  /** Whether neighbours tell that far more can be learned from the examples. */
  private static boolean isAhead(Course course) {
    return course.neighbours() > course.attained() + course.error() + AHEAD;
  }

  private static double mean(List<Event.EpochDone> epochs) {
    return epochs.stream()
        .mapToDouble(e -> e.validationLoss().getAsDouble())
        .average()
        .orElse(Double.NaN);
  }
}
