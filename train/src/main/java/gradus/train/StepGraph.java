package gradus.train;

import gradus.core.compile.Compiler;
import gradus.core.compile.Program;
import gradus.core.grad.Gradients;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.tensor.Key;
import gradus.core.tensor.Tensor;
import gradus.nn.ParameterSpec;
import gradus.nn.Trace;
import gradus.nn.optim.Accumulation;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.Penalties;
import gradus.nn.optim.Updates;
import gradus.train.probe.Chain;
import gradus.train.probe.ParameterProbe;
import gradus.train.probe.SignalProbe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The graph of one training step: forward, loss, backward, clipping, update. Values that live on
 * are read from and written to their places in the {@link State}.
 */
final class StepGraph {
  /** What a step does with its gradient. */
  enum Kind {
    /** Changes the parameters. */
    UPDATE,
    /** Changes the parameters, and measures the gradient of each. */
    MEASURED_UPDATE,
    /** Only adds the gradient to the sums. */
    ACCUMULATE
  }

  private final Recipe recipe;
  private final State state;
  private final Map<Node, Long> inputs = new HashMap<>();
  private final Map<Integer, Long> places = new HashMap<>();
  private final List<Node> outputs = new ArrayList<>();
  private final Map<String, Tensor> known = new LinkedHashMap<>();

  private StepGraph(Recipe recipe, State state) {
    this.recipe = recipe;
    this.state = state;
  }

  /**
   * A compiled step and where its inputs and its measured outputs are.
   *
   * @param norms the position of the gradient's norm before clipping, that after it follows; -1 for
   *     none
   * @param signals what is measured of signals; null for nothing
   * @param parameters what is measured of parameters; null for nothing
   */
  record Compiled(
      Program program, Node x, Node y, int norms, SignalProbe signals, ParameterProbe parameters) {}

  static Compiled compile(
      Recipe recipe,
      State state,
      Shape x,
      DType xType,
      Shape y,
      DType yType,
      Kind kind,
      Compiler compiler,
      Compiler.Listener listener) {
    StepGraph step = new StepGraph(recipe, state);
    Whole whole = step.build(x, xType, y, yType, kind);
    Compiler.Placement placement = new Compiler.Placement(step.inputs, step.places, state.end());
    Program program = compiler.compile(whole.graph, placement, listener);
    return new Compiled(program, whole.x, whole.y, whole.norms, whole.signals, whole.parameters);
  }

  /** The graph of a step as it was traced, before any pass. */
  record Whole(
      Graph graph,
      Map<Node, Long> inputs,
      Node loss,
      Node x,
      Node y,
      int norms,
      SignalProbe signals,
      ParameterProbe parameters) {}

  /** The graph of an update, for those who look into it. */
  static Whole trace(Recipe recipe, State state, Shape x, DType xType, Shape y, DType yType) {
    return new StepGraph(recipe, state).build(x, xType, y, yType, Kind.UPDATE);
  }

  private Whole build(Shape xShape, DType xType, Shape yShape, DType yType, Kind kind) {
    Tensor x = Tensor.input("x", xShape, xType);
    Tensor y = Tensor.input("y", yShape, yType);
    ParameterProbe measured = kind == Kind.MEASURED_UPDATE ? probe() : null;
    Trace trace = Trace.of(recipe.model(), x, true, Key.of(named("key")), values());
    Tensor data = recipe.loss().apply(trace.output(), target(y, trace.output()));
    Tensor loss =
        recipe.penalties().isEmpty()
            ? data
            : data.add(Penalties.total(recipe.penalties(), trace.specs(), trace::value));
    outputs.add(loss.node());
    List<ParameterSpec> trained = recipe.updates().trained(trace.specs());
    List<Tensor> parameters = trained.stream().map(spec -> trace.value(spec.name())).toList();
    List<Node> by = new ArrayList<>(parameters.stream().map(Tensor::node).toList());
    Chain chain = null;
    if (kind == Kind.MEASURED_UPDATE) {
      chain = Chain.of(trace, recipe.model(), x);
      by.addAll(SignalProbe.stations(chain, loss.node(), Set.copyOf(by)));
    }
    List<Node> pulled = Gradients.of(List.of(loss.node()), List.of(Tensor.scalar(1).node()), by);
    List<Tensor> gradients = pulled.stream().limit(trained.size()).map(Tensor::of).toList();
    trace.updates().forEach((name, value) -> keep("value:" + name, value));
    Accumulation accumulation = new Accumulation(recipe.accumulate());
    if (recipe.accumulate() > 1) {
      List<Tensor> sums = trained.stream().map(spec -> named("sum:" + spec.name())).toList();
      gradients = accumulation.add(sums, gradients);
      List<Tensor> after = kind == Kind.ACCUMULATE ? gradients : accumulation.reset(sums);
      for (int i = 0; i < trained.size(); i++) {
        keep("sum:" + trained.get(i).name(), after.get(i));
      }
    }
    int norms = -1;
    SignalProbe signals = null;
    if (kind != Kind.ACCUMULATE) {
      Updates.Result result = update(trained, parameters, gradients);
      if (!recipe.updates().clips().isEmpty()) {
        norms = output(result.clipped().before());
        output(result.clipped().after());
      }
      if (kind == Kind.MEASURED_UPDATE) {
        Graph plain = Graph.of(outputs);
        for (int i = 0; i < trained.size(); i++) {
          String name = trained.get(i).name();
          measured.add(name, gradients.get(i), state.entry("value:" + name).address());
        }
        signals = new SignalProbe(chain, loss.node(), byNode(by, pulled), plain, this::output);
      }
    }
    return new Whole(
        Graph.of(outputs), inputs, loss.node(), x.node(), y.node(), norms, signals, measured);
  }

