package gradus.bench.ward;

import gradus.health.Symptom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is true of a case, known without looking at it.
 *
 * @param file the run file, relative to the ward
 * @param symptom what is wrong; empty if it is healthy
 * @param also symptoms that the same fault makes by itself, so that naming them is right too
 * @param layer where it is: a path, {@code a..b} for all layers between two, several with {@code
 *     |}; empty for the whole run or unknown
 * @param more further columns, by name: operator, severity, kind, twin
 */
public record Truth(
    String file,
    Optional<Symptom> symptom,
    List<Symptom> also,
    String layer,
    Map<String, String> more) {
  /** Keeps immutable copies. */
  public Truth {
    also = List.copyOf(also);
    more = Map.copyOf(more);
  }

  /** Whether it is sick. */
  public boolean sick() {
    return symptom.isPresent();
  }

  /** What it is counted under: the word of the symptom, or {@code healthy}. */
  public String group() {
    return symptom.map(Symptom::word).orElse("healthy");
  }

  /** A further column, or "". */
  public String get(String column) {
    return more.getOrDefault(column, "");
  }

  /** Whether two faults were made at once; such cases are counted apart. */
  public boolean twofold() {
    return get("kind").equals("twofold");
  }
}
