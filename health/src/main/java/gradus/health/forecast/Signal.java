package gradus.health.forecast;

import gradus.core.shape.Shape;

/**
 * A signal in the network, as the theory sees it.
 *
 * @param shape {@code [batch, ..]}; the batch is not the real one
 * @param moments its averages
 * @param law how its numbers are distributed
 * @param units how many independent numbers the average square is made of
 * @param inherited the relative variance of its square over random weights that came from before,
 *     to be multiplied by the squared elasticity of the law
 * @param batch how many examples are in a real batch
 * @param data squares and products of two samples for each element, if this is the input itself
 */
record Signal(
    Shape shape,
    Moments moments,
    Law law,
    double units,
    double inherited,
    int batch,
    InputLaw.Elements data) {

  /** A normal signal. */
  static Signal normal(Shape shape, Moments moments, double units, double inherited, int batch) {
    return new Signal(shape, moments, Law.normal(moments), units, inherited, batch, null);
  }

  /** A signal with another law, made of the same units. */
  Signal with(Shape other, Law after) {
    return new Signal(other, after.moments(), after, units, inherited, batch, null);
  }

  /** With other moments and another relative variance; the law becomes normal. */
  Signal with(Shape other, Moments after, double variance) {
    return normal(other, after, units, 0, batch).inheriting(variance);
  }

  /** The same numbers under another shape. */
  Signal reshaped(Shape other) {
    return new Signal(other, moments, law, units, inherited, batch, data);
  }

  /** With other moments and the same relative variance; the law becomes normal. */
  Signal with(Shape other, Moments after) {
    return normal(other, after, units, 0, batch).inheriting(spread());
  }

  /** Takes over a relative variance of the square, as one of the scale of the normal law. */
  private Signal inheriting(double variance) {
    double elasticity = Math.max(0.1, law.elasticity());
    double scale = variance / (elasticity * elasticity);
    return new Signal(shape, moments, law, Double.POSITIVE_INFINITY, scale, batch, data);
  }

  /** The relative variance of the mean square over random weights. */
  double spread() {
    double elasticity = law.elasticity();
    double own = Law.ofLogarithm(law.unevenness(law.values(), units, batch));
    return inherited * elasticity * elasticity + own;
  }

  /** The root mean square. */
  double rms() {
    return Math.sqrt(moments.square());
  }
}
