package gradus.health.forecast;

import java.util.OptionalDouble;

/**
 * A forecast number: a root mean square, or a ratio of two. Over random weights of finite width its
 * logarithm is about normal (Hanin 2018).
 *
 * @param field by mean-field theory, which is exact for infinite width
 * @param spread the relative variance V of its square over random weights
 */
public record Prediction(double field, double spread) {
  /** What theory leaves out: real data are not normal, and weights of a layer not quite free. */
  private static final double FLOOR = 0.035;

  private static final double DEVIATIONS = 2;

  /** Of a mean square. */
  static Prediction ofSquare(double square, double spread) {
    return new Prediction(Math.sqrt(square), Math.max(0, spread));
  }

  /** The median over random weights, {@code field exp(-V / 4)}. */
  public double typical() {
    return field * Math.exp(-spread / 4);
  }

  /** The standard deviation of the natural logarithm. */
  public double deviation() {
    return Math.sqrt(spread / 4 + FLOOR * FLOOR);
  }

  /** The lower end of the interval that holds 95 of 100 networks. */
  public double low() {
    return typical() * Math.exp(-DEVIATIONS * deviation());
  }

  /** Its upper end. */
  public double high() {
    return typical() * Math.exp(DEVIATIONS * deviation());
  }

  /** By how many deviations a measured number differs; empty if there is no telling. */
  public OptionalDouble z(double measured) {
    double z = (Math.log(measured) - Math.log(typical())) / deviation();
    return Double.isFinite(z) ? OptionalDouble.of(z) : OptionalDouble.empty();
  }

  /** Whether a measured number lies in the interval. */
  public boolean holds(double measured) {
    return measured >= low() && measured <= high() || measured == field;
  }
}
