package gradus.health.forecast;

/**
 * The distribution of one number of a signal: a function h of a standard normal z, tabulated at the
 * points of {@link Grid}. Two samples of a batch see normals with a correlation.
 *
 * @param values h at the points
 * @param tangents how h changes with the logarithm of the scale of the normal that it began with
 * @param apart 1 - the correlation of the normals of two samples
 * @param farApart 1 - the correlation for other samples and positions
 */
record Law(double[] values, double[] tangents, double apart, double farApart) {
  /** Normal, with given moments. */
  static Law normal(Moments moments) {
    double variance = moments.variance();
    double deviation = Math.sqrt(variance);
    double[] tangents = Grid.at(z -> deviation * z);
    return new Law(
        Grid.at(z -> moments.mean() + deviation * z),
        tangents,
        share(moments.apart(), variance),
        share(moments.farApart(), variance));
  }

  private static double share(double apart, double variance) {
    return variance > 0 ? Math.min(2, apart / variance) : 0;
  }

  /** Its moments. */
  Moments moments() {
    return new Moments(
        Grid.product(values, values),
        Grid.apart(values, apart),
        farApart == apart ? Grid.apart(values, apart) : Grid.apart(values, farApart),
        Grid.mean(values));
  }

  /** After a function with these values and slopes at {@link #values}. */
  Law through(double[] outputs, double[] slopes) {
    return new Law(outputs, Grid.combine(slopes, tangents, (a, b) -> a * b), apart, farApart);
  }

  /** {@code (h - shift) factor}. */
  Law scaled(double shift, double factor) {
    double[] moved = new double[Grid.SIZE];
    double[] turned = new double[Grid.SIZE];
    for (int i = 0; i < Grid.SIZE; i++) {
      moved[i] = (values[i] - shift) * factor;
      turned[i] = tangents[i] * factor;
    }
    return new Law(moved, turned, apart, farApart);
  }

  /** {@code d log E[f²] / d log q} for the square q of the normal that it began with. */
  double elasticity() {
    double square = Grid.product(values, values);
    return square > 0 ? Grid.product(values, tangents) / square : 0;
  }

  /**
   * The relative variance of the mean of {@code f²} over units and the pairs of a batch: {@code
   * Cov(f_a², f_b²) / E[f²]² / units}. Samples in n dimensions have correlations of about 1 / √n
   * even if none on average.
   */
  double unevenness(double[] f, double units, int batch) {
    double[] squares = Grid.squares(f);
    double mean = Grid.mean(squares);
    if (!(mean > 0) || Double.isInfinite(units)) {
      return 0;
    }
    double own = Grid.product(squares, squares) / (mean * mean) - 1;
    double least = Math.max(0, Math.min(apart, 1 - 1 / Math.sqrt(Math.max(1, units))));
    double other = own - Grid.apart(squares, least) / (mean * mean);
    return (own / batch + (1 - 1.0 / batch) * Math.max(0, other)) / units;
  }

  /**
   * The variance of the logarithm of a mean of a relative variance V, as that of a chi-squared
   * mean: {@code V + V² / 2}.
   */
  static double ofLogarithm(double variance) {
    return variance + variance * variance / 2;
  }
}
