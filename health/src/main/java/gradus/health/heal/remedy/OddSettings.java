package gradus.health.heal.remedy;

import gradus.health.Finding;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Facts;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Piece;
import java.util.ArrayList;
import java.util.List;

/**
 * Settings of a run that are rarely meant, as notes, each with the remedy that undoes it. Whether
 * they do harm, only a trial can tell: such a fault may be too weak for an alarm and still cost a
 * part of what the network could learn.
 */
public final class OddSettings {
  /** So few examples hide most of what there is to learn. */
  private static final int FEW = 50;

  /** How many times as many must have been left out. */
  private static final int MANY = 4;

  private OddSettings() {}

  /** What is odd in a run file; empty if nothing is. */
  public static List<Finding> of(Draft draft, Facts facts) {
    List<Finding> odd = new ArrayList<>();
    List<Piece> pieces = draft.pieces();
    if (pieces.stream().anyMatch(piece -> DefaultStart.isOddIn(piece) && !adds(piece))) {
      odd.add(
          note(
              Symptom.BAD_INITIALIZATION,
              "first weights of one sign, or of a size that is rarely meant",
              "zero_to_default_init"));
    }
    if (pieces.stream().anyMatch(UsualRecurrence::isOddIn)) {
      odd.add(
          note(
              Symptom.BAD_INITIALIZATION,
              "a recurrence that forgets, grows or flattens at once",
              "recurrence_default"));
    }
    if (pieces.stream().skip(1).anyMatch(Piece::scales)) {
      odd.add(
          note(
              Symptom.BAD_INITIALIZATION,
              "a fixed factor or offset inside the network",
              "drop_rescale"));
    }
    if (UsualRate.isHigh(draft, facts.steps())) {
      odd.add(rate(Symptom.RATE_TOO_HIGH, draft, facts));
    }
    if (SteadyRate.isTooHigh(draft, facts.steps())) {
      odd.add(
          note(
              Symptom.RATE_TOO_HIGH,
              "a schedule that raises the rate far above the usual one",
              "steady_rate"));
    }
    if (UsualRate.isLow(draft, facts.steps())) {
      odd.add(rate(Symptom.RATE_TOO_LOW, draft, facts));
    }
    if (EvenRates.isNeeded(draft)) {
      odd.add(
          note(
              Symptom.RATE_TOO_HIGH,
              "a group of parameters with many times the rate of the others",
              "even_rates"));
    }
    if (UsualMemory.isOdd(draft)) {
      odd.add(
          note(
              Symptom.OSCILLATING,
              "an optimizer that forgets at once, or hardly ever",
              "momentum_default"));
    }
    Finding decays =
        note(
            Symptom.NOT_DECREASING,
            "penalties or a decay of weights that may outweigh the loss",
            "lower_decay");
    if (!new LowerDecay().prescribe(new Patient(draft, decays, facts)).isEmpty()) {
      odd.add(decays);
    }
    if (LessNoise.dropsMost(draft)) {
      odd.add(
          note(
              Symptom.NOT_DECREASING,
              "dropout of far more than half of the units",
              "less_regularization"));
    }
    Finding few =
        note(
            Symptom.OVERFITTING,
            "few examples to learn from, and most left out or held out",
            "all_examples");
    if (isCut(draft, few, facts)) {
      odd.add(few);
    }
    return odd;
  }

  /** Whether a layer belongs to what a block adds, which may begin with nothing on purpose. */
  private static boolean adds(Piece piece) {
    return piece.path().contains("residual_");
  }

  private static Finding rate(Symptom symptom, Draft draft, Facts facts) {
    String optimizer = RateTimes.optimizer(draft);
    return note(
        symptom,
        "%s has a rate of %s; usual for as many steps is %s"
            .formatted(
                optimizer, RateTimes.rate(draft), UsualRate.of(optimizer, draft, facts.steps())),
        "usual_rate");
  }

  private static Finding note(Symptom symptom, String evidence, String remedy) {
    return Finding.of(symptom, Severity.NOTE, "", 0, evidence).remedies(remedy);
  }

  private static boolean isCut(Draft draft, Finding few, Facts facts) {
    int left = facts.learnedFrom(draft.file());
    return left <= FEW
        && new AllExamples()
            .prescribe(new Patient(draft, few, facts)).stream()
                .anyMatch(whole -> facts.learnedFrom(whole.file()) >= MANY * left);
  }
}
