package gradus.health.heal;

import gradus.health.Finding;
import java.util.List;

/**
 * A candidate and how it did over seeds.
 *
 * @param candidate the changes
 * @param evidence the comparison; it need not prove them
 */
record Proof(Candidate candidate, Evidence evidence) {
  /** The same; alarms that were there before do not count against it, but for the first one. */
  Proof beside(List<Finding> before) {
    return new Proof(candidate, evidence.beside(before));
  }
}
