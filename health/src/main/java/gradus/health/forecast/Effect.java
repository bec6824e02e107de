package gradus.health.forecast;

/**
 * What a part of the network does, by the theory.
 *
 * @param role what kind of part it is
 * @param out the signal that it gives
 * @param gain χ: the mean square of the gradient at its input, by that at its output
 * @param spread the relative variance of that over random weights
 * @param keep the correlation of two samples' gradients behind it, by that before it
 * @param slack the standard deviation of the logarithm of the signal's rms beyond random weights:
 *     what the theory does not know
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
    double slack,
    double flat,
    String formula) {
  /** Without chance. */
  static Effect of(Role role, Signal out, double gain, String formula) {
    return new Effect(role, out, gain, 0, 1, 0, 0, formula);
  }

  /** With a relative variance of the gain. */
  Effect spread(double variance) {
    return new Effect(role, out, gain, variance, keep, slack, flat, formula);
  }

  /** With what the theory does not know of the signal. */
  Effect slack(double deviation) {
    return new Effect(role, out, gain, spread, keep, deviation, flat, formula);
  }

  /** Whether a theory gave the numbers, rather than a measurement of the part alone. */
  boolean theory() {
    return !formula.startsWith("measured");
  }
}
