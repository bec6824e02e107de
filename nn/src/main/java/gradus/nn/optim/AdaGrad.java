package gradus.nn.optim;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@code n += g²; w -= rate / (1 + (t - 1) slowing) g / (sqrt(n) + epsilon)} (Duchi, Hazan and
 * Singer 2011).
 *
 * @param rate the learning rate
 * @param slowing how fast the rate falls with the steps
 * @param initial where the sum of squares starts
 * @param epsilon keeps the denominator from 0
 * @param decay coupled weight decay
 */
public record AdaGrad(double rate, double slowing, double initial, double epsilon, double decay)
    implements Optimizer {
  static final Entry<Optimizer> ENTRY =
      Entry.of(
          "adagrad",
          AdaGrad.class,
          "rates by the sum of squared gradients",
          List.of(
              Common.rate(0.01),
              Setting.number("slowing", 0, 1e3, 0, "how fast the rate falls with the steps"),
              Setting.number("initial", 0, 1e6, 0, "where the sum of squares starts"),
              Common.epsilon(1e-10),
              Common.coupled()),
          s ->
              new AdaGrad(
                  s.number("rate"),
                  s.number("slowing"),
                  s.number("initial"),
                  s.number("epsilon"),
                  s.number("decay")),
          x ->
              Settings.of(
                  "rate", x.rate(),
                  "slowing", x.slowing(),
                  "initial", x.initial(),
                  "epsilon", x.epsilon(),
                  "decay", x.decay()));

  /** With the usual settings. */
  public static AdaGrad of(double rate) {
    return new AdaGrad(rate, 0, 0, 1e-10, 0);
  }

  @Override
  public AdaGrad withRate(double rate) {
    return new AdaGrad(rate, slowing, initial, epsilon, decay);
  }

  @Override
  public List<Slot> slots(Shape shape) {
    return List.of(new Slot("square_sum", shape, initial));
  }

  @Override
  public Update update(Context context, Tensor parameter, Tensor gradient, List<Tensor> slots) {
    Tensor g = context.coupled(gradient, parameter);
    Tensor sum = slots.get(0).add(g.square());
    Tensor rate = context.rate();
    if (slowing != 0) {
      rate = rate.div(context.step().sub(1).mul(slowing).add(1));
    }
    return Update.of(parameter.sub(g.div(sum.sqrt().add(epsilon)).mul(rate)), sum);
  }
}
