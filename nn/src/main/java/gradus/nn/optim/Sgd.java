package gradus.nn.optim;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * Stochastic gradient descent: {@code w -= rate (g + decay w)} (Robbins and Monro 1951).
 *
 * @param rate the learning rate
 * @param decay coupled weight decay
 */
public record Sgd(double rate, double decay) implements Optimizer {
  static final Entry<Optimizer> ENTRY =
      Entry.of(
          "sgd",
          Sgd.class,
          "plain gradient descent",
          List.of(Common.rate(0.1), Common.coupled()),
          s -> new Sgd(s.number("rate"), s.number("decay")),
          x -> Settings.of("rate", x.rate(), "decay", x.decay()));

  /** Without weight decay. */
  public static Sgd of(double rate) {
    return new Sgd(rate, 0);
  }

  @Override
  public Sgd withRate(double rate) {
    return new Sgd(rate, decay);
  }

  /** With coupled weight decay. */
  public Sgd withDecay(double decay) {
    return new Sgd(rate, decay);
  }

  @Override
  public List<Slot> slots(Shape shape) {
    return List.of();
  }

  @Override
  public Update update(Context context, Tensor parameter, Tensor gradient, List<Tensor> slots) {
    Tensor g = context.coupled(gradient, parameter);
    return Update.of(parameter.sub(g.mul(context.rate())));
  }
}
