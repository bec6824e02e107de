package gradus.nn.optim;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@link Adam} whose weight decay does not pass through the moments: {@code w -= rate decay w}
 * first (Loshchilov and Hutter 2019).
 *
 * @param rate the learning rate
 * @param beta1 the memory of the mean gradient
 * @param beta2 the memory of the mean squared gradient
 * @param epsilon keeps the denominator from 0
 * @param decay decoupled weight decay
 * @param amsgrad whether the largest squared gradient so far divides (Reddi et al. 2018)
 */
public record AdamW(
    double rate, double beta1, double beta2, double epsilon, double decay, boolean amsgrad)
    implements Optimizer {
  static final Entry<Optimizer> ENTRY =
      Entry.of(
          "adamw",
          AdamW.class,
          "Adam with decoupled weight decay",
          List.of(
              Common.rate(1e-3),
              Common.beta1(),
              Common.beta2(0.999),
              Common.epsilon(1e-8),
              Common.decoupled(0.01),
              Setting.flag("amsgrad", false, "whether the largest squared gradient divides")),
          s ->
              new AdamW(
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
  public static AdamW of(double rate) {
    return new AdamW(rate, 0.9, 0.999, 1e-8, 0.01, false);
  }

  @Override
  public AdamW withRate(double rate) {
    return new AdamW(rate, beta1, beta2, epsilon, decay, amsgrad);
  }

  /** With decoupled weight decay. */
  public AdamW withDecay(double decay) {
    return new AdamW(rate, beta1, beta2, epsilon, decay, amsgrad);
  }

  @Override
  public List<Slot> slots(Shape shape) {
    return moments().slots(shape);
  }

  @Override
  public Update update(Context context, Tensor parameter, Tensor gradient, List<Tensor> slots) {
    Moments.Values values = moments().next(gradient, slots);
    Tensor direction = moments().direction(context, values, epsilon);
    Tensor kept = context.decoupled(parameter);
    return new Update(kept.sub(direction.mul(context.rate())), values.slots());
  }

  private Moments moments() {
    return new Moments(beta1, beta2, amsgrad);
  }
}
