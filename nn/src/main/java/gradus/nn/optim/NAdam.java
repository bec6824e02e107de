package gradus.nn.optim;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * Adam that looks ahead: with {@code mu_t = beta1 (1 - 0.96^(t slowing) / 2)} and P the product of
 * all mu so far, {@code w -= rate ((1 - mu_t) / (1 - P_t) g + mu_(t+1) / (1 - P_(t+1)) m) /
 * (sqrt(v̂) + epsilon)} (Dozat 2016).
 *
 * @param rate the learning rate
 * @param beta1 the memory of the mean gradient
 * @param beta2 the memory of the mean squared gradient
 * @param epsilon keeps the denominator from 0
 * @param decay coupled weight decay
 * @param slowing how fast the momentum grows to beta1
 */
public record NAdam(
    double rate, double beta1, double beta2, double epsilon, double decay, double slowing)
    implements Optimizer {
  static final Entry<Optimizer> ENTRY =
      Entry.of(
          "nadam",
          NAdam.class,
          "Adam that looks ahead",
          List.of(
              Common.rate(2e-3),
              Common.beta1(),
              Common.beta2(0.999),
              Common.epsilon(1e-8),
              Common.coupled(),
              Setting.number("slowing", 0, 1, 4e-3, "how fast the momentum grows to beta1")),
          s ->
              new NAdam(
                  s.number("rate"),
                  s.number("beta1"),
                  s.number("beta2"),
                  s.number("epsilon"),
                  s.number("decay"),
                  s.number("slowing")),
          x ->
              Settings.of(
                  "rate", x.rate(),
                  "beta1", x.beta1(),
                  "beta2", x.beta2(),
                  "epsilon", x.epsilon(),
                  "decay", x.decay(),
                  "slowing", x.slowing()));

  /** With the usual settings. */
  public static NAdam of(double rate) {
    return new NAdam(rate, 0.9, 0.999, 1e-8, 0, 4e-3);
  }

  @Override
  public NAdam withRate(double rate) {
    return new NAdam(rate, beta1, beta2, epsilon, decay, slowing);
  }

  @Override
  public List<Slot> slots(Shape shape) {
    return List.of(
        Slot.zeros("mean", shape),
        Slot.zeros("square", shape),
        new Slot("momentum_product", Shape.SCALAR, 1));
  }

  @Override
  public Update update(Context context, Tensor parameter, Tensor gradient, List<Tensor> slots) {
    Tensor g = context.coupled(gradient, parameter);
    Tensor mean = Common.average(beta1, slots.get(0), g);
    Tensor square = Common.average(beta2, slots.get(1), g.square());
    Tensor now = momentum(context.step());
    Tensor next = momentum(context.step().add(1));
    Tensor product = slots.get(2).mul(now);
    Tensor fresh = one().sub(now).div(one().sub(product)).mul(context.rate());
    Tensor ahead = next.div(one().sub(product.mul(next))).mul(context.rate());
    Tensor root = square.sqrt().mul(context.correction(beta2).rsqrt()).add(epsilon);
    Tensor move = g.mul(fresh).add(mean.mul(ahead)).div(root);
    return Update.of(parameter.sub(move), mean, square, product);
  }

  private Tensor momentum(Tensor step) {
    return step.mul(slowing * Math.log(0.96)).exp().mul(-0.5).add(1).mul(beta1);
  }

  private static Tensor one() {
    return Tensor.ones(Shape.SCALAR);
  }
}
