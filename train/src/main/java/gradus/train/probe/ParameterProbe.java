package gradus.train.probe;

import gradus.core.ir.Node;
import gradus.core.tensor.Tensor;
import gradus.train.log.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToIntFunction;

/** Measures the gradient, the values and the update of every trained parameter, from samples. */
public final class ParameterProbe {
  private static final int SAMPLE = 256;

  private final Sampler sampler = new Sampler();
  private final ToIntFunction<Tensor> outputs;
  private final List<Measured> measured = new ArrayList<>();

  private static final class Measured {
    final String name;
    final long count;
    final Gauge gradient;
    final int[] positions;
    float[] before;

    Measured(String name, long count, Gauge gradient, int[] positions) {
      this.name = name;
      this.count = count;
      this.gradient = gradient;
      this.positions = positions;
    }
  }

  /** A probe that adds what it needs to the outputs of a step. */
  public ParameterProbe(ToIntFunction<Tensor> outputs) {
    this.outputs = outputs;
  }

  /** Samples a value that lives on, before the step may change it in place. */
  public void take(Tensor kept) {
    sampler.take(kept.node(), Sampler.ofParameter(kept.shape(), SAMPLE));
  }

  /**
   * Adds the measurements of one parameter.
   *
   * @param name the parameter
   * @param gradient its gradient, before clipping
   */
  public void add(String name, Tensor gradient) {
    Sampler.Grid grid = Sampler.ofParameter(gradient.shape(), SAMPLE);
    Node sample = sampler.sample(gradient.node(), grid);
    measured.add(
        new Measured(
            name,
            gradient.shape().count(),
            new Gauge(sample, outputs),
            grid.positions(gradient.shape())));
  }

  /** The norm of all gradients, from the samples of the last run. */
  public double norm(Readout read) {
    double squares = 0;
    for (Measured each : measured) {
      double rms = each.gradient.rms(read);
      squares += each.count * rms * rms;
    }
    return Math.sqrt(squares);
  }

  /** Reads the values before a run. */
  public void begin(Store values) {
    measured.forEach(each -> each.before = values.numbers(each.name, each.positions));
  }

  /**
   * What was measured in the last run.
   *
   * @param values the values after it
   * @param past what was measured before; brought up to date
   * @param follows whether the step before was measured too, so that there is a cosine
   */
  public List<Event.Part> read(Readout read, Store values, Past past, boolean follows) {
    List<Event.Part> parts = new ArrayList<>();
    for (Measured each : measured) {
      float[] gradient = each.gradient.numbers(read);
      float[] before = each.before;
      float[] earlier = past.exchange(each.name, gradient);
      float[] change = values.numbers(each.name, each.positions);
      for (int i = 0; i < change.length; i++) {
        change[i] -= before[i];
      }
      double weight = Gauge.rms(before);
      parts.add(
          new Event.Part(
              each.name,
              Gauge.rms(gradient),
              Gauge.max(gradient),
              weight,
              Gauge.max(before),
              weight == 0 ? 0 : Gauge.rms(change) / weight,
              follows ? cosine(earlier, gradient) : OptionalDouble.empty(),
              follows && earlier != null
                  ? OptionalDouble.of(Gauge.rms(earlier))
                  : OptionalDouble.empty(),
              each.count));
    }
    return parts;
  }

  private static OptionalDouble cosine(float[] a, float[] b) {
    if (a == null) {
      return OptionalDouble.empty();
    }
    double dot = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
    }
    double cosine = dot / a.length / (Gauge.rms(a) * Gauge.rms(b));
    return Double.isFinite(cosine) ? OptionalDouble.of(cosine) : OptionalDouble.empty();
  }
}
