package gradus.health.heal;

import gradus.health.heal.edit.Draft;
import gradus.health.heal.trial.Judge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Successive halving (Jamieson and Talwalkar 2016): all candidates train for a quarter of the way,
 * the better half of them to the middle; the best two are left. Of those about as good as the best
 * the smallest change comes first.
 */
final class Screening {
  static final int FINALISTS = 2;
  private static final long LEAST = 8;

  /** Rivals are compared so many times as far on as others, or not at all. */
  private static final double FAR = 1.5;

  private static final int RIVALS = 3;

  /** Less than this part of the measure of a blind answer is nothing won. */
  private static final double LITTLE = 0.005;

  /** In a training so short that a comparison takes such a part of it, proofs need the budget. */
  private static final double SHORT = 0.15;

  /**
   * A change that is behind the best one by no more than this share of what that wins is as good:
   * it is early, and small changes have more to win.
   */
  private static final double AS_GOOD = 0.6;

  /** The same at the first look, which says even less. */
  private static final double AS_GOOD_AT_FIRST = 0.8;

  /** Above a blind answer, what lies no farther apart than this part of its measure is as good. */
  private static final double AS_BLIND = 0.05;

  private final Comparison comparison;
  private final List<Attempt> attempts;
  private Judge judge;

  Screening(Comparison comparison, List<Attempt> attempts) {
    this.comparison = comparison;
    this.attempts = attempts;
  }

  /** How many candidates can be screened, when so many comparisons are kept for the proof. */
  int affordable(double kept, int most) {
    double ways = comparison.left() / comparison.share() - kept;
    return (int) Math.max(Math.min(1, Math.floor(ways)), Math.min(most, (ways - 1) / 0.375));
  }

  /**
   * The finalists, in the order in which they are to be verified.
   *
   * @param most how many there are at the most
   * @param kept how many comparisons are kept for the proof
   */
  List<Candidate> finalists(List<Draft> drafts, int most, double kept) {
    List<Candidate> all = new ArrayList<>();
    for (Draft draft : drafts) {
      try {
        all.add(comparison.candidate(all.size(), draft));
      } catch (IllegalArgumentException e) {
        attempts.add(new Attempt(draft.edits(), 0, Double.NaN, "refused: " + e.getMessage()));
      }
    }
    if (all.isEmpty()) {
      return all;
    }
    judge = comparison.judge(all);
    long whole = comparison.steps();
    long first = first(whole);
    long second = second(whole);
    if (all.size() > most) {
      all = trained(all, first);
      if (isWon(all, first) || !isAffordable(all, kept)) {
        all = best(all, Math.max(most, (all.size() + 1) / 2), first);
      }
    }
    if (all.size() > most) {
      all = silentFirst(trained(all, second));
      boolean won = isWon(all, second) || !isAffordable(all, kept);
      all = best(all, won ? most : Math.max(most, (all.size() + 1) / 2), second);
    }
    boolean asked = all.size() > 1 && isAffordable(all, kept);
    return asked ? best(trained(all, whole), most, whole) : best(all, most, second);
  }

  /** Whether any is better than the run as it came: if not, it is too early to drop one. */
  private boolean isWon(List<Candidate> candidates, long steps) {
    double chance = Math.abs(judge.chance());
    double before = comparison.before(judge, steps);
    return !Double.isFinite(chance)
        || candidates.stream().anyMatch(one -> value(one) < before - LITTLE * chance);
  }

  /** Whether all can be trained to the end of the screening. */
  private boolean isAffordable(List<Candidate> candidates, double kept) {
    return comparison.left() > (kept + candidates.size()) * comparison.share();
  }

  /**
   * Of a rate that came out best and its neighbours, all with the same other settings, first the
   * one that is best as far on as the budget allows, at most at half of the training: high rates
   * look best early.
   *
   * @param finalists the first of them changes a rate alone
   * @param neighbours the same with other rates
   * @param kept how many comparisons are kept for the proof
   */
  List<Candidate> tuned(List<Candidate> finalists, List<Draft> neighbours, double kept) {
    if (comparison.share() > SHORT) {
      return finalists;
    }
    Candidate leader = finalists.getFirst();
    List<Candidate> others = new ArrayList<>(finalists);
    List<Candidate> rivals =
        new ArrayList<>(finalists.stream().filter(one -> one.isRival(leader)).toList());
    others.removeAll(rivals);
    for (Draft draft : neighbours) {
      if (rivals.size() < RIVALS && rivals.stream().noneMatch(one -> one.isNear(draft))) {
        rivals.add(comparison.candidate(finalists.size() + rivals.size(), draft));
      }
    }
    judge = comparison.judge(rivals);
    long whole = comparison.steps();
    long done = finalists.getFirst().trial().step();
    long far = Math.max(done, farthest(rivals, kept));
    if (far < FAR * whole) {
      return finalists;
    }
    long middle = Math.max(done, (whole + far) / 2);
    rivals = best(trained(rivals, middle), 2, middle);
    rivals = best(trained(rivals, far), 2, far);
    rivals.addAll(others);
    List<Candidate> left = rivals.subList(Math.min(FINALISTS, rivals.size()), rivals.size());
    left.forEach(one -> dropped(one, "worse after " + whole + " steps"));
    left.clear();
    return rivals;
  }

