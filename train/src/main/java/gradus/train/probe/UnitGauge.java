package gradus.train.probe;

import gradus.core.grad.Gradients;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.activation.HardSigmoid;
import gradus.nn.activation.Sigmoid;
import gradus.train.log.Event;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Measures for each unit of an activation the share of samples for which it is live: its slope is
 * more than a hundredth of the steepest.
 */
final class UnitGauge {
  private static final double LIVE = 0.01;

  /** A unit that was silent for so many samples is live for less than 1 % of them (95 % sure). */
  private static final long DEAD = 300;

  private final int units;
  private final long samples;
  private final int shares;

  UnitGauge(Piece piece, Sampler sampler, Sampler.Grid grid, ToIntFunction<Tensor> outputs) {
    units = Math.max(1, piece.out().shape().size(-1));
    samples = grid.shape().count() / units;
    Tensor slope =
        Tensor.of(
            Gradients.of(
                    List.of(piece.out()),
                    List.of(Tensor.ones(piece.out().shape()).node()),
                    List.of(piece.in()))
                .get(0));
    Tensor live = slope.abs().greater(LIVE * steepest(piece.layer())).floats();
    int[] axes = IntStream.range(0, live.shape().rank() - 1).toArray();
    shares = outputs.applyAsInt(Tensor.of(sampler.sample(live.node(), grid)).sum(axes));
  }

  private static double steepest(Layer layer) {
    return switch (layer) {
      case Sigmoid _ -> 0.25;
      case HardSigmoid _ -> 1 / 6.0;
      default -> 1;
    };
  }

  /** How many units there are. */
  int units() {
    return units;
  }

  /**
   * What the last run says.
   *
   * @param silentFor for how many samples each unit has been silent; brought up to date
   */
  Event.Units read(Readout read, long[] silentFor) {
    float[] counts = read.numbers(shares, units);
    int silent = 0;
    int dead = 0;
    for (int i = 0; i < units; i++) {
      silentFor[i] = counts[i] == 0 ? silentFor[i] + samples : 0;
      silent += counts[i] == 0 ? 1 : 0;
      dead += silentFor[i] >= DEAD ? 1 : 0;
    }
    Arrays.sort(counts);
    List<Double> live =
        IntStream.of(0, units / 10, units / 2, units - 1 - units / 10, units - 1)
            .mapToObj(i -> counts[i] / (double) samples)
            .toList();
    return new Event.Units(units, samples, silent, dead, live);
  }
}
