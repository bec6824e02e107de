package gradus.nn.optim;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@code v = rho v + (1 - rho) g²; d = sqrt(u + epsilon) / sqrt(v + epsilon) g; u = rho u + (1 -
 * rho) d²; w -= rate d} (Zeiler 2012).
 *
 * @param rate a factor, usually 1
 * @param rho the memory of both averages
 * @param epsilon keeps the roots from 0
 * @param decay coupled weight decay
 */
public record AdaDelta(double rate, double rho, double epsilon, double decay) implements Optimizer {
  static final Entry<Optimizer> ENTRY =
      Entry.of(
          "adadelta",
          AdaDelta.class,
          "finds its rates by itself",
          List.of(
              Common.rate(1),
              Common.beta("rho", 0.9, "memory of both averages, below 1"),
              Common.epsilon(1e-6),
              Common.coupled()),
          s ->
              new AdaDelta(
                  s.number("rate"), s.number("rho"), s.number("epsilon"), s.number("decay")),
          x ->
              Settings.of(
                  "rate", x.rate(), "rho", x.rho(), "epsilon", x.epsilon(), "decay", x.decay()));

  /** With the usual settings. */
  public static AdaDelta of(double rate) {
    return new AdaDelta(rate, 0.9, 1e-6, 0);
  }

  @Override
  public AdaDelta withRate(double rate) {
    return new AdaDelta(rate, rho, epsilon, decay);
  }

  @Override
  public List<Slot> slots(Shape shape) {
    return List.of(Slot.zeros("square", shape), Slot.zeros("step_square", shape));
  }

  @Override
  public Update update(Context context, Tensor parameter, Tensor gradient, List<Tensor> slots) {
    Tensor g = context.coupled(gradient, parameter);
    Tensor square = Common.average(rho, slots.get(0), g.square());
    Tensor size = slots.get(1).add(epsilon).sqrt();
    Tensor move = size.div(square.add(epsilon).sqrt()).mul(g);
    Tensor moved = Common.average(rho, slots.get(1), move.square());
    return Update.of(parameter.sub(move.mul(context.rate())), square, moved);
  }
}
