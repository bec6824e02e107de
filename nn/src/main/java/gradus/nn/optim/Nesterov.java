package gradus.nn.optim;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * Nesterov's accelerated gradient: {@link Momentum} that looks ahead (Nesterov 1983; Sutskever et
 * al. 2013).
 *
 * @param rate the learning rate
 * @param momentum the memory of the velocity
 * @param decay coupled weight decay
 */
public record Nesterov(double rate, double momentum, double decay) implements Optimizer {
  static final Entry<Optimizer> ENTRY =
      Entry.of(
          "nesterov",
          Nesterov.class,
          "momentum that looks ahead",
          List.of(Common.rate(0.05), Momentum.MEMORY, Common.coupled()),
          s -> new Nesterov(s.number("rate"), s.number("momentum"), s.number("decay")),
          x -> Settings.of("rate", x.rate(), "momentum", x.momentum(), "decay", x.decay()));

  /** Without decay. */
  public static Nesterov of(double rate, double momentum) {
    return new Nesterov(rate, momentum, 0);
  }

  @Override
  public Nesterov withRate(double rate) {
    return new Nesterov(rate, momentum, decay);
  }

  /** With coupled weight decay. */
  public Nesterov withDecay(double decay) {
    return new Nesterov(rate, momentum, decay);
  }

  @Override
  public List<Slot> slots(Shape shape) {
    return plain().slots(shape);
  }

  @Override
  public Update update(Context context, Tensor parameter, Tensor gradient, List<Tensor> slots) {
    return plain().update(context, parameter, gradient, slots);
  }

  private Momentum plain() {
    return new Momentum(rate, momentum, 0, true, decay);
  }
}
