package gradus.nn.optim;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@code w -= rate (sign(beta1 m + (1 - beta1) g) + decay w)}, then {@code m = beta2 m + (1 -
 * beta2) g}; wants a rate three to ten times smaller than Adam's (Chen et al. 2023).
 *
 * @param rate the learning rate
 * @param beta1 how much the mean counts in the direction
 * @param beta2 the memory of the mean
 * @param decay decoupled weight decay
 */
public record Lion(double rate, double beta1, double beta2, double decay) implements Optimizer {
  static final Entry<Optimizer> ENTRY =
      Entry.of(
          "lion",
          Lion.class,
          "steps of equal size by the sign of the momentum",
          List.of(
              Common.rate(1e-4),
              Common.beta("beta1", 0.9, "how much the mean counts in the direction, below 1"),
              Common.beta("beta2", 0.99, "memory of the mean, below 1"),
              Common.decoupled(0)),
          s -> new Lion(s.number("rate"), s.number("beta1"), s.number("beta2"), s.number("decay")),
          x ->
              Settings.of(
                  "rate", x.rate(), "beta1", x.beta1(), "beta2", x.beta2(), "decay", x.decay()));

  /** With the usual settings. */
  public static Lion of(double rate) {
    return new Lion(rate, 0.9, 0.99, 0);
  }

  @Override
  public Lion withRate(double rate) {
    return new Lion(rate, beta1, beta2, decay);
  }

  @Override
  public List<Slot> slots(Shape shape) {
    return List.of(Slot.zeros("mean", shape));
  }

  @Override
  public Update update(Context context, Tensor parameter, Tensor gradient, List<Tensor> slots) {
    Tensor sign = Common.average(beta1, slots.get(0), gradient).sign();
    Tensor move = context.coupled(sign, parameter).mul(context.rate());
    return Update.of(parameter.sub(move), Common.average(beta2, slots.get(0), gradient));
  }
}
