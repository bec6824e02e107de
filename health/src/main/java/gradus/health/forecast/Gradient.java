package gradus.health.forecast;

/**
 * The gradient at one place, relative to that at the output of the model.
 *
 * @param square its mean square
 * @param spread the relative variance of that over random weights
 * @param alike the mean squared correlation between samples of the batch
 */
record Gradient(double square, double spread, double alike) {
  /** No gradient. */
  static final Gradient NONE = new Gradient(0, 0, 0);

  /** What arrives at the input of a part whose output has this gradient. */
  Gradient through(Effect effect, double units, int batch) {
    double same = 1.0 / batch + (1 - 1.0 / batch) * alike;
    double chance =
        switch (effect.role()) {
          case WEIGHT -> 2 * same / units;
          // Fourth moments of a normal gradient: 3 for one sample, 1 + 2 alike for two.
          case SLOPE -> (1 + 2 * same) * effect.spread() / units;
          case NORM, SKIP, OTHER -> effect.spread();
        };
    return new Gradient(
        square * effect.gain(), spread + chance, Math.min(1, alike * effect.keep() * effect.keep()));
  }

  /** The sum of what arrives on two ways. */
  Gradient plus(Gradient other, double units, int batch) {
    double sum = square + other.square;
    if (!(sum > 0)) {
      return sum == 0 ? NONE : this;
    }
    double share = square / sum;
    double rest = 1 - share;
    double mixed = share * alike + rest * other.alike;
    double same = 1.0 / batch + (1 - 1.0 / batch) * mixed;
    double root = share * Math.sqrt(spread) + rest * Math.sqrt(other.spread);
    return new Gradient(sum, root * root + 4 * share * rest * same / units, mixed);
  }
}
