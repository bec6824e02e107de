package gradus.nn.optim;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * An exponential average of the weights over the steps, often better than the last ones: {@code a =
 * d a + (1 - d) w} (Polyak and Juditsky 1992). In the first step d is 0, so that the average needs
 * no start; with warm-up it then grows as {@code (t - 1) / (t + 9)} until it reaches the decay.
 *
 * @param decay the memory, for example 0.999
 * @param warmup whether the memory grows with the steps
 */
public record WeightAverage(double decay, boolean warmup) {
  /** How it stands in a run file. */
  public static final Entry<WeightAverage> ENTRY =
      Entry.of(
          "weight_average",
          WeightAverage.class,
          "an exponential average of the weights",
          List.of(
              Setting.number("decay", 0, 1, 0.999, "the memory, below 1"),
              Setting.flag("warmup", true, "whether the memory grows with the steps")),
          s -> new WeightAverage(s.number("decay"), s.flag("warmup")),
          x -> Settings.of("decay", x.decay(), "warmup", x.warmup()));

  /** Checks the decay. */
  public WeightAverage {
    if (!(decay >= 0 && decay < 1)) {
      throw new IllegalArgumentException(
          "weight average: got decay " + decay + "; must be at least 0 and below 1");
    }
  }

  /** With warm-up. */
  public static WeightAverage of(double decay) {
    return new WeightAverage(decay, true);
  }

  /** Where the average of a parameter is kept. */
  public Optimizer.Slot slot(Shape shape) {
    return Optimizer.Slot.zeros("average", shape);
  }

  /**
   * The new average.
   *
   * @param step the number of the step, 1 at the first, a scalar
   * @param average the average so far
   * @param parameter the parameter after the step
   */
  public Tensor next(Tensor step, Tensor average, Tensor parameter) {
    Tensor memory =
        warmup ? step.sub(1).div(step.add(9)).minimum(decay) : step.lessEqual(1).where(0, decay);
    return average.mul(memory).add(parameter.mul(memory.neg().add(1)));
  }
}
