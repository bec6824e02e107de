package gradus.health.detect;

/**
 * What an activation can put out: between two bounds, each perhaps infinite.
 *
 * @param low the least
 * @param high the most
 */
record Bounds(double low, double high) {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  /** Of the kind of an activation; without bounds if it has none or is not known. */
  static Bounds of(String activation) {
    return switch (activation) {
      case "softmax", "sigmoid", "hard_sigmoid" -> new Bounds(0, 1);
      case "tanh", "hard_tanh", "softsign", "l2_normalize" -> new Bounds(-1, 1);
      case "relu", "softplus" -> new Bounds(0, INFINITE);
      case "relu6" -> new Bounds(0, 6);
      case "log_sigmoid", "log_softmax" -> new Bounds(-INFINITE, 0);
      case "gelu", "silu", "mish", "hard_swish" -> new Bounds(-0.4, INFINITE);
      default -> new Bounds(-INFINITE, INFINITE);
    };
  }

  /** After a fixed factor and a fixed offset. */
  Bounds moved(double factor, double offset) {
    double a = low * factor + offset;
    double b = high * factor + offset;
    return factor == 0 ? new Bounds(offset, offset) : new Bounds(Math.min(a, b), Math.max(a, b));
  }

  /** Of the exponential, for losses of the log of what is wanted. */
  Bounds exp() {
    return new Bounds(Math.exp(low), Math.exp(high));
  }

  /** Whether all between two values is within reach, but for a part of their distance. */
  boolean hold(double least, double most, double slack) {
    double some = slack * (most - least);
    return least >= low - some && most <= high + some;
  }

  /** As people write it. */
  @Override
  public String toString() {
    return (low == -INFINITE ? "(−∞" : "[" + Flows.number(low))
        + ", "
        + (high == INFINITE ? "∞)" : Flows.number(high) + "]");
  }
}
