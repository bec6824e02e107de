package gradus.health.heal.surgery;

import gradus.core.ir.Data;
import java.util.List;
import java.util.Map;

/**
 * Between layers with ReLU: {@code W_l c, b_l c, W_(l+1) / c} gives the same function. c is chosen
 * so that both weights are equally large for their inputs, a few times over all pairs.
 */
final class Rebalance {
  private static final int SWEEPS = 8;

  private Rebalance() {}

  static Map<String, Data> of(Weights weights) {
    List<Weights.Link> links = weights.links();
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (Weights.Link link : links) {
        double first = scale(weights, link.first());
        double second = scale(weights, link.second());
        if (first > 0 && second > 0) {
          double c = Math.sqrt(second / first);
          weights.times(weights.weight(link.first()), c);
          weights.times(link.first() + ".bias", c);
          weights.times(weights.weight(link.second()), 1 / c);
        }
      }
    }
    return weights.values();
  }

  /** {@code rms sqrt(inputs)}: how much the layer enlarges a signal. */
  private static double scale(Weights weights, String path) {
    double squares = 0;
    float[] numbers = weights.get(weights.weight(path));
    for (float number : numbers) {
      squares += (double) number * number;
    }
    return Math.sqrt(squares / numbers.length * weights.inputs(path));
  }
}
