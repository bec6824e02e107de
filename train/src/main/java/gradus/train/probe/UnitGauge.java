package gradus.train.probe;

import gradus.core.grad.Gradients;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.activation.HardSigmoid;
import gradus.nn.activation.Sigmoid;
import gradus.train.log.Event;
import java.util.ArrayList;
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

  private final String name;
  private final float[] counts;
  private final int samples;
  private final int shares;
  private long[] silentFor;
  private Event.Units measured;

  /**
   * Adds the counts to the outputs of a step.
   *
   * @param name by which later steps find what this one saw; no other gauge may have it
   * @param grid of which samples
   */
  UnitGauge(
      String name, Piece piece, Sampler sampler, Sampler.Grid grid, ToIntFunction<Tensor> outputs) {
    this.name = name;
    counts = new float[Math.max(1, piece.out().shape().size(-1))];
    samples = grid.shape().count() / counts.length;
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

  /** Looks up for how long units have been silent; by one thread, for all gauges. */
  void recall(Past past) {
    silentFor = past.silent(name, counts.length);
  }

  /** Reads the last run. */
  void measure(Readout read) {
    read.numbers(shares, counts);
    int[] units = new int[samples + 1];
    int dead = 0;
    for (int i = 0; i < counts.length; i++) {
      silentFor[i] = counts[i] == 0 ? silentFor[i] + samples : 0;
      dead += silentFor[i] >= DEAD ? 1 : 0;
      units[(int) counts[i]]++;
    }
    int last = counts.length - 1;
    int[] ranks = {0, counts.length / 10, counts.length / 2, last - counts.length / 10, last};
    measured = new Event.Units(counts.length, samples, units[0], dead, live(units, ranks));
  }

  /**
   * The shares of samples at some ranks.
   *
   * @param units how many units were live for so many samples
   * @param ranks from the least share, rising
   */
  private List<Double> live(int[] units, int[] ranks) {
    List<Double> live = new ArrayList<>();
    int share = 0;
    int below = units[0];
    for (int rank : ranks) {
      while (below <= rank) {
        below += units[++share];
      }
      live.add(share / (double) samples);
    }
    return live;
  }

  /** What the last run says. */
  Event.Units measured() {
    return measured;
  }
}
