package gradus.health.heal;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Edit;
import gradus.health.heal.trial.Judge;
import gradus.health.heal.trial.Laboratory;
import gradus.health.heal.trial.Trial;
import java.util.List;

/**
 * A draft on trial. Steps are those of the run as it came; {@link Laboratory#paced} says how many
 * of its own a changed run does meanwhile.
 *
 * @param order its place in the plan; the smallest change comes first
 * @param draft the changes
 * @param trial with the first seed
 * @param judge between the run as it came and this
 * @param laboratory where it is tried
 */
record Candidate(int order, Draft draft, Trial trial, Judge judge, Laboratory laboratory) {
  private static final double NEAR = 2;

  /** The same, measured otherwise. */
  Candidate by(Judge other) {
    return new Candidate(order, draft, trial, other, laboratory);
  }

  /** Trains a trial of it as far as the run as it came has done so many steps. */
  Trial train(Trial trial, long steps) {
    return trial.to(own(steps));
  }

  /** Its measure, where the run as it came has done so many steps. */
  double value(Trial trial, long steps) {
    return judge.of(trial, own(steps));
  }

  /** The part of a training that a trial still has to do. */
  double cost(Trial trial, long steps) {
    return trial.over()
        ? 0
        : Math.max(0, own(steps) - trial.step()) / (double) own(laboratory.steps());
  }

  private long own(long steps) {
    return laboratory.paced(trial.file(), steps);
  }

  /** Whether another gives the same settings other numbers, such as another rate. */
  boolean isRival(Candidate other) {
    return isNumber() && other.isNumber() && places().equals(other.places());
  }

  /** Whether a draft has about the same rate. */
  boolean isNear(Draft other) {
    double times = draft.file().optimizer().rate() / other.file().optimizer().rate();
    return times < NEAR && times > 1 / NEAR;
  }

  private boolean isNumber() {
    return draft.edits().stream().allMatch(edit -> edit.after() instanceof Number);
  }

  private List<String> places() {
    return draft.edits().stream().map(Edit::path).sorted().toList();
  }

  /** Its measure on held-out examples so far. */
  double value() {
    return judge.of(trial, trial.step());
  }
}
