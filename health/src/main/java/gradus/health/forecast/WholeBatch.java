package gradus.health.forecast;

import gradus.core.grad.Gradients;
import gradus.core.ir.Data;
import gradus.core.ir.Node;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.tensor.Compiled;
import gradus.core.tensor.Fn;
import gradus.core.tensor.Key;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.ParameterSpec;
import gradus.nn.Trace;
import gradus.nn.loss.Loss;
import gradus.train.data.Batch;
import gradus.train.log.Event;
import gradus.train.probe.Chain;
import gradus.train.probe.Piece;
import gradus.train.probe.SignalProbe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Measures signals and gradients of every piece of a network on all numbers of one batch; a
 * training step measures a sample of them. Compiled once, run for any values of the parameters.
 */
final class WholeBatch {
  private static final Event.Histogram NONE = new Event.Histogram(0, List.of(), 0, 0);

  private final Layer model;
  private final Loss loss;
  private final Batch batch;
  private final Shape example;
  private final long seed;
  private final List<ParameterSpec> specs;
  private final List<Slot> slots = new ArrayList<>();
  private final Compiled step = Fn.ofList(this::step).compile();

  /** Where the numbers of a piece are among the outputs; none where nothing before it learns. */
  private record Slot(
      Piece piece, int values, OptionalInt after, OptionalInt through, OptionalInt before) {}

  WholeBatch(Layer model, Loss loss, Batch batch, Shape example, long seed) {
    this.model = model;
    this.loss = loss;
    this.batch = batch;
    this.example = example;
    this.seed = seed;
    this.specs = Trace.parameters(model, features().shape(), DType.F32);
  }

  /** Parameters and states, in order. */
  List<ParameterSpec> specs() {
    return specs;
  }

  private Tensor features() {
    Shape shape = Shape.of(batch.size()).plus(example.sizes());
    return Tensor.of(shape, java.util.Arrays.copyOf(batch.features(), shape.count()));
  }

  private Tensor targets() {
    int size = batch.size();
    return batch.labelled()
        ? Tensor.ints(Shape.of(size), java.util.Arrays.copyOf(batch.labels(), size))
        : Tensor.of(Shape.of(size, batch.values().length / size), batch.values());
  }

  /** Inputs, targets, then parameters, to all that is measured. */
  private List<Tensor> step(List<Tensor> arguments) {
    Map<String, Tensor> given = new LinkedHashMap<>();
    Set<Node> trained = new HashSet<>();
    for (int i = 0; i < specs.size(); i++) {
      given.put(specs.get(i).name(), arguments.get(i + 2));
      if (specs.get(i).trainable()) {
        trained.add(arguments.get(i + 2).node());
      }
    }
    Tensor x = arguments.get(0);
    Trace trace = Trace.of(model, x, true, Key.of(seed, 1), given);
    Tensor total = loss.apply(trace.output(), target(arguments.get(1), trace.output()));
    Chain chain = Chain.of(trace, model, x);
    List<Node> stations = SignalProbe.stations(chain, total.node(), trained);
    List<Node> pulled =
        Gradients.of(List.of(total.node()), List.of(Tensor.ones(total.shape()).node()), stations);
    Map<Node, Node> gradients = new HashMap<>();
    for (int i = 0; i < stations.size(); i++) {
      gradients.put(stations.get(i), pulled.get(i));
    }
    slots.clear();
    List<Tensor> outputs = new ArrayList<>();
    for (Piece piece : chain.pieces()) {
      Node after = gradients.get(piece.out());
      Node before = gradients.get(piece.in());
      Node through =
          before == null || after == null
              ? null
              : Gradients.of(List.of(piece.out()), List.of(after), List.of(piece.in())).getFirst();
      slots.add(
          new Slot(
              piece,
              add(piece.out(), outputs).orElseThrow(),
              add(after, outputs),
              add(through, outputs),
              add(before, outputs)));
    }
    return outputs;
  }

  private static OptionalInt add(Node node, List<Tensor> outputs) {
    if (node == null) {
      return OptionalInt.empty();
    }
    outputs.add(Tensor.of(node));
    return OptionalInt.of(outputs.size() - 1);
  }

  /** Class labels for a loss on numbers become 0 and 1, as in training. */
  private Tensor target(Tensor y, Tensor output) {
    if (y.type() == DType.F32 || loss.labels()) {
      return y;
    }
    return output.size(-1) == 1 ? y.floats().reshape(y.size(0), 1) : y.oneHot(output.size(-1));
  }

  /** What is measured with these values of parameters and states. */
  List<Event.Link> measure(Map<String, Data> values) {
    List<Tensor> arguments = new ArrayList<>(List.of(features(), targets()));
    specs.forEach(spec -> arguments.add(Tensor.of(values.get(spec.name()))));
    List<Event.Spread> spreads =
        step.all(arguments).stream().map(t -> spread(t.toFloats())).toList();
    List<Event.Link> links = new ArrayList<>();
    for (Slot slot : slots) {
      double through = rms(slot.through(), spreads);
      links.add(
          new Event.Link(
              slot.piece().path().isEmpty() ? "model" : slot.piece().path(),
              slot.piece().layer().title(),
              slot.piece().role(),
              spreads.get(slot.values()),
              slot.after().isPresent()
                  ? Optional.of(spreads.get(slot.after().getAsInt()))
                  : Optional.empty(),
              through / rms(slot.after(), spreads),
              rms(slot.before(), spreads) / through,
              Optional.empty()));
    }
    return links;
  }

  private static double rms(OptionalInt place, List<Event.Spread> spreads) {
    return place.isPresent() ? spreads.get(place.getAsInt()).rms() : Double.NaN;
  }

  private static Event.Spread spread(float[] numbers) {
    double squares = 0;
    double sum = 0;
    double max = 0;
    for (float x : numbers) {
      squares += (double) x * x;
      sum += x;
      max = Math.max(max, Math.abs(x));
    }
    int count = Math.max(1, numbers.length);
    return new Event.Spread(Math.sqrt(squares / count), sum / count, max, NONE);
  }
}
