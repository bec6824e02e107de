package gradus.nn.optim;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@code m = beta1 m + (1 - beta1) g, v = beta2 v + (1 - beta2) g²; w -= rate m̂ / (sqrt(v̂) +
 * epsilon)} with {@code m̂ = m / (1 - beta1^t)} and likewise v̂ (Kingma and Ba 2015).
 *
 * @param rate the learning rate
 * @param beta1 the memory of the mean gradient
 * @param beta2 the memory of the mean squared gradient
 * @param epsilon keeps the denominator from 0
 * @param decay coupled weight decay
 * @param amsgrad whether the largest squared gradient so far divides (Reddi et al. 2018)
 */
public record Adam(
    double rate, double beta1, double beta2, double epsilon, double decay, boolean amsgrad)
    implements Optimizer {
  static final Entry<Optimizer> ENTRY =
      Entry.of(
          "adam",
          Adam.class,
          "adaptive moments",
          List.of(
              Common.rate(1e-3),
              Common.beta1(),
              Common.beta2(0.999),
              Common.epsilon(1e-8),
              Common.coupled(),
              Setting.flag("amsgrad", false, "whether the largest squared gradient divides")),
          s ->
              new Adam(
                  s.number("rate"),
                  s.number("beta1"),
                  s.number("beta2"),
                  s.number("epsilon"),
                  s.number("decay"),
                  s.flag("amsgrad")),
          x ->
              Settings.of(
                  "rate", x.rate(),
                  "beta1", x.beta1(),
                  "beta2", x.beta2(),
                  "epsilon", x.epsilon(),
                  "decay", x.decay(),
                  "amsgrad", x.amsgrad()));

  /** With the usual settings. */
  public static Adam of(double rate) {
    return new Adam(rate, 0.9, 0.999, 1e-8, 0, false);
  }

  @Override
  public Adam withRate(double rate) {
    return new Adam(rate, beta1, beta2, epsilon, decay, amsgrad);
  }

  /** With coupled weight decay. */
  public Adam withDecay(double decay) {
    return new Adam(rate, beta1, beta2, epsilon, decay, amsgrad);
  }

  @Override
  public List<Slot> slots(Shape shape) {
    return moments().slots(shape);
  }

  @Override
  public Update update(Context context, Tensor parameter, Tensor gradient, List<Tensor> slots) {
    Moments.Values values = moments().next(context.coupled(gradient, parameter), slots);
    Tensor direction = moments().direction(context, values, epsilon);
    return new Update(parameter.sub(direction.mul(context.rate())), values.slots());
  }

  private Moments moments() {
    return new Moments(beta1, beta2, amsgrad);
  }
}
