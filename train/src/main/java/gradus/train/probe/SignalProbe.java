package gradus.train.probe;

import gradus.core.cpu.Kernel;
import gradus.core.grad.Gradients;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.shape.DType;
import gradus.core.tensor.Tensor;
import gradus.train.log.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * Measures the signal and the gradient at every piece of a {@link Chain}, on the first examples of
 * a batch.
 */
public final class SignalProbe {
  private static final int EXAMPLES = 16;
  private static final int IMAGES = 2;
  private static final int SAMPLE = 256;
  private static final int UNIT_SAMPLE = 4096;

  private final Sampler sampler;
  private final ToIntFunction<Tensor> outputs;
  private final List<Measured> measured = new ArrayList<>();
  private final List<Consumer<Readout>> readings = new ArrayList<>();
  private final List<UnitGauge> units = new ArrayList<>();

  /** What is measured of a piece; gauges of gradients are null where nothing before it learns. */
  private record Measured(
      Piece piece,
      String kind,
      Gauge values,
      Gauge after,
      Gauge through,
      Gauge before,
      UnitGauge units) {

    Event.Link link() {
      boolean learned = before != null;
      double gain = learned ? through.spread().rms() / after.spread().rms() : Double.NaN;
      double alone = before == through ? 1 : before.spread().rms() / through.spread().rms();
      return new Event.Link(
          piece.path().isEmpty() ? "model" : piece.path(),
          kind,
          piece.role(),
          values.spread(),
          Optional.ofNullable(after).map(Gauge::spread),
          gain,
          learned ? alone : Double.NaN,
          Optional.ofNullable(units).map(UnitGauge::measured));
    }
  }

  /** The values of a chain at which the gradient is needed: those that trained values lead to. */
  public static List<Node> stations(Chain chain, Node loss, Set<Node> trained) {
    Set<Node> learned = new HashSet<>(trained);
    for (Node node : Graph.of(List.of(loss)).nodes()) {
      if (node.inputs().stream().anyMatch(learned::contains)) {
        learned.add(node);
      }
    }
    List<Node> stations = new ArrayList<>();
    for (Piece piece : chain.pieces()) {
      for (Node node : List.of(piece.in(), piece.out())) {
        boolean last = !stations.isEmpty() && stations.getLast() == node;
        if (!last && learned.contains(node) && node.type() == DType.F32) {
          stations.add(node);
        }
      }
    }
    return stations;
  }

  /**
   * Adds the measurements to the outputs of a step.
   *
   * @param gradients of the loss by each of the {@link #stations}
   * @param step what is computed in any case
   * @param outputs takes an output and gives its position
   */
  public SignalProbe(
      Chain chain,
      Node loss,
      Map<Node, Node> gradients,
      Graph step,
      ToIntFunction<Tensor> outputs) {
    this.outputs = outputs;
    Map<Node, List<Node>> readers = Graph.of(List.of(loss)).readers();
    Stored stored = new Stored(step.readers());
    sampler = new Sampler(stored);
    Map<Node, Gauge> gauges = new HashMap<>();
    for (Piece piece : chain.pieces()) {
      if (piece.role() == Event.Role.WEIGHT && piece.out().shape().rank() == 2) {
        stored.add(piece.out());
      }
    }
    for (Piece piece : chain.pieces()) {
      Gauge values = add(piece.out());
      Node after = gradients.get(piece.out());
      Node before = gradients.get(piece.in());
      Node through = before == null ? null : through(piece, after, before, readers);
      measured.add(
          new Measured(
              piece,
              piece.layer().title(),
              values,
              gauge(after, gauges),
              gauge(through, gauges),
              gauge(before, gauges),
              units(piece)));
    }
  }

  private Gauge gauge(Node node, Map<Node, Gauge> gauges) {
    return node == null ? null : gauges.computeIfAbsent(node, this::add);
  }

  private Gauge add(Node signal) {
    Gauge gauge = new Gauge(sample(signal), outputs);
    readings.add(gauge::measure);
    return gauge;
  }

  /**
   * What the units of an activation do, or those of gates; null if there are none. A path may have
   * several pieces, such as those of a function that one layer applies.
   */
  private UnitGauge units(Piece piece) {
    List<UnitGauge.Bend> bends =
        piece.role() == Event.Role.SLOPE ? UnitGauge.ofActivation(piece) : UnitGauge.ofGates(piece);
    if (bends.isEmpty()) {
      return null;
    }
    String name = piece.path() + "#" + units.size();
    Sampler.Grid grid = units(bends.getFirst().out());
    UnitGauge gauge = new UnitGauge(name, bends, sampler, grid, outputs);
    units.add(gauge);
    readings.add(gauge::measure);
    return gauge;
  }

  private Node sample(Node signal) {
    int examples = signal.shape().rank() > 2 ? IMAGES : EXAMPLES;
    return sampler.part(signal, Sampler.ofSignal(signal.shape(), examples, SAMPLE, false));
  }

  private static Sampler.Grid units(Node signal) {
    int examples =
        signal.shape().rank() > 2
            ? IMAGES
            : Math.max(EXAMPLES, UNIT_SAMPLE / Math.max(1, signal.shape().size(-1)));
    return Sampler.ofSignal(signal.shape(), examples, UNIT_SAMPLE, true);
  }

  /** The gradient at a piece's input that comes through the piece alone. */
  private static Node through(Piece piece, Node after, Node before, Map<Node, List<Node>> readers) {
    Set<Node> inside = Roles.between(piece.in(), piece.out());
    boolean alone = inside.containsAll(readers.getOrDefault(piece.in(), List.of()));
    return alone
        ? before
        : Gradients.of(List.of(piece.out()), List.of(after), List.of(piece.in())).get(0);
  }

  /**
   * Reads the last run.
   *
   * @param past what was measured before; brought up to date
   */
  public Kernel measuring(Readout read, Past past) {
    units.forEach(gauge -> gauge.recall(past));
    return new Survey<>(readings, reading -> reading.accept(read));
  }

  /** What was measured in the last run. */
  public List<Event.Link> measured() {
    return measured.stream().map(Measured::link).toList();
  }
}
