package gradus.health.heal;

import gradus.health.Detector;
import gradus.health.Finding;
import gradus.health.heal.edit.Draft;
import gradus.health.heal.remedy.Remedies;
import gradus.health.heal.trial.Judge;
import gradus.health.heal.trial.Laboratory;
import gradus.health.heal.trial.PairedInterval;
import gradus.health.heal.trial.Trial;
import gradus.train.run.RunFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongToDoubleFunction;

/**
 * Runs with and without a change after the same number of steps, seed by seed. Runs without are
 * made once and serve for all candidates.
 */
final class Comparison {
  private static final int MORE = 3;

  /** A comparison is made anew if it can be so many times as far on. */
  private static final double FARTHER = 1.2;

  private static final int LOOKS = 32;

  /** From so many pairs on it is worth more to go farther than to add one. */
  private static final int LEAST_SURE = 4;

  /** Who has more than this part of the measure of a constant answer has learned nothing. */
  private static final double NOTHING = 0.98;

  /** Runs of which a proof consists at the least: three pairs but the run of the diagnosis. */
  private static final double WAYS = 5;

  private final Laboratory laboratory;
  private final List<Detector> detectors;
  private final Beginning beginning;
  private final Draft unchanged;
  private final Diagnosis diagnosis;
  private final double budget;
  private final long steps;
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
    long affordable = (long) (left() / WAYS * laboratory.steps());
    this.steps = diagnosis.trial().comparable(Math.max(1, Math.min(diagnosis.first(), affordable)));
  }

  /**
   * After how many steps runs are compared first; sooner if the budget does not allow a proof
   * there, for the diagnosis may have come late.
   */
  long steps() {
    return steps;
  }

  /** What a run up to there costs, in trainings. */
  double share() {
    return (double) steps() / laboratory.steps();
  }

  /** What is left to spend, in trainings. */
  double left() {
    return budget - laboratory.trainings();
  }

  /** After how many steps it shows which of two rates is better: half of the training. */
  long horizon() {
    return (laboratory.steps() + 1) / 2;
  }

  /** A candidate that has not begun. */
  Candidate candidate(int order, Draft draft) {
    long seed = unchanged.file().seed();
    return new Candidate(
        order,
        draft,
        begun(draft, seed),
        Judge.between(laboratory, unchanged.file(), draft.file()),
        laboratory);
  }

  /** The alarms of a trial. */
  List<Finding> alarms(Trial trial) {
    return Diagnosis.alarms(trial, detectors);
  }

  private Trial without(int number, long steps) {
    while (without.size() <= number) {
      long seed = unchanged.file().seed() + without.size();
      without.add(begun(unchanged, seed));
    }
    return without.get(number).to(steps);
  }

  private Trial with(Candidate candidate, int number) {
    Draft draft = candidate.draft();
    long seed = unchanged.file().seed() + number;
    return number == 0 ? candidate.trial() : begun(draft, seed);
  }

  private Trial begun(Draft draft, long seed) {
    RunFile run = draft.file();
    return laboratory.trial(run, seed, beginning.values(run, draft.operations(), seed));
  }

  /** The measure of the run as it came after so many steps, with the first seed. */
  double before(Judge judge, long steps) {
    return judge.of(without(0, steps()), steps);
  }

  /** By what candidates are compared with one another: all by the same measure. */
  Judge judge(List<Candidate> candidates) {
    boolean same =
        candidates.stream().map(one -> one.judge().measure()).distinct().limit(2).count() < 2;
    return same ? candidates.getFirst().judge() : Judge.ofAnswers(laboratory);
  }

  private double cost(Trial trial, long steps) {
    return trial.over() ? 0 : Math.max(0, steps - trial.step()) / (double) laboratory.steps();
  }

  /**
   * Compares over seeds, first after the first part of the training. If that is no proof but near
   * to one, up to three more seeds are taken; else, and where a pair has not learned anything yet,
   * it goes on after twice as many steps, as far as the budget goes.
   *
   * @param least pairs at the least
   */
  Evidence verify(Candidate candidate, int least) {
    List<Trial> with = new ArrayList<>();
    Evidence evidence = null;
    long steps = steps();
    int seeds = least;
    while (true) {
      while (with.size() < seeds) {
        with.add(with(candidate, with.size()));
      }
      Evidence next = compared(candidate, with, steps);
      boolean lost = next.pairs().size() < with.size() && next.remaining().isEmpty();
      evidence = evidence == null || !lost ? next : evidence;
      if (lost || !evidence.remaining().isEmpty()) {
        break;
      }
      if (evidence.interval().isAbove()) {
        return watched(candidate, with.getFirst(), evidence);
      }
      long further = further(candidate, with, steps);
      boolean farther = further >= FARTHER * steps;
      boolean near = seeds < least + MORE && evidence.interval().isNear();
      if (near && !(farther && isTooEarly(candidate, evidence))) {
        seeds++;
      } else if (farther) {
        steps = further;
      } else {
        break;
      }
    }
    with.subList(1, with.size()).forEach(Trial::close);
    return evidence;
  }

  /**
   * What comes later of a change that won: an alarm, or, where the head or the loss has become
   * another one, answers that are no better in the end. Who learns faster without a needless
   * softmax may end behind, and the loss cannot tell: with one it never comes near to 0.
   */
  private Evidence watched(Candidate candidate, Trial first, Evidence evidence) {
    if (candidate.cost(first, diagnosis.seen()) <= left()) {
      List<Finding> later = alarms(candidate.train(first, diagnosis.seen()));
      if (!later.isEmpty()) {
        return evidence.with(later, first.scored());
      }
    }
    if (!Remedies.changesHead(candidate.draft())) {
      return evidence;
    }
    long end =
        farthest(
            evidence.steps(),
            laboratory.steps(),
            to -> candidate.cost(first, to) + cost(without.getFirst(), to));
    Judge answers = Judge.ofAnswers(laboratory);
    Candidate judged = candidate.by(answers);
    judged.train(first, end);
    double before = answers.of(without(0, end), end);
    Pair pair = new Pair(first.seed(), before, judged.value(first, end));
    return evidence.with(
        new LastLook(answers.measure(), end, pair), without(0, end).scored(), first.scored());
  }

  /**
   * The last step up to some that the budget allows; the first one if it allows none.
   *
   * @param cost of going so far
   */
  private long farthest(long from, long most, LongToDoubleFunction cost) {
    long less = Math.max(1, (most - from) / LOOKS);
    for (long look = most; look > from; look -= less) {
      long to = without.getFirst().comparable(look);
      if (cost.applyAsDouble(to) <= left() + 1e-9) {
        return to;
      }
    }
    return from;
  }

  /** Whether both runs of a pair still answer as a constant does: it says nothing yet. */
  private static boolean isTooEarly(Candidate candidate, Evidence evidence) {
    double blind = NOTHING * candidate.judge().chance();
    return evidence.pairs().stream()
        .anyMatch(pair -> pair.before() >= blind && pair.after() >= blind);
  }

  /** What a pair costs up to some step. */
  private double cost(Candidate candidate, Trial changed, int number, long steps) {
    return candidate.cost(changed, steps)
        + (number < without.size()
            ? cost(without.get(number), steps)
            : steps / (double) laboratory.steps());
  }

  /** The next step at which to compare: twice as far, or as far as the budget goes. */
  private long further(Candidate candidate, List<Trial> with, long steps) {
    return farthest(
        steps,
        Math.min(2 * steps, laboratory.steps()),
        to -> {
          double cost = 0;
          for (int number = 0; number < with.size(); number++) {
            cost += cost(candidate, with.get(number), number, to);
          }
          // A fourth pair is worth more than a fourth of the way: the interval of three is wide.
          return cost + (with.size() < LEAST_SURE ? 2.0 * to / laboratory.steps() : 0);
        });
  }

  /** All pairs after so many steps, as far as the budget goes and none is worse than before. */
  private Evidence compared(Candidate candidate, List<Trial> with, long steps) {
    List<Pair> pairs = new ArrayList<>();
    List<Finding> remaining = new ArrayList<>();
    for (int number = 0; number < with.size() && remaining.isEmpty(); number++) {
      Trial changed = with.get(number);
      if (cost(candidate, changed, number, steps) > left() + 1e-9) {
        break;
      }
      candidate.train(changed, steps);
      pairs.add(
          new Pair(
              changed.seed(),
              candidate.judge().of(without(number, steps), steps),
              candidate.value(changed, steps)));
      remaining.addAll(alarms(changed));
    }
    List<Double> gains = Gains.of(pairs, candidate.judge().chance());
    return new Evidence(
        candidate.judge().measure(),
        candidate.judge().chance(),
        steps,
        laboratory.steps(),
        pairs,
        pairs.size() < with.size()
            ? PairedInterval.unknown(gains)
            : PairedInterval.moderated(gains),
        remaining,
        List.of(),
        Optional.empty(),
        without(0, steps).scored(),
        candidate.trial().scored(),
        candidate.draft().file(),
        laboratory.split().train().hash());
  }
}
