package gradus.train.golden;

import gradus.core.grad.Gradients;
import gradus.core.ir.Node;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.tensor.Key;
import gradus.core.tensor.Tensor;
import gradus.nn.ParameterSpec;
import gradus.nn.Trace;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.loss.Loss;
import gradus.nn.loss.MeanSquaredError;
import gradus.nn.optim.Clip;
import gradus.nn.optim.Group;
import gradus.nn.optim.Groups;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.ParameterFilter;
import gradus.nn.optim.Updates;
import gradus.nn.schedule.Constant;
import gradus.nn.schedule.Cosine;
import gradus.nn.schedule.Schedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A whole training of a golden case: one traced step, run again and again. */
final class Training {
  private final GoldenCase golden;
  private final Executor executor;
  private final GoldenModel model;
  private final Updates updates;
  private final Values x;
  private final Values target;

  /** Parameters, states and slots by name, as they are before the next step. */
  private final Map<String, double[]> kept = new LinkedHashMap<>();

  private Training(GoldenCase golden, Executor executor) {
    this.golden = golden;
    this.executor = executor;
    this.model = new GoldenModel(golden.config().parts("layers"));
    this.updates = updates(golden.config());
    this.x = golden.inputs().get("x");
    this.target = golden.inputs().get("target");
    golden.params().forEach((name, values) -> kept.put(name, values.data()));
    golden
        .inputs()
        .forEach(
            (name, values) -> {
              if (name.startsWith("initial:")) {
                kept.put(name.substring("initial:".length()), values.data());
              }
            });
  }

  static boolean supports(GoldenCase golden) {
    return GoldenModel.supports(golden.config().parts("layers"));
  }

  static List<String> check(GoldenCase golden) {
    List<String> failures = new ArrayList<>();
    for (Executor executor : Executor.values()) {
      failures.addAll(Check.outputs(golden, executor, new Training(golden, executor).run()));
    }
    return failures;
  }

  private static Updates updates(Config config) {
    Config optimizer = config.part("optimizer");
    String type = optimizer.text("type");
    String name = type.equals("sgd") && optimizer.has("momentum") ? "momentum" : type;
    Updates updates = Updates.of(OptimizerOperations.optimizer(name, optimizer));
    if (config.number("clip_norm") > 0) {
      updates = updates.withClip(Clip.globalNorm(config.number("clip_norm")));
    }
    if (optimizer.has("weight_decay_on") && optimizer.text("weight_decay_on").equals("matrices")) {
      ParameterFilter vectors = new ParameterFilter("*", ParameterFilter.Kind.VECTORS);
      updates = updates.withGroups(Groups.of(Group.of(vectors).withDecay(0)));
    }
    return updates;
  }

  private static Schedule schedule(Config config) {
    return config.text("type").equals("cosine")
        ? new Cosine(config.number("min_lr"), config.number("t_max"), 0, true)
        : Constant.of();
  }

