package gradus.train.probe;

import gradus.core.cpu.Kernel;
import gradus.core.ir.Node;
import gradus.core.tensor.Tensor;
import gradus.train.log.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Measures the gradient, the values and the update of every trained parameter, from samples. */
public final class ParameterProbe {
  private static final int SAMPLE = 256;

  private final Sampler sampler = new Sampler(new Stored(Map.of()));
  private final ToIntFunction<Tensor> outputs;
  private final List<ParameterGauge> gauges = new ArrayList<>();

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
   * @param address where its values lie
   */
  public void add(String name, Tensor gradient, long address) {
    Sampler.Grid grid = Sampler.ofParameter(gradient.shape(), SAMPLE);
    Node sample = sampler.part(gradient.node(), grid);
    int position = outputs.applyAsInt(Tensor.of(sample));
    gauges.add(new ParameterGauge(name, gradient.shape(), address, position, grid));
  }

  /** Reads the values before a run; not needed if the last run that changed them was read. */
  public Kernel beginning(Readout read) {
    return new Survey<>(gauges, gauge -> gauge.begin(read));
  }

  /**
   * Reads the last run.
   *
   * @param past what was measured before
   * @param follows whether the step before was measured too, so that there is a cosine
   */
  public Kernel measuring(Readout read, Past past, boolean follows) {
    gauges.forEach(gauge -> gauge.recall(past));
    return new Survey<>(gauges, gauge -> gauge.measure(read, follows));
  }

  /**
   * What was measured in the last run.
   *
   * @param past brought up to date
   */
  public List<Event.Part> measured(Past past) {
    gauges.forEach(gauge -> gauge.keep(past));
    return gauges.stream().map(ParameterGauge::measured).toList();
  }

  /** The norm of all gradients, from the samples of the last run. */
  public double norm() {
    double squares = 0;
    for (ParameterGauge gauge : gauges) {
      squares += gauge.squares();
    }
    return Math.sqrt(squares);
  }
}
