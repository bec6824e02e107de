package gradus.train;

import gradus.core.compile.Compiler;
import gradus.core.compile.Program;
import gradus.core.compile.Work;
import gradus.core.cpu.Workers;
import gradus.core.ir.Data;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.tensor.Key;
import gradus.core.tensor.Tensor;
import gradus.nn.ParameterSpec;
import gradus.nn.Trace;
import gradus.nn.optim.Optimizer;
import gradus.train.data.Batch;
import gradus.train.log.Event;
import gradus.train.probe.ParameterProbe;
import gradus.train.probe.Past;
import gradus.train.probe.Readout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A recipe at work: its memory, its compiled programs (one for each batch size and kind), and the
 * threads that run them. Not for several threads at once.
 */
public final class Engine implements AutoCloseable {
  private final Recipe recipe;
  private final long seed;
  private final Shape example;
  private final DType inputType;
  private final int targetWidth;
  private final Compiler compiler;
  private final Workers workers;
  private final State state = new State();
  private final List<ParameterSpec> specs;
  private final Map<Object, StepGraph.Compiled> programs = new HashMap<>();
  private StepGraph.Compiled loaded;
  private int outputWidth = -1;
  private final Past past = new Past();
  private long lastMeasured = -1;

  /** Whose last samples of values are those of the values as they are now; null for none. */
  private ParameterProbe current;

  /**
   * An engine with freshly initialized values.
   *
   * @param example the shape of one example's features
   * @param targetWidth numbers of one example's target; 0 for class labels
   * @throws gradus.core.shape.ShapeException if the model does not fit the examples
   */
  public Engine(
      Recipe recipe, Shape example, int targetWidth, long seed, Compiler compiler, int threads) {
    this.recipe = recipe;
    this.seed = seed;
    this.example = example;
    this.inputType = DType.F32;
    this.targetWidth = targetWidth;
    this.compiler = compiler;
    this.specs = Trace.parameters(recipe.model(), batched(1), inputType);
    this.workers = new Workers(threads);
    layout();
    state.begin(new FirstValues(specs, recipe.updates().slots(trainedSpecs()), seed)::writeTo);
  }

  private void layout() {
    state.add("rate", Shape.SCALAR, DType.F32);
    state.add("step", Shape.SCALAR, DType.F32);
    state.add("key", Shape.of(2), DType.I32);
    for (ParameterSpec spec : specs) {
      state.add("value:" + spec.name(), spec.shape(), DType.F32);
    }
    for (Optimizer.Slot slot : recipe.updates().slots(trainedSpecs())) {
      state.add("slot:" + slot.name(), slot.shape(), DType.F32);
    }
    if (recipe.accumulate() > 1) {
      trainedSpecs().forEach(spec -> state.add("sum:" + spec.name(), spec.shape(), DType.F32));
    }
  }

  private List<ParameterSpec> trainedSpecs() {
    return recipe.updates().trained(specs);
  }

  /** The recipe. */
  public Recipe recipe() {
    return recipe;
  }

  /** Parameters and states of the model, in order. */
  public List<ParameterSpec> specs() {
    return specs;
  }

  /** How many numbers are trained. */
  public long trained() {
    return trainedSpecs().stream().mapToLong(spec -> spec.shape().count()).sum();
  }

  /** The memory in use, in bytes. */
  public long bytes() {
    return state.bytes();
  }

  /**
   * What one step said.
   *
   * @param before the norm of the gradient before clipping; from samples where nothing is clipped
   * @param after the same after clipping
   * @param parameters what was measured of each parameter; empty if nothing was
   * @param signals what was measured of each piece of the model; empty if nothing was
   */
  public record Outcome(
      double loss,
      OptionalDouble before,
      OptionalDouble after,
      List<Event.Part> parameters,
      List<Event.Link> signals) {}