  private static Map<Node, Node> byNode(List<Node> by, List<Node> pulled) {
    Map<Node, Node> gradients = new HashMap<>();
    for (int i = 0; i < by.size(); i++) {
      gradients.put(by.get(i), pulled.get(i));
    }
    return gradients;
  }

  private Updates.Result update(
      List<ParameterSpec> trained, List<Tensor> parameters, List<Tensor> gradients) {
    List<Optimizer.Slot> slots = recipe.updates().slots(trained);
    List<Tensor> kept = slots.stream().map(slot -> named("slot:" + slot.name())).toList();
    Updates.Result result =
        recipe.updates().apply(named("rate"), named("step"), trained, parameters, gradients, kept);
    for (int i = 0; i < trained.size(); i++) {
      keep("value:" + trained.get(i).name(), result.parameters().get(i));
    }
    for (int i = 0; i < slots.size(); i++) {
      keep("slot:" + slots.get(i).name(), result.slots().get(i));
    }
    return result;
  }

  /** Made first, so that it reads what lives on before the step changes it. */
  private ParameterProbe probe() {
    ParameterProbe probe = new ParameterProbe(this::output);
    for (String name : state.entries().keySet()) {
      if (name.contains(":")) {
        probe.take(named(name));
      }
    }
    return probe;
  }

  private int output(Tensor value) {
    outputs.add(value.node());
    return outputs.size() - 1;
  }

  private void keep(String name, Tensor value) {
    places.put(outputs.size(), state.entry(name).address());
    outputs.add(value.node());
  }

  private Tensor named(String name) {
    return known.computeIfAbsent(
        name,
        _ -> {
          State.Entry entry = state.entry(name);
          Tensor tensor = Tensor.input(name, entry.shape(), entry.type());
          inputs.put(tensor.node(), entry.address());
          return tensor;
        });
  }

  /** Parameters and states of the model, by their own names. */
  private Map<String, Tensor> values() {
    Map<String, Tensor> values = new LinkedHashMap<>();
    for (String name : state.entries().keySet()) {
      if (name.startsWith("value:")) {
        values.put(name.substring("value:".length()), named(name));
      }
    }
    return values;
  }

  /**
   * A compiled prediction: loss and answers, in evaluation mode, from the averages where they are
   * kept.
   */
  static Compiled evaluation(
      Recipe recipe,
      State state,
      Shape xShape,
      DType xType,
      Shape yShape,
      DType yType,
      Compiler compiler) {
    StepGraph graph = new StepGraph(recipe, state);
    Tensor x = Tensor.input("x", xShape, xType);
    Tensor y = Tensor.input("y", yShape, yType);
    Map<String, Tensor> values = new LinkedHashMap<>();
    graph
        .values()
        .forEach(
            (name, value) -> {
              String average = average(name);
              values.put(name, state.entry(average) == null ? value : graph.named(average));
            });
    Trace trace = Trace.of(recipe.model(), x, false, Key.of(0, 0), values);
    graph.outputs.add(recipe.loss().apply(trace.output(), graph.target(y, trace.output())).node());
    graph.outputs.add(Measures.answers(recipe.loss(), trace.output()).node());
    Program program =
        compiler.compile(
            Graph.of(graph.outputs),
            new Compiler.Placement(graph.inputs, Map.of(), state.end()),
            (_, _) -> {});
    return new Compiled(program, x.node(), y.node(), -1, null, null);
  }

  /**
   * Class labels for a loss on numbers become 0 and 1: one column for one output, else one a class.
   */
  private Tensor target(Tensor y, Tensor output) {
    if (y.type() == DType.F32 || recipe.loss().labels()) {
      return y;
    }
    return output.size(-1) == 1 ? y.floats().reshape(y.size(0), 1) : y.oneHot(output.size(-1));
  }

  /** Where the average of a parameter is kept. */
  static String average(String parameter) {
    return "slot:" + parameter + "/average";
  }
}
