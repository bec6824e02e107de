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
  private static final double STEP = 0.01;

  private SlopeRule() {}

  /** Empty if the activation is no function of each number alone, as softmax. */
  static Optional<Effect> of(Activation activation, Signal x, Shape to) {
    Law law = x.law();
    return Curve.of(activation, law.values())
        .map(curve -> effect(curve, x, law, to, swing(activation, curve, x)));
  }

  /** How the slopes follow the size of the signal, times how uncertain that is. */
  private static double swing(Activation activation, Curve curve, Signal x) {
    double[] more = Grid.combine(x.law().values(), x.law().tangents(), (h, t) -> h + STEP * t);
    double square = Grid.product(curve.slopes(), curve.slopes());
    double larger =
        Curve.of(activation, more).map(c -> Grid.product(c.slopes(), c.slopes())).orElse(square);
    double elasticity = square > 0 && larger > 0 ? Math.log(larger / square) / (2 * STEP) : 0;
    return elasticity * Math.sqrt(x.inherited());
  }

  private static Effect effect(Curve curve, Signal x, Law law, Shape to, double swing) {
    Law after = law.through(curve.values(), curve.slopes());
    Slopes slopes = Slopes.of(curve.slopes(), law, swing);
    double units = Double.isInfinite(x.units()) ? to.size(-1) : x.units();
    return Effect.of(Role.SLOPE, x.with(to, after), slopes.square(), "χ = E[φ'(√q z)²]")
        .spread(law.unevenness(curve.slopes(), units, x.batch()))
        .slopes(slopes);
  }
}
