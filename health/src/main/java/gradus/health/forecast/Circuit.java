package gradus.health.forecast;

import gradus.core.ir.BinaryOp;
import gradus.core.ir.Data;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.ir.Op;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.tensor.Key;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.ParameterSpec;
import gradus.nn.Trace;
import gradus.nn.Trace.Application;
import gradus.train.log.Event.Role;
import gradus.train.probe.Chain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A traced model as signals and the links between them, in the order of computing. Layers that are
 * known become links by their rules; what stands between layers (sums, scales, joins) is read from
 * the graph itself; the rest is measured alone.
 */
final class Circuit {
  private static final int TRACED = 4;

  private final Trace trace;
  private final Map<String, ParameterSpec> specs = new HashMap<>();
  private final Map<String, Data> values;
  private final Map<Node, Application> leaves = new LinkedHashMap<>();
  private final Map<Node, Integer> places = new HashMap<>();
  private final Map<Node, double[]> samples = new HashMap<>();
  private final List<Signal> signals = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final Map<Node, Repeats.Part> repeated = new HashMap<>();
  private Chain chain;

  private Circuit(Trace trace, Map<String, Data> values) {
    this.trace = trace;
    this.values = values;
    trace.specs().forEach(spec -> specs.put(spec.name(), spec));
  }

  /**
   * A link of the network.
   *
   * @param path the layer
   * @param from the number of the signal that it reads
   * @param to the number of the signal that it gives, or adds to
   * @param effect what it does
   */
  record Link(String path, int from, int to, Effect effect) {}

  /**
   * Traces a model.
   *
   * @param example the shape of one example
   * @param input the law of the input, for a shape
   * @param values of parameters, in place of those that initializers draw; may be empty
   */
  static Circuit of(
      Layer model,
      Shape example,
      DType type,
      Map<String, Data> values,
      java.util.function.Function<Shape, Signal> input) {
    Shape shape = Shape.of(TRACED).plus(example.sizes());
    Tensor x = Tensor.input("x", shape, type);
    Trace trace = Trace.of(model, x, true, Key.of(Tensor.input("key", Shape.of(2), DType.I32)));
    Circuit circuit = new Circuit(trace, values);
    circuit.place(x.node(), input.apply(shape));
    List<Application> applications = new ArrayList<>(trace.applications());
    applications.add(new Application("", model, x, trace.output()));
    for (Application application : applications) {
      if (Leaf.isLeaf(application, applications)) {
        circuit.leaves.putIfAbsent(Leaf.end(application, applications), application);
      }
    }
    circuit.chain = Chain.of(trace, model, x);
    Repeats repeats = Repeats.of(applications, circuit.chain);
    circuit.repeated.putAll(repeats.stations());
    for (Application application : applications) {
      if (!repeats.inside(application)) {
        circuit.resolve(application.output().node(), application.path());
      }
    }
    circuit.resolve(trace.output().node(), "output");
    for (var piece : circuit.chain.pieces()) {
      circuit.resolve(piece.in(), piece.path());
      circuit.resolve(piece.out(), piece.path());
    }
    return circuit;
  }

  /** All links, in the order of computing. */
  List<Link> links() {
    return Collections.unmodifiableList(links);
  }

  /** The signal of a number. */
  Signal signal(int number) {
    return signals.get(number);
  }

  /** How many signals there are; 0 is the input. */
  int size() {
    return signals.size();
  }

  /** The pieces of the main way, as they are measured in a step. */
  Chain chain() {
    return chain;
  }

  /** The parameters, in order. */
  List<ParameterSpec> specs() {
    return trace.specs();
  }

  /** The number of a node's signal. */
  int number(Node node) {
    return places.get(node);
  }

  /** The number of the model's output. */
  int output() {
    return places.get(trace.output().node());
  }

  private int place(Node node, Signal signal) {
    signals.add(signal);
    places.put(node, signals.size() - 1);
    return signals.size() - 1;
  }

  /** The number of the signal of a node, after all that leads there. */
  private int resolve(Node node, String path) {
    Integer known = places.get(node);
    if (known != null) {
      return known;
    }
    Repeats.Part part = repeated.get(node);
    if (part != null) {
      together(part);
      return places.get(node);
    }
    Application leaf = leaves.get(node);
    if (leaf != null) {
      int from = resolve(leaf.input().node(), leaf.path());
      var effect = new Leaf(leaf, node, specs, this::law).effect(signals.get(from));
      return effect.isPresent()
          ? link(leaf.path(), from, node, effect.get())
          : alone(node, leaf.path());
    }
    return glue(node, path);
  }

  private int link(String path, int from, Node node, Effect effect) {
    int to = place(node, effect.out());
    links.add(new Link(path, from, to, effect));
    return to;
  }

  private int glue(Node node, String path) {
    switch (node.op()) {
      case Op.Reshape _ -> {
        int from = resolve(node.input(0), path);
        Signal same = signals.get(from).reshaped(node.shape());
        return link(path, from, node, Effect.of(Role.OTHER, same, 1, "the same numbers"));
      }
      case Op.Binary(BinaryOp function) when function == BinaryOp.ADD && moves(node) -> {
        int a = resolve(node.input(0), path);
        int b = resolve(node.input(1), path);
        return add(node, path, a, b);
      }
      case Op.Binary(BinaryOp function) when function == BinaryOp.MUL -> {
        for (int i = 0; i < 2; i++) {
          WeightLaw factor = factor(node.input(i));
          if (factor != null) {
            return scale(node, path, resolve(node.input(1 - i), path), factor);
          }
        }
        return alone(node, path);
      }
      case Op.Concat _ when node.inputs().stream().allMatch(this::moves) -> {
        return concat(node, path);
      }
      default -> {
        return alone(node, path);
      }
    }
  }

