package gradus.nn.init;

import java.util.List;

/**
 * By what weights before an activation are multiplied so that the signal keeps its size, as
 * commonly recommended: 1 for linear and sigmoid, 5/3 for tanh, sqrt 2 for ReLU, {@code sqrt(2 / (1
 * + slope²))} for leaky ReLU, 3/4 for SELU.
 */
public final class Gain {
  /** The activations that have a recommendation. */
  public static final List<String> NAMES =
      List.of("linear", "sigmoid", "tanh", "relu", "leaky_relu", "selu");

  private Gain() {}

  /**
   * The gain for an activation.
   *
   * @param slope the slope of a leaky ReLU; others do not look at it
   */
  public static double of(String activation, double slope) {
    return switch (activation) {
      case "linear", "sigmoid" -> 1;
      case "tanh" -> 5.0 / 3;
      case "relu" -> Math.sqrt(2);
      case "leaky_relu" -> Math.sqrt(2 / (1 + slope * slope));
      case "selu" -> 0.75;
      default ->
          throw new IllegalArgumentException(
              "gain: got activation '" + activation + "'; must be one of " + NAMES);
    };
  }
}
