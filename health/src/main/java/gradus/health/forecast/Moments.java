package gradus.health.forecast;

/**
 * What is known of a signal, as averages over units, samples and random weights.
 *
 * @param square {@code q = E[x²]}; the root mean square is its root
 * @param apart {@code q - E[x_a x_b]} of the same element of two samples a, b: the part of the
 *     square that tells samples apart
 * @param farApart the same for other samples and other positions, as batch norm over space sees it
 * @param mean {@code E[x]} over units
 */
public record Moments(double square, double apart, double farApart, double mean) {
  /** The variance over units. */
  double variance() {
    return Math.max(0, square - mean * mean);
  }

  /** Multiplied by a number. */
  Moments times(double factor) {
    double f = factor * factor;
    return new Moments(f * square, f * apart, f * farApart, factor * mean);
  }

  /** The sum of two independent signals. */
  Moments plus(Moments other) {
    return new Moments(
        square + other.square + 2 * mean * other.mean,
        apart + other.apart,
        farApart + other.farApart,
        mean + other.mean);
  }

  /** The same signal moved by a number that is the same for all samples. */
  Moments plus(double offsetMean, double offsetSquare) {
    return new Moments(
        square + offsetSquare + 2 * mean * offsetMean, apart, farApart, mean + offsetMean);
  }
}
