package gradus.health.heal;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.trial.Judge;
import gradus.health.heal.trial.Trial;

/**
 * A draft on trial.
 *
 * @param order its place in the plan; the smallest change comes first
 * @param draft the changes
 * @param trial with the first seed
 * @param judge between the run as it came and this
 */
record Candidate(int order, Draft draft, Trial trial, Judge judge) {
  /** Its measure on held-out examples so far. */
  double value() {
    return judge.of(trial, trial.step());
  }
}
