package gradus.health.heal;

import gradus.train.run.RunFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is needed to make the trials of a healing again, and the numbers they gave. The numbers
 * are of float32 arithmetic that is the same to the bit on every machine, so they must be equal.
 *
 * @param verdict how the healing ended
 * @param sentence the same in one sentence
 * @param before the text of the run file as it came
 * @param after the text of the run file with the edits
 * @param steps after how many updates runs were compared
 * @param measure what was compared
 * @param pairs the measure with and without, one pair a seed
 * @param low the lower end of the interval, as {@link Evidence#interval}
 * @param high its upper end
 * @param end the last look at the first pair, as {@link Evidence#end}
 * @param dataHash the hash of the training examples
 * @param beginnings files of values with which the trials began, by {@code before} and {@code
 *     after}; empty for those of the run files
 * @param hashes SHA-256 of the texts and files, by name
 * @param versions what was used
 * @param edits the edits in words
 * @param trainings what the healing cost, in trainings
 */
public record Certificate(
    String verdict,
    String sentence,
    String before,
    String after,
    long steps,
    String measure,
    List<Pair> pairs,
    double low,
    double high,
    Optional<LastLook> end,
    String dataHash,
    Map<String, String> beginnings,
    Map<String, String> hashes,
    Map<String, String> versions,
    List<String> edits,
    double trainings) {
  /** Keeps copies. */
  public Certificate {
    pairs = List.copyOf(pairs);
    beginnings = Map.copyOf(beginnings);
    hashes = Map.copyOf(hashes);
    versions = Map.copyOf(versions);
    edits = List.copyOf(edits);
  }

  /**
   * Of a healing that tried something.
   *
   * @param values the files of learned values, as {@link Healed#writeValues} gave them
   * @throws IllegalArgumentException if there is no evidence
   */
  public static Certificate of(Healed healed, Map<String, Path> values) {
    Evidence evidence =
        healed
            .evidence()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "certificate: nothing was compared, so there is nothing to certify"));
    String before = healed.before().toYaml();
    String after = evidence.changed().toYaml();
    Map<String, String> names = new LinkedHashMap<>();
    Map<String, String> hashes = new LinkedHashMap<>();
    hashes.put("before", Hashes.of(before));
    hashes.put("after", Hashes.of(after));
    values.forEach(
        (side, file) -> {
          names.put(side, file.toString());
          hashes.put(side + "_values", Hashes.of(file));
        });
    return new Certificate(
        healed.verdict().word(),
        healed.sentence(),
        before,
        after,
        evidence.steps(),
        evidence.measure(),
        evidence.pairs(),
        evidence.interval().low(),
        evidence.interval().high(),
        evidence.end(),
        evidence.dataHash(),
        names,
        hashes,
        evidence.versions(),
        healed.edits().stream().map(edit -> edit.line() + "  (" + edit.why() + ")").toList(),
        healed.trainings());
  }

  /** The run file as it came. */
  RunFile runBefore() {
    return RunFile.parse(before, "certificate: before", List.of());
  }

  /** The run file with the edits. */
  RunFile runAfter() {
    return RunFile.parse(after, "certificate: after", List.of());
  }
}
