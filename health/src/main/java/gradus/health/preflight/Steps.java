package gradus.health.preflight;

import gradus.health.Intake;
import gradus.nn.optim.AdaDelta;
import gradus.nn.optim.AdaGrad;
import gradus.nn.optim.AdaMax;
import gradus.nn.optim.Adam;
import gradus.nn.optim.AdamW;
import gradus.nn.optim.AmsGrad;
import gradus.nn.optim.Lamb;
import gradus.nn.optim.Lion;
import gradus.nn.optim.Momentum;
import gradus.nn.optim.Muon;
import gradus.nn.optim.NAdam;
import gradus.nn.optim.Nesterov;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.RAdam;
import gradus.nn.optim.RmsProp;
import gradus.nn.optim.Sgd;
import gradus.nn.schedule.CosineWarmRestarts;
import gradus.nn.schedule.Cyclic;
import gradus.nn.schedule.Schedule;

/** What the settings of an optimizer tell of its steps. */
final class Steps {
  /** A mean of squares that keeps less of its past is little more than the last square. */
  private static final double FORGETS = 0.75;

  private Steps() {}

  static Intake.Pace pace(Optimizer optimizer, Schedule schedule) {
    double momentum = momentum(optimizer);
    return new Intake.Pace(
        momentum,
        optimizer.rate(),
        shrinks(optimizer) ? optimizer.decay() : 0,
        bound(optimizer),
        signs(optimizer),
        epsilon(optimizer),
        schedule instanceof Cyclic || schedule instanceof CosineWarmRestarts);
  }

  private static double momentum(Optimizer optimizer) {
    return switch (optimizer) {
      case Momentum o -> o.momentum();
      case Nesterov o -> o.momentum();
      case RmsProp o -> o.momentum();
      case Adam o -> o.beta1();
      case AdamW o -> o.beta1();
      case AdaMax o -> o.beta1();
      case AmsGrad o -> o.beta1();
      case NAdam o -> o.beta1();
      case RAdam o -> o.beta1();
      case Lamb o -> o.beta1();
      default -> 0;
    };
  }

  /**
   * Whether a step is as long however small the gradient is: by its sign, by directions alone, or
   * because what it is divided by forgets at once.
   */
  private static boolean signs(Optimizer optimizer) {
    return switch (optimizer) {
      case Lion _, Muon _ -> true;
      case Adam o -> o.beta2() < FORGETS;
      case AdamW o -> o.beta2() < FORGETS;
      case AdaMax o -> o.beta2() < FORGETS;
      case AmsGrad o -> o.beta2() < FORGETS;
      case NAdam o -> o.beta2() < FORGETS;
      case RAdam o -> o.beta2() < FORGETS;
      case RmsProp o -> o.alpha() < FORGETS;
      default -> false;
    };
  }

  private static double epsilon(Optimizer optimizer) {
    return switch (optimizer) {
      case Adam o -> o.epsilon();
      case AdamW o -> o.epsilon();
      case AdaMax o -> o.epsilon();
      case AmsGrad o -> o.epsilon();
      case NAdam o -> o.epsilon();
      case RAdam o -> o.epsilon();
      case RmsProp o -> o.epsilon();
      case AdaGrad o -> o.epsilon();
      case AdaDelta o -> o.epsilon();
      default -> Double.NaN;
    };
  }

  /** Whether decay takes its share of a weight in each step, whatever the gradient. */
  private static boolean shrinks(Optimizer optimizer) {
    return switch (optimizer) {
      case Sgd _, Momentum _, Nesterov _, AdamW _, Lion _ -> true;
      default -> false;
    };
  }

  /**
   * For {@code w ← w − ηλ w} with momentum μ: 2 (1 + μ) for the heavy ball (Polyak 1964), 2 (1 + μ)
   * / (1 + 2μ) with Nesterov's look ahead.
   */
  private static double bound(Optimizer optimizer) {
    return switch (optimizer) {
      case Momentum o when o.nesterov() -> 2 * (1 + o.momentum()) / (1 + 2 * o.momentum());
      case Momentum o -> 2 * (1 + o.momentum());
      case Nesterov o -> 2 * (1 + o.momentum()) / (1 + 2 * o.momentum());
      default -> 2;
    };
  }
}
