package gradus.health.forecast;

/**
 * The gradient at one place, relative to that at the output of the model.
 *
 * @param square its mean square
 * @param chance the variance of its logarithm over random weights, from chance in each layer
 * @param swing the same as a deviation, from what all layers share
 * @param alike the mean squared correlation between samples of the batch
 * @param winners of how many numbers the largest gets the gradient; 1 if all do
 * @param doubt relative variance that the next weights add
 */
record Gradient(
    double square, double chance, double swing, double alike, int winners, double doubt) {
  /** Chances of layers depend on each other a little; so much random networks differ more. */
  private static final double DEPENDENT = 2.4;

  /** The same within one piece. */
  private static final double OWN = 1.5;

  /** No gradient. */
  static final Gradient NONE = new Gradient(0, 0, 0, 0, 1, 0);

  /** At the output of a model, or of a part. */
  static Gradient start(double alike) {
    return new Gradient(1, 0, 0, alike, 1, 0);
  }

  /** The variance of the logarithm of its square over random weights. */
  double spread() {
    return DEPENDENT * chance + swing * swing;
  }

  /** The same of one piece alone. */
  double own() {
    return OWN * chance + swing * swing;
  }

  /** Of size 1 and chance, else as this one. */
  Gradient unit() {
    return new Gradient(1, 0, 0, alike, winners, doubt);
  }

  /** What arrives at the input of a part whose output has this gradient. */
  Gradient through(Effect effect, double units, int batch) {
    double same = 1.0 / batch + (1 - 1.0 / batch) * alike;
    return switch (effect.role()) {
      case WEIGHT ->
          new Gradient(
              square * effect.gain(),
              chance + Law.ofLogarithm(2 * same / units) + doubt,
              swing,
              // Each product with finite weights makes samples a little more alike.
              alike + (1 - alike) / units,
              1,
              0);
      case SLOPE -> slope(effect, units, same);
      case NORM ->
          new Gradient(
              square * effect.gain(), chance + effect.spread(), swing, alike, 1, effect.doubt());
      case SKIP, OTHER ->
          new Gradient(
              square * effect.gain(),
              chance + effect.spread(),
              swing,
              alike,
              Math.max(winners, effect.winners()),
              doubt);
    };
  }

  private Gradient slope(Effect effect, double units, double same) {
    Slopes slopes = effect.slopes();
    double gain = effect.gain();
    double variance = chance + Law.ofLogarithm((1 + 2 * same) * effect.spread());
    double swung = swing;
    double kept = alike;
    if (slopes != null) {
      // Where neighbours are equal all have the same chance, else the largest has a better one.
      double best = winners > 1 ? slopes.ofWinner(winners) : gain;
      double range = best > 0 && gain > 0 ? Math.log(best / gain) : 0;
      gain = gain > 0 ? Math.sqrt(best * gain) : gain;
      variance += range * range / 16;
      swung += slopes.swing();
      kept = alike * slopes.keep() * slopes.keep() + (slopes.peak() - 1) / units;
    }
    return new Gradient(square * gain, variance, swung, Math.min(1, kept), 1, doubt);
  }

  /** The sum of what arrives on two ways. */
  Gradient plus(Gradient other, double units, int batch) {
    double sum = square + other.square;
    if (!(other.square > 0) || !(square > 0)) {
      return square > 0 ? this : other;
    }
    double share = square / sum;
    double rest = 1 - share;
    double mixed = share * alike + rest * other.alike;
    double same = 1.0 / batch + (1 - 1.0 / batch) * mixed;
    double root = share * Math.sqrt(chance) + rest * Math.sqrt(other.chance);
    return new Gradient(
        sum,
        root * root + 4 * share * rest * same / units,
        share * swing + rest * other.swing,
        mixed,
        Math.max(winners, other.winners),
        Math.max(doubt, other.doubt));
  }
}