  /**
   * One step on a batch.
   *
   * @param step the number of the update, 1 at the first
   * @param draw the number of the batch over the whole training, which random layers draw by
   * @param rate the learning rate
   * @param update whether the gradient changes the parameters or is only added up
   * @param measure whether signals and parameters are measured, which changes nothing else
   */
  public Outcome train(
      Batch batch, long step, long draw, double rate, boolean update, boolean measure) {
    StepGraph.Kind kind =
        !update
            ? StepGraph.Kind.ACCUMULATE
            : measure ? StepGraph.Kind.MEASURED_UPDATE : StepGraph.Kind.UPDATE;
    StepGraph.Compiled compiled = training(batch.size(), kind, batch.labelled());
    MemorySegment memory = prepare(compiled, batch, step, draw, rate);
    boolean measured = compiled.signals() != null;
    Readout read = readout(memory, compiled);
    if (measured && current != compiled.parameters()) {
      workers.run(compiled.parameters().beginning(read), memory);
    }
    current = compiled.parameters();
    compiled.program().run(memory, workers);
    int norms = compiled.norms();
    boolean normed = norms >= 0;
    boolean follows = lastMeasured == step - 1;
    lastMeasured = measured ? step : lastMeasured;
    if (measured) {
      workers.run(compiled.parameters().measuring(read, past, follows), memory);
      workers.run(compiled.signals().measuring(read, past), memory);
    }
    double norm =
        normed ? read.number(norms) : measured ? compiled.parameters().norm() : Double.NaN;
    return new Outcome(
        read.number(0),
        normed || measured ? OptionalDouble.of(norm) : OptionalDouble.empty(),
        normed
            ? OptionalDouble.of(read.number(norms + 1))
            : measured ? OptionalDouble.of(norm) : OptionalDouble.empty(),
        measured ? compiled.parameters().measured(past) : List.of(),
        measured ? compiled.signals().measured() : List.of());
  }

  private MemorySegment prepare(
      StepGraph.Compiled compiled, Batch batch, long step, long draw, double rate) {
    MemorySegment memory = load(compiled);
    set(memory, "rate", (float) rate);
    set(memory, "step", (float) step);
    long key = state.entry("key").address();
    memory.set(ValueLayout.JAVA_INT_UNALIGNED, key, Key.mix(seed));
    memory.set(ValueLayout.JAVA_INT_UNALIGNED, key + 4, (int) draw);
    feed(memory, compiled, batch);
    return memory;
  }

  /** A kernel call of a training step and the median of how long its runs took. */
  public record Timing(Work work, double seconds) {}

  /**
   * Trains on a batch so many times and says how long each kernel call took.
   *
   * @param measure whether signals and parameters are measured too
   */
  public List<Timing> profile(Batch batch, double rate, int steps, boolean measure) {
    StepGraph.Kind kind = measure ? StepGraph.Kind.MEASURED_UPDATE : StepGraph.Kind.UPDATE;
    StepGraph.Compiled compiled = training(batch.size(), kind, batch.labelled());
    Program program = compiled.program();
    long[][] nanoseconds = new long[steps][program.kernels()];
    current = null;
    for (int step = 0; step < steps; step++) {
      program.run(prepare(compiled, batch, step + 1, step + 1, rate), workers, nanoseconds[step]);
    }
    List<Work> works = program.works();
    List<Timing> timings = new ArrayList<>();
    for (int k = 0; k < program.kernels(); k++) {
      int kernel = k;
      long[] sorted = Arrays.stream(nanoseconds).mapToLong(row -> row[kernel]).sorted().toArray();
      timings.add(new Timing(works.get(k), sorted[steps / 2] / 1e9));
    }
    return timings;
  }

