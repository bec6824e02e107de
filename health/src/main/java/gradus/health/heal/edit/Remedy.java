package gradus.health.heal.edit;

import java.util.List;

/**
 * A way to heal: writes changed run files for what was found. It promises nothing; a trial decides.
 *
 * <pre>{@code
 * record Longer() implements Remedy {
 *   public String name() { return "longer"; }
 *   public String sentence() { return "Trains twice as long."; }
 *   public List<Draft> prescribe(Patient patient) {
 *     Draft draft = patient.draft().by(name());
 *     return List.of(draft.set(2 * (int) draft.number(20, "train", "epochs"), sentence(), "train", "epochs"));
 *   }
 * }
 * }</pre>
 */
public interface Remedy {
  /** Its name, as findings write it. */
  String name();

  /** What it does, in one sentence. */
  String sentence();

  /** Changed drafts, the smallest change first; none if it does not fit. */
  List<Draft> prescribe(Patient patient);
}
