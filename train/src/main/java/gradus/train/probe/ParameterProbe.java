package gradus.train.probe;

import gradus.core.tensor.Tensor;
import gradus.train.log.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToIntFunction;

/** Measures the gradient, the values and the update of every trained parameter. */
public final class ParameterProbe {
  /** Of how many numbers of a gradient the cosine is taken; its error is about 1.6 %. */
  public static final int KEPT = 4096;

  private final List<Measured> measured = new ArrayList<>();

  private record Measured(
      String name, Gauge gradient, Gauge before, Gauge change, int dot, int past, int now) {}

  /** The numbers of a gradient that are kept for the cosine with the next one. */
  public static Tensor kept(Tensor gradient) {
    int count = gradient.shape().count();
    Tensor flat = gradient.reshape(count);
    return count <= KEPT ? flat : flat.slice(0, 0, count, (count + KEPT - 1) / KEPT);
  }

  /**
   * Adds the measurements of one parameter to the outputs of a step.
   *
   * @param name the parameter
   * @param gradient its gradient, before clipping
   * @param before its value
   * @param after its value after the update
   * @param past what was {@link #kept} of the gradient of the last measured step
   * @param outputs takes an output and gives its position
   */
  public void add(
      String name,
      Tensor gradient,
      Tensor before,
      Tensor after,
      Tensor past,
      ToIntFunction<Tensor> outputs) {
    Tensor now = kept(gradient);
    measured.add(
        new Measured(
            name,
            new Gauge(gradient, outputs),
            new Gauge(before, outputs),
            new Gauge(after.sub(before), outputs),
            outputs.applyAsInt(now.mul(past).sum()),
            outputs.applyAsInt(past.square().sum()),
            outputs.applyAsInt(now.square().sum())));
  }

  /**
   * What was measured in the last run.
   *
   * @param follows whether the step before was measured too, so that there is a cosine
   */
  public List<Event.Part> read(Readout read, boolean follows) {
    List<Event.Part> parts = new ArrayList<>();
    for (Measured each : measured) {
      Event.Spread gradient = each.gradient.read(read);
      Event.Spread before = each.before.read(read);
      double change = each.change.rms(read);
      double cosine =
          read.number(each.dot) / Math.sqrt(read.number(each.past) * read.number(each.now));
      parts.add(
          new Event.Part(
              each.name,
              gradient.rms(),
              gradient.max(),
              before.rms(),
              before.max(),
              before.rms() == 0 ? 0 : change / before.rms(),
              follows && Double.isFinite(cosine)
                  ? OptionalDouble.of(cosine)
                  : OptionalDouble.empty()));
    }
    return parts;
  }
}
