package gradus.health.forecast;

import gradus.core.ir.Data;
import gradus.core.shape.Shape;
import gradus.nn.ParameterSpec;
import gradus.nn.init.Constant;
import gradus.nn.init.DefaultFor;
import gradus.nn.init.Fans;
import gradus.nn.init.HeNormal;
import gradus.nn.init.HeUniform;
import gradus.nn.init.Initializer;
import gradus.nn.init.LecunNormal;
import gradus.nn.init.LecunUniform;
import gradus.nn.init.Normal;
import gradus.nn.init.TruncatedNormal;
import gradus.nn.init.Uniform;
import gradus.nn.init.XavierNormal;
import gradus.nn.init.XavierUniform;
import gradus.nn.init.Zeros;

/**
 * How the numbers of a parameter are distributed when it starts.
 *
 * @param mean their mean
 * @param variance their variance
 */
record WeightLaw(double mean, double variance) {
  private static final int ENOUGH = 1 << 16;
  private static final int DRAWS = 64;

  /** {@code E[w²]}. */
  double square() {
    return variance + mean * mean;
  }

  /** By the initializer's formula, or from what it draws if it is not a known one. */
  static WeightLaw of(ParameterSpec spec) {
    return of(spec.initializer(), spec.shape());
  }

  private static WeightLaw of(Initializer initializer, Shape shape) {
    Fans fans = Fans.of(shape);
    return switch (initializer) {
      case Zeros _ -> new WeightLaw(0, 0);
      case Constant c -> new WeightLaw(c.value(), 0);
      case Normal n -> new WeightLaw(n.mean(), n.std() * n.std());
      case TruncatedNormal n -> new WeightLaw(n.mean(), n.std() * n.std());
      case Uniform u ->
          new WeightLaw((u.low() + u.high()) / 2, Math.pow(u.high() - u.low(), 2) / 12);
      case HeNormal h -> he(fans, h.slope(), h.fanOut());
      case HeUniform h -> he(fans, h.slope(), h.fanOut());
      case XavierNormal x -> xavier(fans, x.gain());
      case XavierUniform x -> xavier(fans, x.gain());
      case LecunNormal _, LecunUniform _ -> new WeightLaw(0, 1.0 / fans.in());
      case DefaultFor d ->
          switch (d.fit().kind()) {
            case XAVIER -> xavier(fans, d.fit().gain());
            case HE, LECUN -> new WeightLaw(0, d.fit().gain() * d.fit().gain() / fans.in());
          };
      default -> drawn(initializer, shape);
    };
  }

  private static WeightLaw he(Fans fans, double slope, boolean fanOut) {
    return new WeightLaw(0, 2 / (1 + slope * slope) / (fanOut ? fans.out() : fans.in()));
  }

  private static WeightLaw xavier(Fans fans, double gain) {
    return new WeightLaw(0, gain * gain * 2 / ((double) fans.in() + fans.out()));
  }

  /** Small parameters are drawn often, so that their moments do not depend on chance. */
  private static WeightLaw drawn(Initializer initializer, Shape shape) {
    int draws = Math.max(1, Math.min(DRAWS, ENOUGH / Math.max(1, shape.count())));
    double sum = 0;
    double squares = 0;
    for (int draw = 0; draw < draws; draw++) {
      for (float value : initializer.values(shape, draw)) {
        sum += value;
        squares += (double) value * value;
      }
    }
    return of(sum, squares, (double) draws * shape.count());
  }

  /** From given numbers, as those of a model that learned before. */
  static WeightLaw of(Data values) {
    double sum = 0;
    double squares = 0;
    for (float value : values.toFloats()) {
      sum += value;
      squares += (double) value * value;
    }
    return of(sum, squares, values.shape().count());
  }

  private static WeightLaw of(double sum, double squares, double count) {
    double mean = sum / Math.max(1, count);
    double square = squares / Math.max(1, count);
    // A mean that chance explains is none.
    double chance = 3 * Math.sqrt(square / Math.max(1, count));
    double real = Math.abs(mean) < chance ? 0 : mean;
    return new WeightLaw(real, Math.max(0, square - real * real));
  }
}
