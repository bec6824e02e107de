package gradus.health.heal;

import gradus.health.Detector;
import gradus.health.Finding;
import gradus.health.heal.edit.Draft;
import gradus.health.heal.trial.Judge;
import gradus.health.heal.trial.Laboratory;
import gradus.health.heal.trial.PairedInterval;
import gradus.health.heal.trial.Trial;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs with and without a change after the same number of steps, seed by seed. Runs without are
 * made once and serve for all candidates.
 */
final class Comparison {
  private final Laboratory laboratory;
  private final List<Detector> detectors;
  private final Beginning beginning;
  private final Draft unchanged;
  private final Diagnosis diagnosis;
  private final double budget;
  private final List<Trial> without = new ArrayList<>();

  Comparison(
      Laboratory laboratory,
      List<Detector> detectors,
      Beginning beginning,
      Draft unchanged,
      Diagnosis diagnosis,
      double budget) {
    this.laboratory = laboratory;
    this.detectors = detectors;
    this.beginning = beginning;
    this.unchanged = unchanged;
    this.diagnosis = diagnosis;
    this.budget = budget;
    this.without.add(diagnosis.trial());
  }

  /** After how many steps runs are compared. */
  long steps() {
    return diagnosis.steps();
  }

  /** What a run up to there costs, in trainings. */
  double share() {
    return (double) steps() / laboratory.steps();
  }

  /** What is left to spend, in trainings. */
  double left() {
    return budget - laboratory.trainings();
  }

  /** A candidate that has not begun. */
  Candidate candidate(int order, Draft draft) {
    long seed = unchanged.file().seed();
    return new Candidate(
        order,
        draft,
        laboratory.trial(draft.file(), seed, beginning.values(draft, seed)),
        Judge.between(laboratory, unchanged.file(), draft.file()));
  }

  /** The alarms of a trial. */
  List<Finding> alarms(Trial trial) {
    return Diagnosis.alarms(trial, detectors);
  }

  private Trial without(int number) {
    while (without.size() <= number) {
      long seed = unchanged.file().seed() + without.size();
      without.add(laboratory.trial(unchanged.file(), seed, beginning.values(unchanged, seed)));
    }
    return without.get(number).to(steps());
  }

  /** The measure of the run as it came, with the first seed. */
  double before(Candidate candidate) {
    return candidate.judge().of(without(0));
  }

  /**
   * Compares over seeds until it is proof, is none, or nothing is left to spend.
   *
   * @param least pairs at the least
   * @param most pairs at the most
   */
  Evidence verify(Candidate candidate, int least, int most) {
    List<Pair> pairs = new ArrayList<>();
    List<Finding> remaining = new ArrayList<>();
    PairedInterval interval = PairedInterval.of(List.of());
    while (pairs.size() < most) {
      int number = pairs.size();
      boolean known = number < without.size();
      if (number > 0 && left() < share() * (known ? 1 : 2) - 1e-9) {
        break;
      }
      long seed = unchanged.file().seed() + number;
      Trial with =
          number == 0
              ? candidate.trial().to(steps())
              : laboratory
                  .trial(
                      candidate.draft().file(), seed, beginning.values(candidate.draft(), seed))
                  .to(steps());
      pairs.add(
          new Pair(seed, candidate.judge().of(without(number)), candidate.judge().of(with)));
      remaining.addAll(alarms(with));
      interval =
          PairedInterval.of(pairs.stream().map(pair -> pair.before() - pair.after()).toList());
      boolean decided = pairs.size() >= least && (interval.isAbove() || interval.mean() <= 0);
      if (!remaining.isEmpty() || decided || pairs.getLast().before() < pairs.getLast().after()) {
        break;
      }
    }
    boolean few = pairs.size() < least;
    return new Evidence(
        candidate.judge().measure(),
        candidate.judge().chance(),
        steps(),
        laboratory.steps(),
        pairs,
        few
            ? new PairedInterval(
                pairs.size(),
                interval.mean(),
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY)
            : interval,
        remaining,
        without(0).events(),
        candidate.trial().events());
  }
}