  /** How far rivals can be trained when a proof is still to be paid; 0 for not at all. */
  private long farthest(List<Candidate> rivals, double kept) {
    double left = comparison.left() - kept * comparison.share();
    long whole = comparison.steps();
    for (long far = comparison.horizon(); far >= FAR * whole; far -= Math.max(1, whole / 4)) {
      double cost = 0;
      for (Candidate rival : rivals) {
        cost += rival.cost(rival.trial(), (whole + far) / 2);
      }
      cost += 2 * rivals.getFirst().cost(rivals.getLast().trial(), (far - whole) / 2);
      if (cost <= left) {
        return far;
      }
    }
    return 0;
  }

  /** After how many steps the first look is. */
  static long first(long whole) {
    return Math.min(whole, Math.max(LEAST, whole / 4));
  }

  /** After how many steps the second look is. */
  static long second(long whole) {
    return Math.min(whole, Math.max(LEAST, whole / 2));
  }

  private List<Candidate> trained(List<Candidate> candidates, long steps) {
    List<Candidate> trained = new ArrayList<>();
    for (Candidate candidate : candidates) {
      try {
        candidate.train(candidate.trial(), steps);
        trained.add(candidate);
      } catch (IllegalArgumentException e) {
        dropped(candidate, "cannot be trained: " + e.getMessage());
      }
    }
    return trained;
  }

  /** Without those that raise an alarm, unless all do. */
  private List<Candidate> silentFirst(List<Candidate> candidates) {
    List<Candidate> silent =
        candidates.stream().filter(one -> comparison.alarms(one.trial()).isEmpty()).toList();
    List<Candidate> loud = new ArrayList<>(candidates);
    loud.removeAll(silent);
    if (silent.isEmpty()) {
      return candidates;
    }
    loud.forEach(
        one ->
            dropped(one, "alarm: " + comparison.alarms(one.trial()).getFirst().symptom().words()));
    return silent;
  }

  /** So many, first the smallest change of those as good as the best. */
  private List<Candidate> best(List<Candidate> candidates, int count, long steps) {
    double chance = judge.chance();
    boolean blind =
        comparison.before(judge, steps) >= chance
            && candidates.stream().allMatch(one -> value(one) >= chance);
    // Where all are still worse than a blind answer, the one nearest to it has come farthest.
    Judge by = blind ? judge.lenient() : judge;
    double slack = blind ? AS_BLIND * Math.abs(chance) : 0;
    double share = steps == first(comparison.steps()) ? AS_GOOD_AT_FIRST : AS_GOOD;
    List<Candidate> left =
        new ArrayList<>(
            candidates.stream().sorted(Comparator.comparingDouble(one -> value(by, one))).toList());
    List<Candidate> chosen = new ArrayList<>();
    while (chosen.size() < count && !left.isEmpty()) {
      double best = value(by, left.getFirst());
      double won = comparison.before(by, steps) - best;
      double border = best + Math.max(slack, share * Math.max(0, won));
      Candidate smallest =
          left.stream()
              .filter(one -> value(by, one) <= border)
              .min(Comparator.comparingInt(Candidate::order))
              .orElse(left.getFirst());
      // Of other numbers for the same setting none is the smallest change; the best value wins.
      Candidate next = left.stream().filter(smallest::isRival).findFirst().orElse(smallest);
      left.remove(next);
      chosen.add(next);
    }
    left.forEach(one -> dropped(one, "worse after " + steps + " steps"));
    return chosen;
  }

  private double value(Candidate candidate) {
    return value(judge, candidate);
  }

  private static double value(Judge by, Candidate candidate) {
    return by.of(candidate.trial(), candidate.trial().step());
  }

  private void dropped(Candidate candidate, String why) {
    attempts.add(
        new Attempt(candidate.draft().edits(), candidate.trial().step(), candidate.value(), why));
    candidate.trial().close();
  }
}
