package gradus.health.forecast;

import gradus.core.shape.Shape;
import gradus.nn.Layer;
import gradus.nn.layer.AdaptiveAvgPool;
import gradus.nn.layer.AdaptiveMaxPool;
import gradus.nn.layer.AvgPool;
import gradus.nn.layer.Dropout;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.GaussianNoise;
import gradus.nn.layer.GlobalAvgPool;
import gradus.nn.layer.GlobalMaxPool;
import gradus.nn.layer.MaxPool;
import gradus.nn.layer.Padding;
import gradus.nn.layer.Rescale;
import gradus.nn.layer.Reshape;
import gradus.nn.layer.SpatialDropout;
import gradus.train.log.Event.Role;
import java.util.Optional;

/**
 * Parts without weights. Dropout that keeps a share 1 - p: {@code q' = q / (1 - p), χ = E[m²] = 1 /
 * (1 - p)}. The mean of k numbers: {@code χ = 1 / k²}; the largest of k: {@code χ = 1 / k}, as the
 * gradient of each window goes to one of them. How alike neighbours are is not known, so that the
 * forward size has bounds only: from independent ones to equal ones.
 */
final class PlainRule {
  private static final double DEVIATIONS = 4;

  private PlainRule() {}

  /** Empty if the layer has no rule. */
  static Optional<Effect> of(Layer layer, Signal x, Shape to) {
    return Optional.ofNullable(
        switch (layer) {
          case Flatten _, Reshape _ -> same(x.reshaped(to), 1, "the same numbers");
          case Dropout d -> dropped(x, d.rate());
          case SpatialDropout d -> dropped(x, d.rate());
          case GaussianNoise n ->
              same(
                  x.with(
                      to,
                      new Moments(
                          x.moments().square() + n.std() * n.std(),
                          x.moments().apart() + n.std() * n.std(),
                          x.moments().farApart() + n.std() * n.std(),
                          x.moments().mean())),
                  1,
                  "χ = 1");
          case Rescale r ->
              same(
                  x.with(to, x.law().scaled(-r.offset() / r.factor(), r.factor())),
                  r.factor() * r.factor(),
                  "χ = factor²");
          case AvgPool p -> plain(p) ? mean(x, to) : null;
          case GlobalAvgPool _ -> mean(x, to);
          case AdaptiveAvgPool _ -> whole(x, to) ? mean(x, to) : null;
          case MaxPool p ->
              p.stride() == null && p.padding().equals(Padding.VALID) ? most(x, to) : null;
          case GlobalMaxPool _ -> most(x, to);
          case AdaptiveMaxPool _ -> whole(x, to) ? most(x, to) : null;
          default -> null;
        });
  }

  /** The relative variance of a square whose logarithm lies anywhere in a range. */
  private static double unknown(double range) {
    return range * range / (DEVIATIONS * DEVIATIONS);
  }

  private static boolean plain(AvgPool pool) {
    return pool.stride() == null && pool.padding().equals(Padding.VALID);
  }

  private static boolean whole(Signal x, Shape to) {
    for (int axis = 1; axis < to.rank() - 1; axis++) {
      if (x.shape().size(axis) % to.size(axis) != 0) {
        return false;
      }
    }
    return true;
  }

  private static Effect same(Signal out, double gain, String formula) {
    return Effect.of(Role.OTHER, out, gain, formula);
  }

  private static Effect dropped(Signal x, double rate) {
    double kept = 1 - rate;
    Moments m = x.moments();
    double more = m.square() * (1 / kept - 1);
    Moments out = new Moments(m.square() + more, m.apart() + more, m.farApart() + more, m.mean());
    // What a mask keeps of the squares of normal numbers is chance too.
    double size = x.shape().slice(1, x.shape().rank()).count();
    double chance = 3 * (1 / kept - 1) / (size * x.batch());
    return same(x.with(x.shape(), out, x.spread() + chance), 1 / kept, "χ = 1 / (1 - rate)")
        .spread(chance);
  }

  /** How many numbers become one. */
  private static double window(Signal x, Shape to) {
    return x.shape().count() / (double) Math.max(1, to.count());
  }

  private static Effect mean(Signal x, Shape to) {
    double k = window(x, to);
    Moments m = x.moments();
    double center = m.mean() * m.mean();
    double low = center + (m.square() - center) / k;
    double q = Math.sqrt(low * m.square());
    double share = m.square() > center ? (q - center) / (m.square() - center) : 1;
    Moments out = new Moments(q, share * m.apart(), share * m.farApart(), m.mean());
    double range = low > 0 ? Math.log(m.square() / low) : 0;
    return same(x.with(to, out, x.spread() + unknown(range)), 1 / (k * k), "χ = 1 / k²");
  }

  /** The largest of k: the k-th power of the distribution. */
  private static Effect most(Signal x, Shape to) {
    int k = (int) Math.round(window(x, to));
    double[] weights = Grid.winner(x.law().values(), k);
    double mean = 0;
    double square = 0;
    for (int i = 0; i < weights.length; i++) {
      double value = x.law().values()[i];
      mean += weights[i] * value;
      square += weights[i] * value * value;
    }
    Moments m = x.moments();
    double q = Math.sqrt(square * m.square());
    double scale = m.square() > 0 ? q / m.square() : 1;
    double middle = (mean + m.mean()) / 2;
    double apart = Math.min(scale * m.apart(), q - middle * middle);
    Moments out =
        new Moments(q, apart, Math.min(scale * m.farApart(), q - middle * middle), middle);
    double ratio = m.square() > 0 && square > 0 ? Math.abs(Math.log(square / m.square())) : 0;
    return same(x.with(to, out, x.spread() + unknown(ratio)), 1.0 / k, "χ = 1 / k").winners(k);
  }
}
