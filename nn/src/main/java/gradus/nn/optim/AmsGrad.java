package gradus.nn.optim;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@link Adam} divided by the largest mean squared gradient so far, so that rates never rise again
 * (Reddi, Kale and Kumar 2018).
 *
 * @param rate the learning rate
 * @param beta1 the memory of the mean gradient
 * @param beta2 the memory of the mean squared gradient
 * @param epsilon keeps the denominator from 0
 * @param decay coupled weight decay
 */
public record AmsGrad(double rate, double beta1, double beta2, double epsilon, double decay)
    implements Optimizer {
  static final Entry<Optimizer> ENTRY =
      Entry.of(
          "amsgrad",
          AmsGrad.class,
          "Adam whose rates never rise again",
          List.of(
              Common.rate(1e-3),
              Common.beta1(),
              Common.beta2(0.999),
              Common.epsilon(1e-8),
              Common.coupled()),
          s ->
              new AmsGrad(
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
  public static AmsGrad of(double rate) {
    return new AmsGrad(rate, 0.9, 0.999, 1e-8, 0);
  }

  @Override
  public AmsGrad withRate(double rate) {
    return new AmsGrad(rate, beta1, beta2, epsilon, decay);
  }

  @Override
  public List<Slot> slots(Shape shape) {
    return adam().slots(shape);
  }

  @Override
  public Update update(Context context, Tensor parameter, Tensor gradient, List<Tensor> slots) {
    return adam().update(context, parameter, gradient, slots);
  }

  private Adam adam() {
    return new Adam(rate, beta1, beta2, epsilon, decay, true);
  }
}
