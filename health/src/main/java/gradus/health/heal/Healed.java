package gradus.health.heal;

import gradus.health.Finding;
import gradus.health.heal.edit.Edit;
import gradus.train.run.RunFile;
import java.util.List;
import java.util.Optional;

/**
 * What a healing brought.
 *
 * @param verdict how it ended
 * @param sentence the same in one sentence
 * @param before the run as it came
 * @param after the run with the edits; as it came if nothing was proved
 * @param findings what was wrong
 * @param edits the changes, in order; none if nothing was proved
 * @param evidence what speaks for them; of the best attempt if nothing was proved
 * @param attempts all that was tried, in order
 * @param trainings what it cost, in whole trainings of the run
 * @param seconds what it took
 */
public record Healed(
    Verdict verdict,
    String sentence,
    RunFile before,
    RunFile after,
    List<Finding> findings,
    List<Edit> edits,
    Optional<Evidence> evidence,
    List<Attempt> attempts,
    double trainings,
    double seconds) {
  /** Keeps copies. */
  public Healed {
    findings = List.copyOf(findings);
    edits = List.copyOf(edits);
    attempts = List.copyOf(attempts);
  }

  /** The remedies that were applied, in order. */
  public List<String> remedies() {
    return edits.stream().map(Edit::remedy).distinct().toList();
  }
}
