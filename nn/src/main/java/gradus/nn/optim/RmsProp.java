package gradus.nn.optim;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code v = alpha v + (1 - alpha) g²; w -= rate g / (sqrt(v) + epsilon)}; {@code centered} takes
 * the square of the mean gradient from v, {@code momentum} averages the quotient (Tieleman and
 * Hinton 2012; Graves 2013).
 *
 * @param rate the learning rate
 * @param alpha the memory of the mean squared gradient
 * @param momentum the memory of the velocity
 * @param centered whether to divide by the standard deviation
 * @param epsilon keeps the denominator from 0
 * @param decay coupled weight decay
 */
public record RmsProp(
    double rate, double alpha, double momentum, boolean centered, double epsilon, double decay)
    implements Optimizer {
  static final Entry<Optimizer> ENTRY =
      Entry.of(
          "rmsprop",
          RmsProp.class,
          "rates by the mean squared gradient",
          List.of(
              Common.rate(0.01),
              Common.beta("alpha", 0.99, "memory of the mean squared gradient, below 1"),
              Setting.number("momentum", 0, 1, 0, "memory of the velocity"),
              Setting.flag("centered", false, "whether to divide by the standard deviation"),
              Common.epsilon(1e-8),
              Common.coupled()),
          s ->
              new RmsProp(
                  s.number("rate"),
                  s.number("alpha"),
                  s.number("momentum"),
                  s.flag("centered"),
                  s.number("epsilon"),
                  s.number("decay")),
          x ->
              Settings.of(
                  "rate", x.rate(),
                  "alpha", x.alpha(),
                  "momentum", x.momentum(),
                  "centered", x.centered(),
                  "epsilon", x.epsilon(),
                  "decay", x.decay()));

  /** With the usual settings. */
  public static RmsProp of(double rate) {
    return new RmsProp(rate, 0.99, 0, false, 1e-8, 0);
  }

  @Override
  public RmsProp withRate(double rate) {
    return new RmsProp(rate, alpha, momentum, centered, epsilon, decay);
  }

  @Override
  public List<Slot> slots(Shape shape) {
    List<Slot> slots = new ArrayList<>();
    slots.add(Slot.zeros("square", shape));
    if (centered) {
      slots.add(Slot.zeros("mean", shape));
    }
    if (momentum > 0) {
      slots.add(Slot.zeros("velocity", shape));
    }
    return slots;
  }

  @Override
  public Update update(Context context, Tensor parameter, Tensor gradient, List<Tensor> slots) {
    List<Tensor> kept = new ArrayList<>();
    Tensor g = context.coupled(gradient, parameter);
    Tensor square = Common.average(alpha, slots.get(0), g.square());
    kept.add(square);
    Tensor spread = square;
    if (centered) {
      Tensor mean = Common.average(alpha, slots.get(1), g);
      kept.add(mean);
      // In float32 the difference of nearly equal numbers can fall below 0.
      spread = square.sub(mean.square()).maximum(0);
    }
    Tensor direction = g.div(spread.sqrt().add(epsilon));
    if (momentum > 0) {
      direction = slots.get(kept.size()).mul(momentum).add(direction);
      kept.add(direction);
    }
    return new Update(parameter.sub(direction.mul(context.rate())), kept);
  }
}
