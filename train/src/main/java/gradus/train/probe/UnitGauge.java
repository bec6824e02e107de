package gradus.train.probe;

import gradus.core.grad.Gradients;
import gradus.core.ir.Node;
import gradus.core.ir.Op;
import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.activation.HardSigmoid;
import gradus.nn.activation.Sigmoid;
import gradus.train.log.Digits;
import gradus.train.log.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Measures for each unit of an activation, or of the gates of a layer, the share of samples for
 * which it is live: its slope is more than a hundredth of the steepest.
 */
final class UnitGauge {
  private static final double LIVE = 0.01;

  /** A unit that was silent for so many samples is live for less than 1 % of them (95 % sure). */
  private static final long DEAD = 300;

  /** The steepest slope of a sigmoid. */
  private static final double OF_SIGMOID = 0.25;

  private final String name;
  private final float[] counts;
  private final int samples;
  private final List<Part> parts = new ArrayList<>();
  private long[] silentFor;
  private Event.Units measured;

  /**
   * A function from one value to another, element by element.
   *
   * @param steepest its steepest slope
   */
  record Bend(Node in, Node out, double steepest) {}

  /** The units of one bend among those of all. */
  private record Part(int position, float[] counts) {}

  /**
   * Adds the counts to the outputs of a step.
   *
   * @param name by which later steps find what this one saw; no other gauge may have it
   * @param bends of values of one shape
   * @param grid of which samples
   */
  UnitGauge(
      String name,
      List<Bend> bends,
      Sampler sampler,
      Sampler.Grid grid,
      ToIntFunction<Tensor> outputs) {
    this.name = name;
    int units = Math.max(1, bends.getFirst().out().shape().size(-1));
    counts = new float[units * bends.size()];
    samples = grid.shape().count() / units;
    for (Bend bend : bends) {
      Tensor slope =
          Tensor.of(
              Gradients.of(
                      List.of(bend.out()),
                      List.of(Tensor.ones(bend.out().shape()).node()),
                      List.of(bend.in()))
                  .get(0));
      Tensor live = slope.abs().greater(LIVE * bend.steepest()).floats();
      int[] axes = IntStream.range(0, live.shape().rank() - 1).toArray();
      Tensor shares = Tensor.of(sampler.sample(live.node(), grid)).sum(axes);
      parts.add(new Part(outputs.applyAsInt(shares), new float[units]));
    }
  }

  /** What an activation does; empty if a value of its kind has no units. */
  static List<Bend> ofActivation(Piece piece) {
    double steepest =
        switch (piece.layer()) {
          case Sigmoid _ -> OF_SIGMOID;
          case HardSigmoid _ -> 1 / 6.0;
          default -> 1;
        };
    return piece.out().shape().rank() > 1
        ? List.of(new Bend(piece.in(), piece.out(), steepest))
        : List.of();
  }

  /**
   * The sigmoids and tanhs within a piece that does more than that, such as the gates of a
   * recurrent layer, in the order in which they were made.
   */
  static List<Bend> ofGates(Piece piece) {
    List<Bend> bends = new ArrayList<>();
    Shape shape = null;
    for (Node node :
        Roles.between(piece.in(), piece.out()).stream()
            .sorted(Comparator.comparingLong(Node::id))
            .toList()) {
      double steepest = steepest(node);
      boolean fits = node.shape().rank() > 1 && (shape == null || shape.equals(node.shape()));
      if (node != piece.in() && steepest > 0 && fits) {
        shape = node.shape();
        bends.add(new Bend(node.input(0), node, steepest));
      }
    }
    return bends;
  }

  /** That of a bounded function; 0 of any other. */
  private static double steepest(Node node) {
    return node.op() instanceof Op.Unary unary
        ? switch (unary.function()) {
          case SIGMOID -> OF_SIGMOID;
          case TANH -> 1;
          default -> 0;
        }
        : 0;
  }

  /** Looks up for how long units have been silent; by one thread, for all gauges. */
  void recall(Past past) {
    silentFor = past.silent(name, counts.length);
  }

  /** Reads the last run. */
  void measure(Readout read) {
    int first = 0;
    for (Part part : parts) {
      read.numbers(part.position, part.counts);
      System.arraycopy(part.counts, 0, counts, first, part.counts.length);
      first += part.counts.length;
    }
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
      live.add(Digits.rounded(share / (double) samples));
    }
    return live;
  }

  /** What the last run says. */
  Event.Units measured() {
    return measured;
  }
}
