package gradus.health.heal;

import gradus.health.Finding;
import gradus.health.heal.edit.Draft;
import gradus.health.heal.remedy.Remedies;
import java.util.List;
import java.util.Optional;

/**
 * The order in which changes are tried and proved: first to undo settings that are rarely meant, or
 * what a finding itself names; then the best of all drafts; and for what is left of the best of
 * them a second round.
 */
final class Treatment {
  private static final int CANDIDATES = 7;
  private static final int SECOND_ROUND = 4;

  /** Runs kept besides those of a proof, for more seeds or a second one, if rates are compared. */
  private static final int MORE = 6;

  /** Where nothing alarms, the interval must lie above this. */
  private static final double WORTH = 0.2;

  private final Comparison comparison;
  private final List<Attempt> attempts;
  private final Plan plan;
  private final int seeds;

  /**
   * A treatment.
   *
   * @param attempts where all that was tried is noted
   * @param seeds of a proof at the least
   */
  Treatment(Comparison comparison, List<Attempt> attempts, Plan plan, int seeds) {
    this.comparison = comparison;
    this.attempts = attempts;
    this.plan = plan;
    this.seeds = seeds;
  }

  /** The first proof, or the best attempt; null if nothing could be tried. */
  Proof of(Draft unchanged, List<Finding> alarms) {
    Proof best = round(unchanged, alarms, CANDIDATES, null);
    if (best != null && !best.evidence().proves() && !best.evidence().remaining().isEmpty()) {
      best = round(best.candidate().draft(), best.evidence().remaining(), SECOND_ROUND, best);
    }
    return best == null || best.evidence().proves() ? best : best.beside(alarms);
  }

  /**
   * A proof that it is worth while to undo settings that are rarely meant, though nothing alarms;
   * null if there is none.
   */
  Proof ofOdd(Draft unchanged, List<Finding> odd) {
    double kept = 2.0 * (seeds - 1);
    List<Draft> undone = plan.undone(unchanged, odd).stream().toList();
    Proof proof = proof(new Screening(comparison, attempts).finalists(undone, 1, kept));
    if (proof == null || !proof.evidence().proves()) {
      return null;
    }
    if (proof.evidence().interval().low() < WORTH) {
      attempts.set(attempts.size() - 1, attempts.getLast().with("too little won for no alarm"));
      return null;
    }
    return proof;
  }

  /** The first proof, or the best attempt. */
  private Proof round(Draft from, List<Finding> findings, int most, Proof before) {
    Screening screening = new Screening(comparison, attempts);
    double kept = 2.0 * (seeds - 1);
    Proof best = before;
    Optional<Draft> specific =
        screening.affordable(kept, most) > 0 ? plan.specific(from, findings) : Optional.empty();
    if (specific.isPresent()) {
      Proof named = proof(screening.finalists(specific.stream().toList(), 1, kept));
      best = better(best, named);
      if (named != null && !named.evidence().proves() && isOther(named, findings)) {
        // It was one of two faults.
        best = round(named.candidate().draft(), named.evidence().remaining(), SECOND_ROUND, best);
      }
      if (best != null && best.evidence().proves()) {
        return best;
      }
    }
    int count = screening.affordable(kept, most);
    List<Draft> drafts = plan.drafts(from, findings, count);
    List<Candidate> finalists = screening.finalists(drafts, Screening.FINALISTS, kept);
    if (!finalists.isEmpty() && Remedies.isRate(finalists.getFirst().draft())) {
      List<Draft> near = plan.neighbours(finalists.getFirst().draft());
      finalists = screening.tuned(finalists, near, kept + MORE);
    }
    return better(best, proof(finalists));
  }

  /** Whether a change does no harm, but leaves an alarm of another kind. */
  private static boolean isOther(Proof proof, List<Finding> findings) {
    return proof.evidence().interval().mean() >= 0
        && !proof.evidence().remaining().isEmpty()
        && proof.evidence().remaining().stream()
            .noneMatch(
                alarm -> findings.stream().anyMatch(old -> old.symptom() == alarm.symptom()));
  }

  /** The first proof among some candidates, or the best attempt; null if there are none. */
  private Proof proof(List<Candidate> candidates) {
    Proof best = null;
    for (Candidate candidate : candidates) {
      Evidence evidence = comparison.verify(candidate, seeds);
      attempts.add(
          new Attempt(
              candidate.draft().edits(),
              candidate.trial().step(),
              candidate.value(),
              outcome(evidence)));
      best = better(best, new Proof(candidate, evidence));
      if (evidence.proves()) {
        return best;
      }
    }
    return best;
  }

  private static Proof better(Proof one, Proof other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    boolean mean = other.evidence().interval().mean() > one.evidence().interval().mean();
    return other.evidence().proves() || mean && !one.evidence().proves() ? other : one;
  }

  private String outcome(Evidence evidence) {
    if (evidence.proves()) {
      return "verified";
    }
    if (evidence.fleeting()) {
      return "answers no better in the end";
    }
    return evidence.remaining().isEmpty()
        ? evidence.pairs().size() < seeds && evidence.interval().mean() > 0
            ? "too few seeds within the budget"
            : "not better beyond chance"
        : "alarm: " + evidence.remaining().getFirst().symptom().words();
  }
}
