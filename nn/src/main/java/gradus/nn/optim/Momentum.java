package gradus.nn.optim;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * Gradient descent with momentum: {@code b = momentum b + (1 - dampening) g}, and {@code b = g} in
 * the first step; {@code w -= rate b}, or with {@code nesterov} {@code w -= rate (g + momentum b)}
 * (Polyak 1964; Sutskever et al. 2013).
 *
 * @param rate the learning rate
 * @param momentum the memory of the velocity
 * @param dampening how much less than its whole a new gradient counts
 * @param nesterov whether to look ahead
 * @param decay coupled weight decay
 */
public record Momentum(
    double rate, double momentum, double dampening, boolean nesterov, double decay)
    implements Optimizer {
  static final Setting MEMORY = Setting.number("momentum", 0, 1, 0.9, "memory of the velocity");
  static final Entry<Optimizer> ENTRY =
      Entry.of(
          "momentum",
          Momentum.class,
          "gradient descent with momentum",
          List.of(
              Common.rate(0.05),
              MEMORY,
              Setting.number("dampening", 0, 1, 0, "how much less a new gradient counts"),
              Setting.flag("nesterov", false, "whether to look ahead"),
              Common.coupled()),
          s ->
              new Momentum(
                  s.number("rate"),
                  s.number("momentum"),
                  s.number("dampening"),
                  s.flag("nesterov"),
                  s.number("decay")),
          x ->
              Settings.of(
                  "rate", x.rate(),
                  "momentum", x.momentum(),
                  "dampening", x.dampening(),
                  "nesterov", x.nesterov(),
                  "decay", x.decay()));

  /** Without dampening and decay. */
  public static Momentum of(double rate, double momentum) {
    return new Momentum(rate, momentum, 0, false, 0);
  }

  @Override
  public Momentum withRate(double rate) {
    return new Momentum(rate, momentum, dampening, nesterov, decay);
  }

  /** With coupled weight decay. */
  public Momentum withDecay(double decay) {
    return new Momentum(rate, momentum, dampening, nesterov, decay);
  }

  @Override
  public List<Slot> slots(Shape shape) {
    return List.of(Slot.zeros("velocity", shape));
  }

  @Override
  public Update update(Context context, Tensor parameter, Tensor gradient, List<Tensor> slots) {
    Tensor g = context.coupled(gradient, parameter);
    Tensor fresh = g;
    if (dampening != 0) {
      fresh = g.mul(context.step().lessEqual(1).where(1, 1 - dampening));
    }
    Tensor velocity = slots.get(0).mul(momentum).add(fresh);
    Tensor direction = nesterov ? g.add(velocity.mul(momentum)) : velocity;
    return Update.of(parameter.sub(direction.mul(context.rate())), velocity);
  }
}