  private Map<String, double[]> run() {
    Tensor input = symbol("x", x);
    Tensor wanted = symbol("target", target);
    Tensor rate = Tensor.input("rate", Shape.SCALAR, DType.F32);
    Tensor count = Tensor.input("step", Shape.SCALAR, DType.F32);
    Trace trace = Trace.of(model, input, true, Key.of(1, 1));
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    trace.specs().forEach(spec -> inputs.put(spec.name(), trace.value(spec.name())));
    List<ParameterSpec> trained = trained(trace.specs());
    List<Tensor> parameters = trained.stream().map(spec -> trace.value(spec.name())).toList();
    Tensor loss = loss().apply(trace.output(), wanted);
    List<Tensor> gradients =
        Gradients.of(
                List.of(loss.node()),
                List.of(Tensor.scalar(1).node()),
                parameters.stream().map(Tensor::node).toList())
            .stream()
            .map(Tensor::of)
            .toList();
    List<Tensor> slots = new ArrayList<>();
    for (Optimizer.Slot slot : updates.slots(trained)) {
      inputs.put(slot.name(), Tensor.input(slot.name(), slot.shape(), DType.F32));
      slots.add(inputs.get(slot.name()));
      double[] values = new double[slot.shape().count()];
      Arrays.fill(values, slot.initial());
      kept.put(slot.name(), values);
    }
    Updates.Result result = updates.apply(rate, count, trained, parameters, gradients, slots);

    Map<String, Tensor> outputs = new LinkedHashMap<>();
    outputs.put("loss", loss);
    outputs.put("y", trace.output());
    outputs.put("total_norm", result.clipped().before());
    outputs.put(
        "norms", Tensor.stack(0, gradients.stream().map(g -> g.square().sum().sqrt()).toList()));
    Map<String, Tensor> next = new LinkedHashMap<>(trace.updates());
    for (int i = 0; i < trained.size(); i++) {
      next.put(trained.get(i).name(), result.parameters().get(i));
    }
    List<Optimizer.Slot> names = updates.slots(trained);
    for (int i = 0; i < names.size(); i++) {
      next.put(names.get(i).name(), result.slots().get(i));
    }
    next.forEach((name, value) -> outputs.put("next:" + name, value));

    int steps = golden.config().whole("steps");
    Map<String, double[]> found = new LinkedHashMap<>();
    found.put("loss", new double[steps]);
    found.put("total_norm", new double[steps]);
    Schedule schedule = schedule(golden.config().part("schedule"));
    for (int t = 0; t < steps; t++) {
      double now = schedule.rate(updates.optimizer().rate(), t, steps);
      Map<Node, double[]> given = new HashMap<>();
      inputs.forEach((name, tensor) -> given.put(tensor.node(), kept.get(name)));
      given.put(input.node(), batch(x, t));
      given.put(wanted.node(), batch(target, t));
      given.put(rate.node(), new double[] {now});
      given.put(count.node(), new double[] {t + 1});
      Map<String, double[]> values = run(outputs, given);
      found.get("loss")[t] = values.get("loss")[0];
      found.get("total_norm")[t] = values.get("total_norm")[0];
      if (t == 0) {
        found.put("first_y", values.get("y"));
        found.put("first_gradient_norms", values.get("norms"));
      }
      next.keySet().forEach(name -> kept.put(name, values.get("next:" + name)));
    }
    kept.forEach((name, values) -> found.put("final:" + name, values));
    found.put("eval_y", evaluation());
    return found;
  }

  private double[] evaluation() {
    Tensor input = symbol("x", x);
    Trace trace = Trace.of(model, input, false, Key.of(1, 1));
    Map<Node, double[]> given = new HashMap<>();
    trace
        .specs()
        .forEach(spec -> given.put(trace.value(spec.name()).node(), kept.get(spec.name())));
    given.put(input.node(), batch(x, 0));
    return run(Map.of("y", trace.output()), given).get("y");
  }

  /** Runs all outputs as one vector, so that the step is computed once. */
  private Map<String, double[]> run(Map<String, Tensor> outputs, Map<Node, double[]> given) {
    List<Tensor> parts = new ArrayList<>();
    outputs.values().forEach(tensor -> parts.add(tensor.reshape(-1)));
    double[] all = executor.run(List.of(Tensor.concat(0, parts).node()), given).get(0);
    Map<String, double[]> values = new LinkedHashMap<>();
    int at = 0;
    for (Map.Entry<String, Tensor> output : outputs.entrySet()) {
      int size = output.getValue().shape().count();
      values.put(output.getKey(), Arrays.copyOfRange(all, at, at + size));
      at += size;
    }
    return values;
  }

  private List<ParameterSpec> trained(List<ParameterSpec> specs) {
    Map<String, ParameterSpec> byName = new HashMap<>();
    specs.forEach(spec -> byName.put(spec.name(), spec));
    List<ParameterSpec> trained = new ArrayList<>();
    for (String name : golden.config().texts("parameter_order")) {
      if (!byName.containsKey(name)) {
        throw new IllegalStateException(
            "the model has no parameter " + name + ", only " + byName.keySet());
      }
      trained.add(byName.get(name));
    }
    return updates.trained(trained);
  }

  private Loss loss() {
    return golden.config().text("loss").equals("mse")
        ? new MeanSquaredError()
        : CrossEntropy.ofLabels();
  }

  private static Tensor symbol(String name, Values values) {
    Shape batch = values.shape().slice(1, values.shape().rank());
    return Tensor.input(name, batch, values.ints() ? DType.I32 : DType.F32);
  }

  private static double[] batch(Values values, int step) {
    int batches = values.shape().size(0);
    int size = values.data().length / batches;
    int from = step % batches * size;
    return Arrays.copyOfRange(values.data(), from, from + size);
  }
}
