package gradus.health.forecast;

import gradus.core.shape.Shape;
import java.util.List;

/** Signals that become one. */
final class Sums {
  private Sums() {}

  /** The relative variance of the mean square of a sum. */
  static double spread(Signal x, Signal y) {
    double a = x.moments().square();
    double b = y.moments().square();
    double sum = x.moments().plus(y.moments()).square();
    if (!(sum > 0)) {
      return 0;
    }
    double root = a / sum * Math.sqrt(x.spread()) + b / sum * Math.sqrt(y.spread());
    double units = Math.min(x.shape().size(-1), y.shape().size(-1));
    double together = 1 - x.law().apart() * y.law().apart();
    double mixed =
        4 * x.moments().variance() * y.moments().variance() / (sum * sum) / units * together;
    return root * root + Math.max(0, mixed);
  }

  /** Side by side: averages by size. */
  static Signal joined(Shape shape, List<Signal> parts) {
    double square = 0;
    double apart = 0;
    double farApart = 0;
    double mean = 0;
    double root = 0;
    for (Signal part : parts) {
      double share = part.shape().count() / (double) shape.count();
      Moments m = part.moments();
      square += share * m.square();
      apart += share * m.apart();
      farApart += share * m.farApart();
      mean += share * m.mean();
      root += share * m.square() * Math.sqrt(part.spread());
    }
    double spread = square > 0 ? root * root / (square * square) : 0;
    return parts.getFirst().with(shape, new Moments(square, apart, farApart, mean), spread);
  }
}
