package gradus.train.probe;

import gradus.core.ir.Node;
import gradus.core.tensor.Tensor;
import gradus.train.log.Event;
import java.util.function.ToIntFunction;

/** Measures in float64 how large the numbers of a tensor are, from a sample of them. */
final class Gauge {
  private final int position;
  private final int count;

  /** Adds a sample to the outputs of a step. */
  Gauge(Node sample, ToIntFunction<Tensor> outputs) {
    count = sample.shape().count();
    position = outputs.applyAsInt(Tensor.of(sample));
  }

  /** The sample of the last run. */
  float[] numbers(Readout read) {
    return read.numbers(position, count);
  }

  /** The root of the mean square. */
  double rms(Readout read) {
    return rms(numbers(read));
  }

  static double rms(float[] numbers) {
    double squares = 0;
    for (float x : numbers) {
      squares += (double) x * x;
    }
    return Math.sqrt(squares / numbers.length);
  }

  static double max(float[] numbers) {
    float max = 0;
    for (float x : numbers) {
      max = Math.max(max, Math.abs(x));
    }
    return max;
  }

  /** All of it. */
  Event.Spread read(Readout read) {
    float[] numbers = numbers(read);
    double sum = 0;
    for (float x : numbers) {
      sum += x;
    }
    return new Event.Spread(
        rms(numbers), sum / numbers.length, max(numbers), Magnitudes.of(numbers));
  }
}
