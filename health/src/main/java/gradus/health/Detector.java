package gradus.health;

import java.util.List;

/**
 * Looks for one thing that can be wrong. A detector keeps nothing between calls: the same case
 * gives the same findings, during a training and years after it.
 *
 * <pre>{@code
 * Detector plateau = patient -> patient.epochs().size() < 20 ? List.of() : ...;
 * }</pre>
 */
@FunctionalInterface
public interface Detector {
  /** What is wrong in this case; empty if nothing is. */
  List<Finding> examine(Case patient);
}
