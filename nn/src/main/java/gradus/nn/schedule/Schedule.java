package gradus.nn.schedule;

import java.util.Optional;

/** The learning rate as a function of the step. */
@FunctionalInterface
public interface Schedule {
  /**
   * The rate of a step.
   *
   * @param base the rate of the optimizer
   * @param step the number of updates so far, 0 at the first
   * @param total the number of updates of the whole training
   */
  double rate(double base, long step, long total);

  /** The part that follows the loss, if there is one; its scale multiplies the rate. */
  default Optional<ReduceOnPlateau> plateau() {
    return Optional.empty();
  }
}
