package gradus.train;

import java.util.OptionalDouble;

/**
 * When a training ends, whatever comes first.
 *
 * @param epochs passes over the training data
 * @param steps updates; 0 for no limit
 * @param seconds of training; 0 for no limit
 * @param patience epochs without a better watched value; 0 for no limit
 * @param target a value of the watched metric that is good enough
 * @param loss a training loss that is small enough
 */
public record Limits(
    int epochs,
    long steps,
    double seconds,
    int patience,
    OptionalDouble target,
    OptionalDouble loss) {
  /** Epochs alone. */
  public static Limits epochs(int epochs) {
    return new Limits(epochs, 0, 0, 0, OptionalDouble.empty(), OptionalDouble.empty());
  }
}
