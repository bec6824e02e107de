package gradus.health.heal;

import gradus.health.Finding;
import gradus.health.heal.edit.Edit;
import gradus.health.heal.trial.PairedInterval;
import java.util.List;
import java.util.Locale;

/** A healing in one sentence. */
final class Sentences {
  private Sentences() {}

  /**
   * A healing in one sentence.
   *
   * @param lent whether the run was trained without some of its examples, by which it was judged
   */
  static String of(
      Verdict verdict, List<Finding> findings, List<Edit> edits, Evidence evidence, boolean lent) {
    return switch (verdict) {
      case HEALTHY ->
          (findings.isEmpty()
                  ? "healthy: nothing to heal"
                  : "healthy: no alarm, and no proof that to undo what is rarely meant would help")
              + (lent ? "; a fifth of the examples was held out to tell" : "");
      case HEALED ->
          "healed: %s; cured by %s: %s over %d seeds%s"
              .formatted(
                  findings.getFirst().symptom().words(),
                  String.join(" and ", edits.stream().map(Edit::remedy).distinct().toList()),
                  change(evidence),
                  evidence.pairs().size(),
                  evidence.others().isEmpty()
                      ? ""
                      : "; still there: " + evidence.others().getFirst().symptom().words());
      case NOT_HEALED ->
          "not healed: %s; %s"
              .formatted(
                  findings.getFirst().symptom().words(),
                  evidence == null
                      ? "no remedy fits, or the budget is spent"
                      : !evidence.remaining().isEmpty()
                          ? "the best attempt still has an alarm: "
                              + evidence.remaining().getFirst().symptom().words()
                          : evidence.fleeting()
                              ? "the best attempt learns faster, but answers no better in the end: "
                                  + change(evidence)
                              : "the best attempt is no proof: " + change(evidence));
    };
  }

  /** The mean change with its interval. */
  static String change(Evidence evidence) {
    double before = evidence.pairs().stream().mapToDouble(Pair::before).average().orElse(0);
    double after = evidence.pairs().stream().mapToDouble(Pair::after).average().orElse(0);
    boolean ratio = evidence.pairs().stream().noneMatch(p -> p.before() < 0 || p.after() < 0);
    PairedInterval gain = evidence.interval();
    return String.format(
        Locale.ROOT,
        "held-out %s %.4g → %.4g after %d of %d steps, %s (95 %% between %.2f and %.2f)",
        evidence.measure(),
        before,
        after,
        evidence.steps(),
        evidence.wholeSteps(),
        String.format(
            Locale.ROOT,
            ratio ? "%.2f times" : "less by %.2f of the sizes of both",
            ratio ? Math.exp(-gain.mean()) : gain.mean()),
        ratio ? Math.exp(-gain.high()) : gain.low(),
        ratio ? Math.exp(-gain.low()) : gain.high());
  }
}
