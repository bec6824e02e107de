package gradus.bench.ward;

import java.util.List;
import java.util.Locale;

/**
 * What many seeds said about a draft.
 *
 * <p>A fault is <i>sick</i> if over all paired seeds it is worse on held-out data than its twin
 * ({@link SignFlips}, p &lt; 0.01) by at least 20 % of the gap between chance and twin; a crash
 * counts as chance. It is <i>healthy</i> after all, a hard control, if it lost less than 5 % and
 * learns as a control must. A control learns if on every seed it is clearly above chance (half way
 * to all right; {@code R² ≥ 0.25} for numbers) and its held-out loss does not rise again by more
 * than a quarter of what it fell. Whatever is neither is left out.
 *
 * @param draft what was trained
 * @param verdict what came of it
 * @param reason why, in a few words
 * @param trials one a seed
 * @param twins those of the twin, the same seeds
 * @param p that of the sign-flip test; NaN without a twin
 * @param lost the mean loss of score as a part of the gap between chance and twin; NaN without one
 */
record Certificate(
    Draft draft,
    Verdict verdict,
    String reason,
    List<Trial> trials,
    List<Trial> twins,
    double p,
    double lost) {
  private static final double LEVEL = 0.01;
  private static final double HARM = 0.2;
  private static final double NO_HARM = 0.05;
  private static final double ABOVE_CHANCE = 0.5;
  private static final double EXPLAINED = 0.25;
  private static final double RISE = 0.25;

  /** What a draft is. */
  enum Verdict {
    SICK,
    HEALTHY,
    LEFT_OUT
  }

  /** Judges a draft by its trials and those of its twin. */
  static Certificate of(Draft draft, List<Trial> trials, List<Trial> twins) {
    String ill = illness(trials);
    if (draft.symptom().isEmpty()) {
      return new Certificate(
          draft,
          ill.isEmpty() ? Verdict.HEALTHY : Verdict.LEFT_OUT,
          ill.isEmpty() ? "learns on every seed" : ill,
          trials,
          List.of(),
          Double.NaN,
          Double.NaN);
    }
    double[] differences = new double[trials.size()];
    double mean = 0;
    double gap = 0;
    for (int i = 0; i < differences.length; i++) {
      differences[i] = twins.get(i).score() - trials.get(i).score();
      mean += differences[i] / differences.length;
      gap += (twins.get(i).score() - twins.get(i).chance()) / differences.length;
    }
    double p = SignFlips.p(differences);
    double lost = mean / gap;
    String twinIll = clearlyAboveChance(twins);
    Verdict verdict;
    String reason;
    if (!twinIll.isEmpty()) {
      verdict = Verdict.LEFT_OUT;
      reason = "its twin: " + twinIll;
    } else if (p < LEVEL && lost >= HARM) {
      verdict = Verdict.SICK;
      reason = String.format(Locale.ROOT, "lost %.0f %% of the gap, p = %.4f", 100 * lost, p);
    } else if (lost < NO_HARM && ill.isEmpty()) {
      verdict = Verdict.HEALTHY;
      reason = "the fault did no harm";
    } else {
      verdict = Verdict.LEFT_OUT;
      reason =
          String.format(Locale.ROOT, "neither: lost %.0f %% of the gap, p = %.4f", 100 * lost, p);
    }
    return new Certificate(draft, verdict, reason, trials, twins, p, lost);
  }

  /** One of a draft that is not judged. */
  static Certificate leftOut(Draft draft, String why) {
    return new Certificate(
        draft, Verdict.LEFT_OUT, why, List.of(), List.of(), Double.NaN, Double.NaN);
  }

  private static String illness(List<Trial> trials) {
    String above = clearlyAboveChance(trials);
    if (!above.isEmpty()) {
      return above;
    }
    double rise = trials.stream().mapToDouble(Certificate::rise).average().orElse(0);
    return rise > RISE
        ? String.format(Locale.ROOT, "its held-out loss rises by %.2f of its fall", rise)
        : "";
  }

  private static String clearlyAboveChance(List<Trial> trials) {
    for (Trial trial : trials) {
      double wanted =
          trial.chance() == 0 ? EXPLAINED : trial.chance() + ABOVE_CHANCE * (1 - trial.chance());
      if (trial.crashed() || trial.score() < wanted) {
        return String.format(
            Locale.ROOT,
            "reaches only %.2f with seed %d, must reach %.2f",
            trial.score(),
            trial.seed(),
            wanted);
      }
    }
    return "";
  }

  /** How far the held-out loss rose again, as a part of what it fell. */
  private static double rise(Trial trial) {
    double fall = trial.first() - trial.best();
    return fall > 0 ? Math.max(0, trial.last() - trial.best()) / fall : 1;
  }

  /** The kind with which it enters a ward. */
  String kind() {
    return verdict == Verdict.HEALTHY && draft.symptom().isPresent() ? "hard" : draft.kind();
  }
}
