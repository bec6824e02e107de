package gradus.health.forecast;

/**
 * The slopes of an activation over the law of its input.
 *
 * @param values φ' at the points of {@link Grid}
 * @param inputs the numbers at which they are taken
 * @param keep the correlation of two samples' gradients behind it, by that before it
 * @param swing by how much the logarithm of {@code E[φ'²]} changes with chance in the size of the
 *     signal, which all layers share
 */
record Slopes(double[] values, double[] inputs, double keep, double swing) {
  /** Of an activation behind a law. */
  static Slopes of(double[] values, Law law, double swing) {
    double square = Grid.product(values, values);
    double keep = square > 0 ? Math.max(0, 1 - Grid.apart(values, law.apart()) / square) : 1;
    return new Slopes(values, law.values(), keep, swing);
  }

  /** {@code E[φ'²]}. */
  double square() {
    return Grid.product(values, values);
  }

  /** {@code E[φ'⁴] / E[φ'²]²}: by how much fewer units the gradient seems to have. */
  double peak() {
    double[] squares = Grid.squares(values);
    double square = square();
    return square > 0 ? Grid.product(squares, squares) / (square * square) : 1;
  }

  /** The probability of a slope of 0. */
  double flat() {
    return Grid.mean(Grid.combine(values, values, (a, _) -> a == 0 ? 1 : 0));
  }

  /** {@code E[φ'²]} where the input is the largest of k independent ones. */
  double ofWinner(int k) {
    double[] weights = Grid.winner(inputs, k);
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * values[i] * values[i];
    }
    return sum;
  }
}
