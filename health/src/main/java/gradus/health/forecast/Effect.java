package gradus.health.forecast;

import gradus.train.log.Event.Role;

/**
 * What a part of the network does, by the theory.
 *
 * @param role what kind of part it is
 * @param out the signal that it gives
 * @param gain χ: the mean square of the gradient at its input, by that at its output
 * @param spread the relative variance of that over random weights
 * @param slopes more about an activation; null for other parts
 * @param winners how many numbers compete for one gradient, as in max pooling; 1 for other parts
 * @param doubt the relative variance that it adds to the gain of the weights before it
 * @param formula where the numbers come from; begins with "measured" if there is no theory
 */
record Effect(
    Role role,
    Signal out,
    double gain,
    double spread,
    Slopes slopes,
    int winners,
    double doubt,
    String formula) {
  /** Without chance. */
  static Effect of(Role role, Signal out, double gain, String formula) {
    return new Effect(role, out, gain, 0, null, 1, 0, formula);
  }

  /** With a relative variance of the gain. */
  Effect spread(double variance) {
    return new Effect(role, out, gain, variance, slopes, winners, doubt, formula);
  }

  /** Of an activation. */
  Effect slopes(Slopes more) {
    return new Effect(role, out, gain, spread, more, winners, doubt, formula);
  }

  /** Whose gradient goes to one of so many. */
  Effect winners(int of) {
    return new Effect(role, out, gain, spread, slopes, of, doubt, formula);
  }

  /** That makes the gain of the weights before it less certain. */
  Effect doubt(double variance) {
    return new Effect(role, out, gain, spread, slopes, winners, variance, formula);
  }

  /** The probability that a unit is where the slope is 0, for one sample. */
  double flat() {
    return slopes == null ? 0 : slopes.flat();
  }

  /** Whether a theory gave the numbers, rather than a measurement of the part alone. */
  boolean theory() {
    return !formula.startsWith("measured");
  }
}
