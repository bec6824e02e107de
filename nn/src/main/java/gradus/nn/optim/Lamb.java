package gradus.nn.optim;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * Adam whose step has the length of the weights: {@code r = m̂ / (sqrt(v̂) + epsilon) + decay w; w
 * -= rate |w| / |r| r}, the ratio 1 where a norm is 0; for large batches (You et al. 2020).
 *
 * @param rate the learning rate
 * @param beta1 the memory of the mean gradient
 * @param beta2 the memory of the mean squared gradient
 * @param epsilon keeps the denominator from 0
 * @param decay decoupled weight decay
 */
public record Lamb(double rate, double beta1, double beta2, double epsilon, double decay)
    implements Optimizer {
  static final Entry<Optimizer> ENTRY =
      Entry.of(
          "lamb",
          Lamb.class,
          "Adam scaled to the norm of each parameter",
          List.of(
              Common.rate(1e-3),
              Common.beta1(),
              Common.beta2(0.999),
              Common.epsilon(1e-6),
              Common.decoupled(0)),
          s ->
              new Lamb(
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
  public static Lamb of(double rate) {
    return new Lamb(rate, 0.9, 0.999, 1e-6, 0);
  }

  @Override
  public Lamb withRate(double rate) {
    return new Lamb(rate, beta1, beta2, epsilon, decay);
  }

  @Override
  public List<Slot> slots(Shape shape) {
    return moments().slots(shape);
  }

  @Override
  public Update update(Context context, Tensor parameter, Tensor gradient, List<Tensor> slots) {
    Moments.Values values = moments().next(gradient, slots);
    Tensor direction = moments().direction(context, values, epsilon);
    Tensor r = context.coupled(direction, parameter);
    Tensor weight = Common.norm(parameter);
    Tensor length = Common.norm(r);
    Tensor known = weight.minimum(length).equalTo(0).where(0, 1);
    Tensor ratio = known.where(weight.div(length), Tensor.ones(Shape.SCALAR));
    return new Update(parameter.sub(r.mul(ratio.mul(context.rate()))), values.slots());
  }

  private Moments moments() {
    return new Moments(beta1, beta2, false);
  }
}
