package gradus.health.forecast;

import gradus.core.shape.Ints;
import gradus.core.shape.Shape;
import gradus.nn.Layer;
import gradus.nn.layer.BatchNorm;
import gradus.nn.layer.GroupNorm;
import gradus.nn.layer.InstanceNorm;
import gradus.nn.layer.L2Normalize;
import gradus.nn.layer.LayerNorm;
import gradus.nn.layer.RmsNorm;
import gradus.train.log.Event.Role;
import java.util.Optional;

/**
 * Norms divide by a measured size s, so {@code χ = (1 - k / n) / s²}: the gradient loses the
 * directions (k of n) in which the size does not change. Batch norm divides by what tells samples
 * apart, which behind a ReLU is less than half of the square, {@code (1 - 1/π) / 2}: so batch norm
 * with ReLU multiplies the gradient by {@code √(π / (π - 1)) = 1.21} a layer (Yang et al. 2019).
 */
final class NormRule {
  private NormRule() {}

  /** Empty if the layer is no norm that is known. */
  static Optional<Effect> of(Layer layer, Signal x) {
    Shape shape = x.shape();
    Moments m = x.moments();
    double positions = shape.rank() < 2 ? 1 : shape.slice(1, shape.rank() - 1).count();
    double channels = shape.size(-1);
    return switch (layer) {
      case BatchNorm norm ->
          Optional.of(batch(x, positions > 1 ? m.farApart() : m.apart(), norm.eps(), positions));
      case LayerNorm norm ->
          Optional.of(scaled(x, m.mean(), m.variance(), norm.eps(), size(shape, norm.axes()), 2));
      case RmsNorm norm ->
          Optional.of(scaled(x, 0, m.square(), norm.eps(), size(shape, norm.axes()), 1));
      case GroupNorm norm -> Optional.of(group(x, channels / norm.groups(), positions, norm.eps()));
      case InstanceNorm norm -> Optional.of(group(x, 1, positions, norm.eps()));
      case L2Normalize norm -> Optional.of(length(x, shape.size(norm.axis())));
      default -> Optional.empty();
    };
  }

  private static double size(Shape shape, Ints axes) {
    double size = 1;
    for (int axis : axes.toArray()) {
      size *= shape.size(axis);
    }
    return size;
  }

  /** What is common to all samples goes; what is left gets variance 1 in each channel. */
  private static Effect batch(Signal x, double apart, double eps, double positions) {
    double count = x.batch() * positions;
    double variance = Math.max(0, apart) * (1 - 1 / count);
    double after = variance / (variance + eps);
    // Samples around their own mean are less than uncorrelated: -1 / (n - 1).
    double other = after * Math.min(1, x.moments().apart() / Math.max(apart, 1e-300));
    Moments out =
        new Moments(
            after,
            positions > 1 ? other : after * count / Math.max(1, count - 1),
            after * count / Math.max(1, count - 1),
            0);
    double parts = parts(x);
    double share = variance / (variance + eps);
    double gain = Math.max(0, 1 - 2 / count) / (variance + eps) * uneven(parts, share);
    Signal signal =
        new Signal(x.shape(), out, Law.normal(out), Double.POSITIVE_INFINITY, 0, x.batch(), null);
    double channels = x.shape().size(-1);
    double doubt = 4 / channels;
    return Effect.of(Role.NORM, signal, gain, "χ = 1 / Var")
        .spread(4 / (parts * channels) + 4 / (parts * parts))
        .doubt(doubt * doubt);
  }

  /** Of how many independent parts the variance of a channel is made. */
  private static double parts(Signal x) {
    return 1 / (1.0 / x.batch() + (Double.isFinite(x.units()) ? 1 / x.units() : 0));
  }

  /**
   * Each channel has a variance of its own, and {@code E[1 / s²] > 1 / E[s²]}: by {@code 1 / (1 - 2
   * / n)} for a variance that is made of n independent parts.
   */
  private static double uneven(double parts, double share) {
    return parts > 4 ? 1 + share * (1 / (1 - 2 / parts) - 1) : 1;
  }

  private static Effect scaled(
      Signal x, double shift, double variance, double eps, double size, int lost) {
    double factor = 1 / Math.sqrt(variance + eps);
    Law law = x.law().scaled(shift, factor);
    Signal out =
        new Signal(x.shape(), law.moments(), law, Double.POSITIVE_INFINITY, 0, x.batch(), null);
    double uneven = 1 + law.unevenness(law.values(), size, 1);
    double gain = Math.max(0, 1 - lost / size) * factor * factor * uneven;
    return Effect.of(Role.NORM, out, gain, "χ = 1 / Var").spread(x.spread());
  }

  /** Over positions and g channels: what differs within them. */
  private static Effect group(Signal x, double channels, double positions, double eps) {
    Moments m = x.moments();
    double common = (m.square() - m.farApart()) / channels;
    double variance = Math.max(0, m.square() - common - (1 - 1 / channels) * m.mean() * m.mean());
    double factor = 1 / (variance + eps);
    Moments out =
        new Moments(
            variance * factor, Math.min(m.apart(), variance) * factor, variance * factor, 0);
    return Effect.of(
            Role.NORM,
            x.with(x.shape(), out, 0),
            Math.max(0, 1 - 2 / (channels * positions)) * factor,
            "χ = 1 / Var")
        .spread(2 * x.spread());
  }

  private static Effect length(Signal x, double size) {
    double factor = 1 / Math.sqrt(Math.max(x.moments().square(), 1e-300) * size);
    Law law = x.law().scaled(0, factor);
    Signal out =
        new Signal(x.shape(), law.moments(), law, Double.POSITIVE_INFINITY, 0, x.batch(), null);
    return Effect.of(Role.NORM, out, (1 - 1 / size) * factor * factor, "χ = 1 / |x|²")
        .spread(x.spread());
  }
}
