package gradus.nn.optim;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * Adam by the infinity norm: {@code u = max(beta2 u, |g| + epsilon); w -= rate / (1 - beta1^t) m /
 * u} (Kingma and Ba 2015, section 7).
 *
 * @param rate the learning rate
 * @param beta1 the memory of the mean gradient
 * @param beta2 the memory of the mean squared gradient
 * @param epsilon keeps the denominator from 0
 * @param decay coupled weight decay
 */
public record AdaMax(double rate, double beta1, double beta2, double epsilon, double decay)
    implements Optimizer {
  static final Entry<Optimizer> ENTRY =
      Entry.of(
          "adamax",
          AdaMax.class,
          "Adam by the largest gradient",
          List.of(
              Common.rate(2e-3),
              Common.beta1(),
              Common.beta2(0.999),
              Common.epsilon(1e-8),
              Common.coupled()),
          s ->
              new AdaMax(
                  s.number("rate"),
                  s.number("beta1"),
                  s.number("beta2"),
                  s.number("epsilon"),
                  s.number("decay")),
          x ->
              Settings.of(
                  "rate", x.rate(),
                  "beta1", x.beta1(),
                  "beta2", x.beta2(),
                  "epsilon", x.epsilon(),
                  "decay", x.decay()));

  /** With the usual settings. */
  public static AdaMax of(double rate) {
    return new AdaMax(rate, 0.9, 0.999, 1e-8, 0);
  }

  @Override
  public AdaMax withRate(double rate) {
    return new AdaMax(rate, beta1, beta2, epsilon, decay);
  }

  @Override
  public List<Slot> slots(Shape shape) {
    return List.of(Slot.zeros("mean", shape), Slot.zeros("largest", shape));
  }

  @Override
  public Update update(Context context, Tensor parameter, Tensor gradient, List<Tensor> slots) {
    Tensor g = context.coupled(gradient, parameter);
    Tensor mean = Common.average(beta1, slots.get(0), g);
    Tensor largest = slots.get(1).mul(beta2).maximum(g.abs().add(epsilon));
    Tensor rate = context.rate().div(context.correction(beta1));
    return Update.of(parameter.sub(mean.div(largest).mul(rate)), mean, largest);
  }
}