  /**
   * Finds where the first value comes from that is not finite in a step on a batch, from the values
   * as they are now; nothing is changed. Empty if all results of the step are finite.
   *
   * @param step the number of the update
   * @param draw the number of the batch over the whole training
   */
  public Optional<NonFinite> findNonFinite(Batch batch, long step, long draw, double rate) {
    Shape x = batched(batch.size());
    Shape y = target(batch.size(), batch.labelled());
    StepGraph.Whole whole =
        StepGraph.trace(recipe, state, x, inputType, y, batch.labelled() ? DType.I32 : DType.F32);
    NonFiniteSearch search =
        new NonFiniteSearch(
            whole,
            compiler,
            state.end(),
            ran -> {
              StepGraph.Compiled compiled =
                  new StepGraph.Compiled(ran.program(), ran.x(), ran.y(), -1, null, null);
              MemorySegment memory = prepare(compiled, batch, step, draw, rate);
              ran.program().run(memory, workers);
              float[] numbers = new float[ran.count()];
              readout(memory, compiled).numbers(ran.output(), numbers);
              return numbers;
            });
    return search.find().map(found -> found.inStep(step, List.of()));
  }

  /** Whether all values that live from step to step are finite. */
  public boolean isFinite() {
    for (Map.Entry<String, State.Entry> entry : state.entries().entrySet()) {
      if (entry.getKey().contains(":")) {
        for (float value : state.get(entry.getKey()).toFloats()) {
          if (!Float.isFinite(value)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** Compiles a training step and shows its passes. */
  public void explain(int batch, boolean labels, Compiler.Listener listener) {
    StepGraph.compile(
        recipe,
        state,
        batched(batch),
        inputType,
        target(batch, labels),
        labels ? DType.I32 : DType.F32,
        StepGraph.Kind.UPDATE,
        compiler,
        listener);
  }

  /** The memory of a training step of a batch size, in bytes, known before the first step. */
  public long plannedBytes(int batch, boolean labels) {
    return training(batch, StepGraph.Kind.UPDATE, labels).program().bytes();
  }

  private StepGraph.Compiled training(int batch, StepGraph.Kind kind, boolean labels) {
    return programs.computeIfAbsent(
        List.of(batch, kind, labels),
        _ ->
            StepGraph.compile(
                recipe,
                state,
                batched(batch),
                inputType,
                target(batch, labels),
                labels ? DType.I32 : DType.F32,
                kind,
                compiler,
                (_, _) -> {}));
  }

  /**
   * What the model answers for a batch, in evaluation mode, and its loss: logits or probabilities
   * of classes, else the numbers that the loss predicts.
   */
  public record Evaluation(double loss, float[] outputs) {}

  /** Evaluates a batch with the current values, or with their averages if the recipe keeps them. */
  public Evaluation evaluate(Batch batch) {
    StepGraph.Compiled compiled =
        programs.computeIfAbsent(
            List.of(batch.size(), "evaluate", batch.labelled()),
            _ ->
                StepGraph.evaluation(
                    recipe,
                    state,
                    batched(batch.size()),
                    inputType,
                    target(batch.size(), batch.labelled()),
                    batch.labelled() ? DType.I32 : DType.F32,
                    compiler));
    MemorySegment memory = load(compiled);
    feed(memory, compiled, batch);
    compiled.program().run(memory, workers);
    Readout read = readout(memory, compiled);
    float[] outputs = new float[batch.size() * outputWidth()];
    read.numbers(1, outputs);
    return new Evaluation(read.number(0), outputs);
  }

  /** How many numbers the model answers for an example. */
  public int outputWidth() {
    if (outputWidth < 0) {
      Tensor x = Tensor.input("x", batched(1), inputType);
      Tensor output = Trace.of(recipe.model(), x, false, Key.of(0, 0)).output();
      outputWidth = Measures.answers(recipe.loss(), output).shape().count();
    }
    return outputWidth;
  }

  private MemorySegment load(StepGraph.Compiled compiled) {
    MemorySegment memory = state.memory(compiled.program().bytes());
    if (loaded != compiled) {
      compiled.program().load(memory);
      loaded = compiled;
    }
    return memory;
  }

  private void feed(MemorySegment memory, StepGraph.Compiled compiled, Batch batch) {
    int width = example.count();
    long x = compiled.program().input(compiled.x());
    if (x >= 0) {
      MemorySegment.copy(
          batch.features(), 0, memory, ValueLayout.JAVA_FLOAT_UNALIGNED, x, batch.size() * width);
    }
    long y = compiled.program().input(compiled.y());
    if (y >= 0 && batch.labelled()) {
      MemorySegment.copy(
          batch.labels(), 0, memory, ValueLayout.JAVA_INT_UNALIGNED, y, batch.size());
    } else if (y >= 0) {
      MemorySegment.copy(
          batch.values(),
          0,
          memory,
          ValueLayout.JAVA_FLOAT_UNALIGNED,
          y,
          batch.size() * targetWidth);
    }
  }

  private Readout readout(MemorySegment memory, StepGraph.Compiled compiled) {
    return new Readout() {
      @Override
      public double number(int position) {
        return memory.get(ValueLayout.JAVA_FLOAT_UNALIGNED, compiled.program().output(position));
      }

      @Override
      public void numbers(int position, float[] target) {
        long address = compiled.program().output(position);
        MemorySegment.copy(
            memory, ValueLayout.JAVA_FLOAT_UNALIGNED, address, target, 0, target.length);
      }

      @Override
      public void elements(long address, int[] positions, int run, float[] target) {
        for (int i = 0; i < positions.length; i++) {
          long from = address + 4L * positions[i];
          MemorySegment.copy(memory, ValueLayout.JAVA_FLOAT_UNALIGNED, from, target, i * run, run);
        }
      }
    };
  }

  private void set(MemorySegment memory, String name, float value) {
    memory.set(ValueLayout.JAVA_FLOAT_UNALIGNED, state.entry(name).address(), value);
  }

  private Shape batched(int size) {
    return Shape.of(size).plus(example.sizes());
  }

  private Shape target(int size, boolean labels) {
    return labels ? Shape.of(size) : Shape.of(size, targetWidth);
  }

  /** Copies of all values that a checkpoint needs, by name. */
  public Map<String, Data> snapshot() {
    Map<String, Data> values = new LinkedHashMap<>();
    state
        .entries()
        .forEach(
            (name, entry) -> {
              if (name.contains(":")) {
                values.put(name, state.get(name));
              }
            });
    return values;
  }

  /**
   * Sets values by name.
   *
   * @throws IllegalArgumentException if a name is unknown or a shape differs
   */
  public void restore(Map<String, Data> values) {
    current = null;
    values.forEach(
        (name, data) -> {
          if (state.entry(name) == null) {
            throw new IllegalArgumentException(
                "value " + name + " is not part of this training; was the run file changed?");
          }
          state.set(name, data);
        });
  }

  /** Sets the model's values, and their averages where they are kept, by name. */
  void use(Map<String, Data> values) {
    current = null;
    for (ParameterSpec spec : specs) {
      Data data = values.get(spec.name());
      if (data == null || !data.shape().equals(spec.shape())) {
        throw new IllegalArgumentException(
            spec.name()
                + ": the trained model has "
                + (data == null ? "no such value" : "shape " + data.shape())
                + ", the run file wants "
                + spec.shape()
                + "; was its model changed?");
      }
      state.set("value:" + spec.name(), data);
      if (state.entry(StepGraph.average(spec.name())) != null) {
        state.set(StepGraph.average(spec.name()), data);
      }
    }
  }

  /** The model's values as they are used for evaluation: averages where they are kept. */
  public Map<String, Data> modelValues() {
    Map<String, Data> values = new LinkedHashMap<>();
    for (ParameterSpec spec : specs) {
      String average = StepGraph.average(spec.name());
      values.put(
          spec.name(), state.get(state.entry(average) != null ? average : "value:" + spec.name()));
    }
    return values;
  }

  @Override
  public void close() {
    workers.close();
    state.close();
  }
}
