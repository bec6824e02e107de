package gradus.health.heal;

import gradus.health.heal.edit.Draft;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Successive halving (Jamieson and Talwalkar 2016): all candidates train for a quarter of the way,
 * the better half of them to the middle; the best two are left. Of those about as good as the best
 * the smallest change comes first.
 */
final class Screening {
  private static final int FINALISTS = 2;
  private static final long LEAST = 8;

  /**
   * A change that is behind the best one by no more than this share of what that wins is as good:
   * it is early, and small changes have more to win.
   */
  private static final double AS_GOOD = 0.6;

  /** The same at the first look, which says even less. */
  private static final double AS_GOOD_AT_FIRST = 0.8;

  private final Comparison comparison;
  private final List<Attempt> attempts;

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
   * @param certain what is a finalist in any case, and the first one: what is wrong late in a
   *     training may look good at first
   * @param kept how many comparisons are kept for the proof
   */
  List<Candidate> finalists(List<Draft> drafts, Optional<Draft> certain, double kept) {
    List<Candidate> all = new ArrayList<>();
    List<Candidate> sure = new ArrayList<>();
    for (Draft draft : drafts) {
      try {
        boolean isSure = certain.isPresent() && certain.get() == draft;
        (isSure ? sure : all).add(comparison.candidate(all.size() + sure.size(), draft));
      } catch (IllegalArgumentException e) {
        attempts.add(new Attempt(draft.edits(), 0, Double.NaN, "refused: " + e.getMessage()));
      }
    }
    long whole = comparison.steps();
    long first = first(whole);
    long second = second(whole);
    int wanted = FINALISTS - sure.size();
    if (all.size() > wanted) {
      all = best(trained(all, first), Math.max(wanted, (all.size() + 1) / 2), first);
    }
    if (all.size() > wanted) {
      all = best(silentFirst(trained(all, second)), wanted, second);
    }
    sure.addAll(best(all, wanted, second));
    return sure.size() == FINALISTS && sure.getFirst().isRival(sure.getLast())
        ? betterFirst(sure, kept)
        : sure;
  }

  /**
   * Two numbers for the same setting, first the one that is better at half of the training, if
   * there is the budget to look that far: high rates look best early.
   */
  private List<Candidate> betterFirst(List<Candidate> rivals, double kept) {
    double cost = rivals.stream().mapToDouble(comparison::costToHorizon).sum();
    double proof = kept * comparison.share();
    if (cost + proof > comparison.left()) {
      return rivals;
    }
    return trained(trained(rivals, comparison.steps()), comparison.horizon()).stream()
        .sorted(Comparator.comparingDouble(Candidate::value))
        .toList();
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
    long first = first(comparison.steps());
    List<Candidate> left =
        new ArrayList<>(
            candidates.stream().sorted(Comparator.comparingDouble(Candidate::value)).toList());
    List<Candidate> chosen = new ArrayList<>();
    while (chosen.size() < count && !left.isEmpty()) {
      double best = left.getFirst().value();
      double won = comparison.before(left.getFirst(), steps) - best;
      double border = best + (steps == first ? AS_GOOD_AT_FIRST : AS_GOOD) * Math.max(0, won);
      Candidate smallest =
          left.stream()
              .filter(one -> one.value() <= border)
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

  private void dropped(Candidate candidate, String why) {
    attempts.add(
        new Attempt(candidate.draft().edits(), candidate.trial().step(), candidate.value(), why));
    candidate.trial().close();
  }
}
