package gradus.health.forecast;

import gradus.core.ir.Node;
import gradus.core.shape.Shape;
import gradus.train.log.Event.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Measures a part that has no theory, alone: random inputs by the law of its signal, random normal
 * gradients at its output, in float64.
 */
final class Alone {
  private static final long SEED = 7;

  /** The relative variance of a square that was measured on other inputs: 10 % of its root. */
  static final double UNKNOWN = 4 * 0.1 * 0.1;

  private Alone() {}

  /**
   * What was measured.
   *
   * @param effects one for each input, which all give the same signal
   * @param values the numbers that came out
   */
  record Measured(List<Effect> effects, double[] values) {}

  /**
   * Measures a part.
   *
   * @param from where the part begins
   * @param signals what arrives there
   * @param values numbers at these places, by node; those that are missing are drawn and put there,
   *     so that parts which follow each other see what belongs together
   * @param start the numbers of parameters and other inputs
   */
  static Measured of(
      List<Node> from,
      List<Signal> signals,
      Node to,
      Map<Node, double[]> values,
      Function<Node, double[]> start) {
    Piece piece = Piece.of(from, to);
    SplittableRandom random = new SplittableRandom(SEED);
    List<double[]> inputs = new ArrayList<>();
    for (int i = 0; i < from.size(); i++) {
      Signal signal = signals.get(i);
      inputs.add(values.computeIfAbsent(from.get(i), _ -> drawn(signal, random)));
    }
    Map<Node, double[]> point = piece.point(inputs, start);
    double[] y = piece.run(point);
    double[] gradient = new double[y.length];
    Arrays.setAll(gradient, _ -> random.nextGaussian());
    List<double[]> pulled = piece.pull(point, gradient);
    Signal first = signals.getFirst();
    double unknown = first.spread() + UNKNOWN;
    Signal out = first.with(to.shape(), moments(y, to.shape()), unknown);
    List<Effect> effects = new ArrayList<>();
    for (double[] arriving : pulled) {
      double gain = square(arriving) / square(gradient);
      effects.add(Effect.of(Role.OTHER, out, gain, "measured alone, no theory").spread(UNKNOWN));
    }
    return new Measured(effects, y);
  }

  /** The input's own numbers, or random ones by the law, alike between samples as the signal is. */
  static double[] drawn(Signal signal, SplittableRandom random) {
    if (signal.data() != null) {
      float[] some = signal.data().some();
      double[] values = new double[signal.shape().count()];
      Arrays.setAll(values, i -> some[i % some.length]);
      return values;
    }
    int batch = Math.max(1, signal.shape().rank() == 0 ? 1 : signal.shape().size(0));
    int size = signal.shape().count() / batch;
    double apart = Math.max(0, Math.min(1, signal.law().apart()));
    double[] common = new double[size];
    Arrays.setAll(common, _ -> random.nextGaussian());
    double[] values = new double[batch * size];
    for (int i = 0; i < values.length; i++) {
      double z = Math.sqrt(1 - apart) * common[i % size] + Math.sqrt(apart) * random.nextGaussian();
      values[i] = Grid.value(signal.law().values(), z);
    }
    return values;
  }

  static Moments moments(double[] y, Shape shape) {
    int batch = Math.max(1, shape.rank() == 0 ? 1 : shape.size(0));
    int size = Math.max(1, y.length / batch);
    double q = square(y);
    double products = 0;
    for (int i = 0; i < size; i++) {
      double sum = 0;
      double squares = 0;
      for (int b = 0; b < batch; b++) {
        sum += y[b * size + i];
        squares += y[b * size + i] * y[b * size + i];
      }
      products += batch > 1 ? (sum * sum - squares) / (batch * (batch - 1.0)) : squares;
    }
    double mean = Arrays.stream(y).average().orElse(0);
    double apart = Math.max(0, q - products / size);
    return new Moments(q, apart, apart, mean);
  }

  static double square(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return sum / Math.max(1, values.length);
  }
}
