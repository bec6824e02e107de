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
import gradus.nn.optim.Clip;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.Penalties;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The graph of one training step: forward, loss, backward, clipping, update. Values that live on are
 * read from and written to their places in the {@link State}.
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

  /** A compiled step and where its inputs and its measured outputs are. */
  record Compiled(Program program, Node x, Node y, boolean clipped, List<String> measured) {}

  static Compiled compile(
      Recipe recipe, State state, Shape x, DType xType, Shape y, DType yType, Kind kind, Compiler compiler,
      Compiler.Listener listener) {
    return new StepGraph(recipe, state).build(x, xType, y, yType, kind, compiler, listener);
  }

  private Compiled build(
      Shape xShape, DType xType, Shape yShape, DType yType, Kind kind, Compiler compiler, Compiler.Listener listener) {
    Tensor x = Tensor.input("x", xShape, xType);
    Tensor y = Tensor.input("y", yShape, yType);
    Tensor rate = named("rate");
    Tensor step = named("step");
    Trace trace = Trace.of(recipe.model(), x, true, Key.of(named("key")), values());
    Tensor data = recipe.loss().apply(trace.output(), y);
    Tensor loss = recipe.penalties().isEmpty()
        ? data
        : data.add(Penalties.total(recipe.penalties(), trace.specs(), trace::value));
    outputs.add(loss.node());
    List<ParameterSpec> trained = recipe.groups().trained(trace.specs());
    List<Tensor> parameters = trained.stream().map(spec -> trace.value(spec.name())).toList();
    List<Tensor> gradients = Gradients.of(List.of(loss.node()), List.of(Tensor.scalar(1).node()),
        parameters.stream().map(Tensor::node).toList()).stream().map(Tensor::of).toList();
    trace.updates().forEach((name, value) -> keep("value:" + name, value));
    Accumulation accumulation = new Accumulation(recipe.accumulate());
    List<String> measured = new ArrayList<>();
    if (recipe.accumulate() > 1) {
      List<Tensor> sums = trained.stream().map(spec -> named("sum:" + spec.name())).toList();
      gradients = accumulation.add(sums, gradients);
      List<Tensor> after = kind == Kind.ACCUMULATE ? gradients : accumulation.reset(sums);
      for (int i = 0; i < trained.size(); i++) {
        keep("sum:" + trained.get(i).name(), after.get(i));
      }
    }
    boolean clips = recipe.clip() != null;
    if (kind != Kind.ACCUMULATE) {
      List<Tensor> raw = gradients;
      if (clips) {
        Clip.Clipped clipped = recipe.clip().apply(parameters, gradients);
        outputs.add(1, clipped.before().node());
        outputs.add(2, clipped.after().node());
        shift(2);
        gradients = clipped.gradients();
      }
      update(trained, parameters, gradients, raw, rate, step, kind == Kind.MEASURED_UPDATE ? measured : null);
    }
    Graph graph = Graph.of(outputs);
    Program program = compiler.compile(graph, new Compiler.Placement(inputs, places, state.end()), listener);
    return new Compiled(program, x.node(), y.node(), clips && kind != Kind.ACCUMULATE, measured);
  }

  /** The norms stand right behind the loss, so what was kept before them moves. */
  private void shift(int by) {
    Map<Integer, Long> moved = new HashMap<>();
    places.forEach((position, place) -> moved.put(position + by, place));
    places.clear();
    places.putAll(moved);
  }

  private void update(
      List<ParameterSpec> trained, List<Tensor> parameters, List<Tensor> gradients, List<Tensor> raw, Tensor rate,
      Tensor step, List<String> measured) {
    List<Tensor> flow = new ArrayList<>();
    for (int i = 0; i < trained.size(); i++) {
      ParameterSpec spec = trained.get(i);
      Tensor before = parameters.get(i);
      double factor = recipe.groups().rate(spec);
      Optimizer.Context context = new Optimizer.Context(
          factor == 1 ? rate : rate.mul(factor), step, recipe.groups().decay(spec, recipe.optimizer()));
      List<Optimizer.Slot> slots = recipe.optimizer().slots(spec.shape());
      List<Tensor> kept = slots.stream().map(slot -> named(slotName(spec, slot))).toList();
      Optimizer.Update update = recipe.optimizer().update(context, before, gradients.get(i), kept);
      keep("value:" + spec.name(), update.parameter());
      for (int k = 0; k < slots.size(); k++) {
        keep(slotName(spec, slots.get(k)), update.slots().get(k));
      }
      if (recipe.average() != null) {
        Tensor average = named("average:" + spec.name());
        keep("average:" + spec.name(), recipe.average().next(step, average, update.parameter()));
      }
      if (measured != null) {
        measured.add(spec.name());
        flow.add(raw.get(i).square().mean().sqrt());
        flow.add(before.square().mean().sqrt());
        flow.add(update.parameter().sub(before).square().mean().sqrt());
      }
    }
    flow.forEach(value -> outputs.add(value.node()));
  }

  static String slotName(ParameterSpec spec, Optimizer.Slot slot) {
    return "slot:" + spec.name() + ":" + slot.name();
  }

  private void keep(String name, Tensor value) {
    places.put(outputs.size(), state.entry(name).address());
    outputs.add(value.node());
  }

  private Tensor named(String name) {
    return known.computeIfAbsent(name, _ -> {
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

  /** The graph of a prediction: outputs and loss, in evaluation mode, from the given values. */
  static Compiled evaluation(
      Recipe recipe, State state, String values, Shape xShape, DType xType, Shape yShape, DType yType,
      Compiler compiler) {
    StepGraph graph = new StepGraph(recipe, state);
    Tensor x = Tensor.input("x", xShape, xType);
    Tensor y = Tensor.input("y", yShape, yType);
    Map<String, Tensor> given = new LinkedHashMap<>();
    graph.values().forEach((name, value) ->
        given.put(name, state.entry(values + name) == null ? value : graph.named(values + name)));
    Trace trace = Trace.of(recipe.model(), x, false, Key.of(0, 0), given);
    graph.outputs.add(recipe.loss().apply(trace.output(), y).node());
    graph.outputs.add(trace.output().node());
    Program program = compiler.compile(Graph.of(graph.outputs),
        new Compiler.Placement(graph.inputs, Map.of(), state.end()), (_, _) -> {});
    return new Compiled(program, x.node(), y.node(), false, List.of(trace.output().shape().toString()));
  }
}
