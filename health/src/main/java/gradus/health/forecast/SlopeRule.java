package gradus.health.forecast;

import gradus.core.shape.Shape;
import gradus.nn.activation.Activation;
import gradus.train.log.Event.Role;
import java.util.Optional;

/**
 * An activation: {@code q' = E[φ(h)²]} and {@code χ = E[φ'(h)²]} over the law of its input
 * (Schoenholz et al. 2017).
 */
final class SlopeRule {
  private SlopeRule() {}

  /** Empty if the activation is no function of each number alone, as softmax. */
  static Optional<Effect> of(Activation activation, Signal x, Shape to) {
    Law law = x.law();
    return Curve.of(activation, law.values()).map(curve -> effect(curve, x, law, to));
  }

  private static Effect effect(Curve curve, Signal x, Law law, Shape to) {
    Law after = law.through(curve.values(), curve.slopes());
    double gain = Grid.product(curve.slopes(), curve.slopes());
    double apart = Grid.apart(curve.slopes(), law.apart());
    double keep = gain > 0 ? Math.max(0, 1 - apart / gain) : 1;
    double[] flat = Grid.combine(curve.slopes(), curve.slopes(), (a, _) -> a == 0 ? 1 : 0);
    double spread = law.unevenness(curve.slopes(), x.batch());
    return new Effect(
        Role.SLOPE,
        x.with(to, after),
        gain,
        spread,
        keep,
        Grid.mean(flat),
        "χ = E[φ'(√q z)²]");
  }
}
