package gradus.health.forecast;

import gradus.train.log.Event.Role;

/**
 * What a part of the network does, by the theory.
 *
 * @param role what kind of part it is
 * @param out the signal that it gives
 * @param gain χ: the mean square of the gradient at its input, by that at its output
 * @param spread the relative variance of that over random weights
 * @param keep the correlation of two samples' gradients behind it, by that before it
 * @param flat the probability that a unit is where the slope is 0, for one sample; 0 for parts
 *     that are no activation
 * @param formula where the numbers come from; "measured" if there is no theory
 */
record Effect(
    Role role,
    Signal out,
    double gain,
    double spread,
    double keep,
    double flat,
    String formula) {
  /** Without chance. */
  static Effect of(Role role, Signal out, double gain, String formula) {
    return new Effect(role, out, gain, 0, 1, 0, formula);
  }

  /** With a relative variance of the gain. */
  Effect spread(double variance) {
    return new Effect(role, out, gain, variance, keep, flat, formula);
  }

  /** Whether a theory gave the numbers, rather than a measurement of the part alone. */
  boolean theory() {
    return !formula.startsWith("measured");
  }
}
