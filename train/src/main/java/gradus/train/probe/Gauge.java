package gradus.train.probe;

import gradus.core.ir.Node;
import gradus.core.tensor.Tensor;
import gradus.train.log.Event;
import java.util.function.ToIntFunction;

/** Measures how large the numbers of a tensor are, from a sample of them. */
final class Gauge {
  private final int position;
  private final float[] numbers;
  private final Magnitudes magnitudes = new Magnitudes();
  private Event.Spread spread;

  /** Adds a sample to the outputs of a step. */
  Gauge(Node sample, ToIntFunction<Tensor> outputs) {
    numbers = new float[sample.shape().count()];
    position = outputs.applyAsInt(Tensor.of(sample));
  }

  /** Reads the last run. */
  void measure(Readout read) {
    read.numbers(position, numbers);
    magnitudes.read(numbers);
    spread = magnitudes.spread();
  }

  /** What the last run says. */
  Event.Spread spread() {
    return spread;
  }
}
