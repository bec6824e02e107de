package gradus.train.probe;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.train.log.Event;
import java.util.function.ToIntFunction;

/**
 * Measures how large the numbers of one tensor are: sums and a maximum over all of it, and the
 * histogram of a sample. Squares are summed at three scales, so that a root mean square of 1e-38 or
 * 1e38 is as exact as one of 1.
 */
final class Gauge {
  private static final int SAMPLE = 512;
  private static final double SCALE = 0x1p64;
  private static final double SMALL = 0x1p-30;
  private static final double LARGE = 0x1p30;

  private final long count;
  private final int max;
  private final int squares;
  private final int small;
  private final int large;
  private final int sum;
  private final int sample;
  private final int sampled;

  /** Adds what is needed to the outputs of a step. */
  Gauge(Tensor x, ToIntFunction<Tensor> outputs) {
    count = x.shape().count();
    max = outputs.applyAsInt(x.abs().max());
    squares = outputs.applyAsInt(x.square().sum());
    small = outputs.applyAsInt(x.mul(SCALE).square().sum());
    large = outputs.applyAsInt(x.mul(1 / SCALE).square().sum());
    sum = outputs.applyAsInt(x.sum());
    Tensor some = sample(x);
    sampled = some.shape().count();
    sample = outputs.applyAsInt(some);
  }

  /** Some examples of a batch, or if they are large some evenly spread numbers of them. */
  private static Tensor sample(Tensor x) {
    if (x.shape().rank() < 2) {
      return x.shape().rank() == 0 ? x : x.slice(0, 0, Math.min(SAMPLE, x.size(0)));
    }
    int width = Math.max(1, x.shape().count() / Math.max(1, x.size(0)));
    int rows = Math.clamp(SAMPLE / width, 1, Math.max(1, x.size(0)));
    Tensor flat = x.reshape(Shape.of(x.size(0), width)).slice(0, 0, rows);
    return width <= SAMPLE ? flat : flat.slice(1, 0, width, (width + SAMPLE - 1) / SAMPLE);
  }

  /** The root of the mean square. */
  double rms(Readout read) {
    double largest = read.number(max);
    double scale = largest < SMALL ? SCALE : largest > LARGE ? 1 / SCALE : 1;
    int of = largest < SMALL ? small : largest > LARGE ? large : squares;
    return Double.isInfinite(largest) ? largest : Math.sqrt(read.number(of) / count) / scale;
  }

  /** All of it. */
  Event.Spread read(Readout read) {
    return new Event.Spread(
        rms(read),
        read.number(sum) / count,
        read.number(max),
        Magnitudes.of(read.numbers(sample, sampled)));
  }
}
