package gradus.nn.optim;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * Adam that trusts its variance only when it has seen enough: with {@code rho = rho_inf - 2 t
 * beta2^t / (1 - beta2^t)}, {@code rho_inf = 2 / (1 - beta2) - 1}, the step is {@code rate m̂ r /
 * sqrt(v̂)} if rho > 5, else {@code rate m̂}; {@code r² = (rho - 4)(rho - 2) rho_inf / ((rho_inf -
 * 4)(rho_inf - 2) rho)} (Liu et al. 2020).
 *
 * @param rate the learning rate
 * @param beta1 the memory of the mean gradient
 * @param beta2 the memory of the mean squared gradient
 * @param epsilon keeps the denominator from 0
 * @param decay coupled weight decay
 */
public record RAdam(double rate, double beta1, double beta2, double epsilon, double decay)
    implements Optimizer {
  static final Entry<Optimizer> ENTRY =
      Entry.of(
          "radam",
          RAdam.class,
          "Adam with rectified variance",
          List.of(
              Common.rate(1e-3),
              Common.beta1(),
              Common.beta2(0.999),
              Common.epsilon(1e-8),
              Common.coupled()),
          s ->
              new RAdam(
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
  public static RAdam of(double rate) {
    return new RAdam(rate, 0.9, 0.999, 1e-8, 0);
  }

  @Override
  public RAdam withRate(double rate) {
    return new RAdam(rate, beta1, beta2, epsilon, decay);
  }

  @Override
  public List<Slot> slots(Shape shape) {
    return moments().slots(shape);
  }

  @Override
  public Update update(Context context, Tensor parameter, Tensor gradient, List<Tensor> slots) {
    Moments.Values values = moments().next(context.coupled(gradient, parameter), slots);
    Tensor mean = values.mean().mul(context.rate().div(context.correction(beta1)));
    double limit = 2 / (1 - beta2) - 1;
    Tensor rho = rho(context.step(), limit);
    Tensor trusted = rho.greater(5);
    // Where it is not trusted the root would be of a negative number.
    Tensor safe = trusted.where(rho, Tensor.full(rho.shape(), 6));
    Tensor ratio = safe.sub(4).mul(safe.sub(2)).div(safe);
    Tensor rectified = ratio.mul(limit / ((limit - 4) * (limit - 2))).sqrt();
    Tensor scale = rectified.mul(context.correction(beta2).sqrt());
    Tensor adaptive = mean.mul(scale).div(values.square().sqrt().add(epsilon));
    return new Update(parameter.sub(trusted.where(adaptive, mean)), values.slots());
  }

  /**
   * rho without the difference of two numbers near 2 / (1 - beta2): with {@code a = -log beta2, u =
   * a t} it is {@code (limit - 2 / a) + 2 / a (1 - u / (e^u - 1))}, the last factor by its series
   * for small u.
   */
  private Tensor rho(Tensor step, double limit) {
    double a = -Math.log(beta2);
    Tensor u = step.mul(a);
    Tensor w = u.square();
    Tensor series =
        w.mul(1.0 / 1209600).add(-1.0 / 30240).mul(w).add(1.0 / 720).mul(w).add(-1.0 / 12).mul(w);
    Tensor small = u.mul(0.5).add(series);
    Tensor large = u.div(u.expm1()).neg().add(1);
    return u.less(0.25).where(small, large).mul(2 / a).add(limit - 2 / a);
  }

  private Moments moments() {
    return new Moments(beta1, beta2, false);
  }
}
