package gradus.health.heal;

import gradus.core.ir.Data;
import gradus.health.Finding;
import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Edit;
import gradus.train.checkpoint.SafeTensors;
import gradus.train.run.RunFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a healing brought.
 *
 * @param verdict how it ended
 * @param sentence the same in one sentence
 * @param before the run as it came
 * @param after the run with the edits; as it came if nothing was proved
 * @param findings what was wrong; of a healthy run settings that are rarely meant, as notes
 * @param edits the changes, in order; none if nothing was proved
 * @param evidence what speaks for them; of the best attempt if nothing was proved
 * @param attempts all that was tried, in order
 * @param trainings what it cost, in whole trainings of the run
 * @param seconds what it took
 * @param beginnings the learned values {@code before} and {@code after} with which runs were
 *     compared, by name; empty if they began anew
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
    double seconds,
    Map<String, Map<String, Data>> beginnings) {
  /** Keeps copies. */
  public Healed {
    findings = List.copyOf(findings);
    edits = List.copyOf(edits);
    attempts = List.copyOf(attempts);
    beginnings = Map.copyOf(beginnings);
  }

  /** The remedies that were applied, in order. */
  public List<String> remedies() {
    return edits.stream().map(Edit::remedy).distinct().toList();
  }

  /**
   * Writes the learned values that a healing of a running training goes on from.
   *
   * @param name of the files, without an ending
   * @return the files of {@code before} and {@code after}; none if runs began anew
   */
  public Map<String, Path> writeValues(Path folder, String name) {
    Map<String, Path> files = new LinkedHashMap<>();
    beginnings.forEach(
        (side, values) -> {
          String ending = side.equals("after") ? "" : "-before";
          Path file = folder.resolve(name + ending + ".safetensors").toAbsolutePath();
          SafeTensors.write(file, values, Map.of("format", "gradus-healing-1"));
          files.put(side, file);
        });
    return files;
  }

  /** The same, whose run file begins with values from a file. */
  public Healed from(Path values) {
    Draft draft =
        Draft.of(after)
            .by("learned_weights")
            .set(values.toString(), "what was learned goes on", "init", "transfer", "from");
    List<Edit> all = new ArrayList<>(edits);
    all.addAll(draft.edits());
    return new Healed(
        verdict,
        sentence,
        before,
        draft.file(),
        findings,
        all,
        evidence,
        attempts,
        trainings,
        seconds,
        beginnings);
  }
}
