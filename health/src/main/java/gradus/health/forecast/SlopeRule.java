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
    Slopes slopes = Slopes.of(curve.slopes(), law, x.batch());
    return Effect.of(Role.SLOPE, x.with(to, after), slopes.square(), "χ = E[φ'(√q z)²]")
        .spread(slopes.unevenness())
        .slopes(slopes);
  }
}