  private int add(Node node, String path, int a, int b) {
    Signal x = signals.get(a);
    Signal y = signals.get(b);
    double spread = Sums.spread(x, y);
    Signal sum = x.with(node.shape(), x.moments().plus(y.moments()), spread);
    int to = place(node, sum);
    links.add(new Link(path, a, to, Effect.of(Role.SKIP, sum, 1, "χ = 1")));
    links.add(new Link(path, b, to, Effect.of(Role.SKIP, sum, 1, "χ = 1")));
    return to;
  }

  private int concat(Node node, String path) {
    List<Integer> from = node.inputs().stream().map(input -> resolve(input, path)).toList();
    Signal joined = Sums.joined(node.shape(), from.stream().map(signals::get).toList());
    int to = place(node, joined);
    from.forEach(i -> links.add(new Link(path, i, to, Effect.of(Role.SKIP, joined, 1, "χ = 1"))));
    return to;
  }

  private int scale(Node node, String path, int from, WeightLaw factor) {
    Signal x = signals.get(from);
    double size = Math.sqrt(factor.square());
    Signal out = x.with(node.shape(), x.moments().times(size), x.spread());
    return link(path, from, node, Effect.of(Role.WEIGHT, out, factor.square(), "χ = scale²"));
  }

  /** Whether a node depends on the input of the model. */
  private boolean moves(Node node) {
    return Graph.of(List.of(node)).nodes().stream()
        .anyMatch(n -> places.containsKey(n) || leaves.containsKey(n));
  }

  /** The law of one number that multiplies all: a parameter of one element, or a constant. */
  private WeightLaw factor(Node node) {
    if (node.op() instanceof Op.Broadcast || node.op() instanceof Op.Reshape) {
      return factor(node.input(0));
    }
    return switch (node.op()) {
      case Op.Fill fill -> new WeightLaw(fill.value(), 0);
      case Op.Input input when specs.containsKey(input.name()) && node.shape().count() == 1 ->
          law(input.name());
      default -> null;
    };
  }

  private WeightLaw law(String name) {
    Data given = values.get(name);
    return given != null ? WeightLaw.of(given) : WeightLaw.of(specs.get(name));
  }

  /** Measures what leads from known signals to a node. */
  private int alone(Node node, String path) {
    Application leaf = leaves.get(node);
    if (leaf != null) {
      resolve(leaf.input().node(), path);
    }
    List<Node> from = Frontier.of(node, places, leaves);
    List<Integer> numbers = from.stream().map(n -> resolve(n, path)).toList();
    if (from.isEmpty()) {
      return place(node, Signal.normal(node.shape(), new Moments(0, 0, 0, 0), 1, 0, 1));
    }
    List<Signal> arriving = numbers.stream().map(signals::get).toList();
    Alone.Measured measured = Alone.of(from, arriving, node, samples, this::start);
    samples.put(node, measured.values());
    List<Effect> effects = measured.effects();
    int to = place(node, effects.getFirst().out());
    for (int i = 0; i < effects.size(); i++) {
      links.add(new Link(path, numbers.get(i), to, effects.get(i)));
    }
    return to;
  }

  /**
   * Measures a part that repeats its weights; the ways past each of its stations lead to its end.
   */
  private void together(Repeats.Part part) {
    List<Node> stations = part.stations();
    int from = resolve(stations.getFirst(), part.path());
    Signal x = signals.get(from);
    double[] numbers =
        samples.computeIfAbsent(stations.getFirst(), _ -> Alone.drawn(x, new SplittableRandom(1)));
    Together measured = Together.of(stations, numbers, this::start);
    double spread = x.spread() + Alone.UNKNOWN;
    for (int i = 1; i < stations.size(); i++) {
      Node node = stations.get(i);
      samples.put(node, measured.values().get(i));
      Moments moments = Alone.moments(measured.values().get(i), node.shape());
      int to = place(node, x.with(node.shape(), moments, spread));
      int before = i == 1 ? from : to - 1;
      links.add(new Link(part.path(), before, to, measured(to, measured.gain(i - 1))));
    }
    int end = places.get(stations.getLast());
    for (int i = 0; i < stations.size() - 2; i++) {
      int before = places.get(stations.get(i));
      links.add(new Link(part.path(), before, end, measured(end, measured.past(i))));
    }
  }

  private Effect measured(int to, double gain) {
    return Effect.of(Role.OTHER, signals.get(to), gain, "measured whole, no theory")
        .spread(Alone.UNKNOWN);
  }

  private double[] start(Node node) {
    String name = Piece.name(node);
    ParameterSpec spec = specs.get(name);
    if (spec == null) {
      return new double[node.shape().count()];
    }
    Data given = values.get(name);
    float[] numbers =
        given != null ? given.toFloats() : spec.initializer().values(spec.shape(), name.hashCode());
    double[] start = new double[numbers.length];
    java.util.Arrays.setAll(start, i -> numbers[i]);
    return start;
  }
}
