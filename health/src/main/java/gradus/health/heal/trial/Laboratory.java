package gradus.health.heal.trial;

import gradus.core.compile.Compiler;
import gradus.core.ir.Data;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Facts;
import gradus.nn.ParameterSpec;
import gradus.nn.Trace;
import gradus.train.Engine;
import gradus.train.checkpoint.Checkpoints;
import gradus.train.data.Batch;
import gradus.train.data.Batches;
import gradus.train.data.DataSplit;
import gradus.train.data.Dataset;
import gradus.train.data.Labels;
import gradus.train.data.Outliers;
import gradus.train.data.Values;
import gradus.train.log.Event;
import gradus.train.run.Prepared;
import gradus.train.run.RunFile;
import gradus.train.run.TrainSettings;
import gradus.train.run.source.DataSettings;
import gradus.train.run.source.PreparedData;
import gradus.train.teach.RateTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Where trials are made, and what they cost: examples trained on, divided by those of one whole
 * training of the run. Nothing depends on time, so that the same trials give the same numbers.
 */
public final class Laboratory implements Facts {
  private static final int ENOUGH = 20;
  private static final int LOOKS = 24;
  private static final int LOOK = 512;

  private final RunFile file;
  private final Compiler compiler;
  private final int threads;
  private final Map<DataSettings, PreparedData> data = new HashMap<>();
  private final Map<TrainSettings, Long> epochs = new HashMap<>();
  private final long perEpoch;
  private final long steps;
  private final double examples;
  private OptionalInt best = OptionalInt.empty();
  private double spent;
  private long nanoseconds;

  /**
   * A laboratory for one run.
   *
   * @param threads of a step; 0 for what the run file says
   */
  public Laboratory(RunFile file, Compiler compiler, int threads) {
    this.file = file;
    this.compiler = compiler;
    this.threads = threads;
    this.perEpoch = perEpoch(file);
    TrainSettings train = file.train();
    long all = train.epochs() > 0 ? train.epochs() * perEpoch : Long.MAX_VALUE;
    long most = train.steps() > 0 ? train.steps() : Long.MAX_VALUE;
    this.steps = Math.max(1, Math.min(all, most));
    this.examples = (double) steps * file.train().accumulate() * file.train().batch();
  }

  /** The updates of an epoch of a run. */
  private long perEpoch(RunFile run) {
    Prepared prepared = prepared(run, run.seed());
    Batches batches = prepared.trainer().batches(prepared.split());
    return Math.max(1, batches.stepsPerEpoch() / run.train().accumulate());
  }

  /**
   * After how many updates a changed run has seen as many epochs as the run after so many: with
   * larger batches an epoch has fewer updates.
   */
  public long paced(RunFile changed, long updates) {
    TrainSettings now = changed.train();
    TrainSettings then = file.train();
    if (then.epochs() == 0
        || now.batch() == then.batch()
            && now.accumulate() == then.accumulate()
            && now.dropLast() == then.dropLast()) {
      return updates;
    }
    long epoch = epochs.computeIfAbsent(now, _ -> perEpoch(changed));
    return Math.max(1, Math.ceilDiv(updates * epoch, perEpoch));
  }

  /** Notes a training of the run, so that remedies can ask how it went. */
  public void saw(Trial trial) {
    trial.events().stream()
        .filter(event -> event instanceof Event.EpochDone)
        .map(event -> (Event.EpochDone) event)
        .filter(epoch -> Double.isFinite(epoch.validationLoss().orElse(Double.NaN)))
        .min(Comparator.comparingDouble(epoch -> epoch.validationLoss().getAsDouble()))
        .ifPresent(epoch -> best = OptionalInt.of(epoch.epoch()));
  }

  @Override
  public OptionalInt bestEpoch() {
    return best;
  }

  private PreparedData load(DataSettings settings) {
    return data.computeIfAbsent(settings, HeldOut::load);
  }

  @Override
  public double farthest() {
    Dataset train = split().train();
    if (train.shape().rank() != 1) {
      return 0;
    }
    Outliers rule = Outliers.of(train);
    double far = Outliers.count(train) > 0 ? rule.farthest(train) : 0;
    // Few held-out rows far outside spoil the measure, though nothing learns from them.
    Dataset held = split().validation();
    int spoiled = held.size() - rule.kept(held).length;
    boolean few = spoiled > 0 && spoiled <= Outliers.MOST * held.size();
    return few ? Math.max(far, rule.farthest(held)) : far;
  }

  @Override
  public int learnedFrom(RunFile run) {
    return load(run.data()).split().train().size();
  }

  @Override
  public long steps() {
    return steps;
  }

  /** Whether a fifth of the training examples is held out for the trials, for want of others. */
  public boolean lends(DataSettings settings) {
    DataSplit split = load(settings).split();
    return split.validation().size() == 0 && split.train().size() >= ENOUGH;
  }

  /** After how many steps trials are measured. */
  long measureEvery() {
    return Math.max(1, Math.min(25, steps / (2 * LOOKS)));
  }

  /** A run file as it is trained in trials: nothing in it depends on time. */
  RunFile fixed(RunFile given, long seed) {
    Draft draft = Draft.of(given).by("trial");
    draft.set(seed, "", "seed").set(null, "", "train", "stop", "seconds");
    if (lends(given.data())) {
      draft.set(Facts.HELD_OUT, "", "data", "validation");
    }
    int learned = load(draft.file().data()).split().train().size();
    if (given.train().batch() > learned) {
      draft.set(learned, "", "train", "batch");
    }
    String error = errorMetric();
    if (!given.metrics().isEmpty() && !given.metrics().contains(error)) {
      List<Object> metrics = new ArrayList<>(given.metrics());
      metrics.add(error);
      draft.set(metrics, "", "metrics");
    }
    return draft.file();
  }

  /** The metric by which runs with different losses are compared. */
  String errorMetric() {
    return load(file.data()).split().train().targets() instanceof Labels ? "accuracy" : "rmse";
  }

  Prepared prepared(RunFile given, long seed) {
    RunFile run = fixed(given, seed);
    Prepared prepared = Prepared.of(run, load(run.data()));
    prepared.trainer().compiler(compiler);
    if (threads > 0) {
      prepared.trainer().threads(threads);
    }
    return prepared;
  }

  /** The values with which a training begins. */
  Map<String, Data> begun(Prepared prepared) {
    try (Engine engine = prepared.trainer().engine(prepared.split())) {
      return values(engine);
    }
  }

  /**
   * What a run has learned, from the last checkpoint in its folder; nothing if there is none or a
   * number in it is not finite.
   */
  public Map<String, Data> learned(Path folder) {
    Prepared prepared = prepared(file, file.seed());
    try (Engine engine = prepared.trainer().engine(prepared.split())) {
      Checkpoints kept = new Checkpoints(folder.resolve("checkpoints"), true, _ -> {});
      if (kept.restore(engine).isEmpty()) {
        return Map.of();
      }
      Map<String, Data> values = values(engine);
      return values.values().stream().allMatch(Laboratory::isFinite) ? values : Map.of();
    }
  }

  private static boolean isFinite(Data data) {
    for (float number : Tensor.of(data).toFloats()) {
      if (!Float.isFinite(number)) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, Data> values(Engine engine) {
    Map<String, Data> values = new LinkedHashMap<>(engine.snapshot());
    values.keySet().removeIf(name -> !name.startsWith("value:"));
    return values;
  }

  /** Parameters and states of the model of a run, in order. */
  public List<ParameterSpec> specs(RunFile run) {
    int[] sizes = split().train().shape().sizes();
    return Trace.parameters(run.model(), Shape.of(1).plus(sizes), DType.F32);
  }

  /** A trial that begins as the run file says. */
  public Trial trial(RunFile run, long seed) {
    return new Trial(this, run, seed, Map.of());
  }

  /** A trial that begins with given values, by names such as {@code value:dense_1.weight}. */
  public Trial trial(RunFile run, long seed, Map<String, Data> values) {
    return new Trial(this, run, seed, values);
  }

  /** The values with which a run begins: names such as {@code value:dense_1.weight}. */
  public Map<String, Data> initial(RunFile run, long seed) {
    return begun(prepared(run, seed));
  }

  /** The first training examples of a run, as many as fit a look. */
  public Tensor examples(RunFile run) {
    Batch batch = look(prepared(run, file.seed()));
    int[] sizes = split().train().shape().sizes();
    return Tensor.of(Shape.of(batch.size()).plus(sizes), batch.features());
  }

  private static Batch look(Prepared prepared) {
    Dataset train = prepared.split().train();
    return Batches.of(train, Math.min(LOOK, train.size())).at(0, 0);
  }

  /** What a model with given values answers to these examples. */
  public float[] outputs(RunFile run, Map<String, Data> values) {
    Prepared prepared = prepared(run, file.seed());
    try (Engine engine = prepared.trainer().engine(prepared.split())) {
      engine.restore(values);
      return engine.evaluate(look(prepared)).outputs();
    }
  }

  void spent(RunFile run, long updates, long nanos) {
    spent += (double) updates * run.train().accumulate() * run.train().batch() / examples;
    nanoseconds += nanos;
  }

  /** What the trials cost so far, in trainings. */
  public double trainings() {
    return spent;
  }

  /** What the trials took so far, in seconds. */
  public double seconds() {
    return nanoseconds / 1e9;
  }

  /** The standard deviation of the values to learn without outliers, in their own units. */
  double targetDeviation() {
    DataSettings settings = fixed(file, file.seed()).data();
    PreparedData loaded = load(farthest() > 0 ? settings.withoutOutliers() : settings);
    Values values = (Values) loaded.split().train().targets();
    float[] numbers = values.toArray();
    for (int i = 0; i < values.size(); i++) {
      loaded.targets().undo(numbers, i * values.width(), values.width());
    }
    double mean = 0;
    double square = 0;
    for (float number : numbers) {
      mean += number / (double) numbers.length;
      square += (double) number * number / numbers.length;
    }
    return Math.sqrt(Math.max(0, square - mean * mean));
  }

  @Override
  public DataSplit split() {
    return prepared(file, file.seed()).split();
  }

  @Override
  public OptionalDouble testedRate(RunFile run) {
    long start = System.nanoTime();
    Prepared prepared = prepared(run, run.seed());
    int updates = (int) Math.max(30, Math.min(100, steps / 16));
    OptionalDouble rate =
        RateTest.USUAL
            .between(1e-5, 3)
            .steps(updates)
            .run(prepared.trainer(), prepared.split())
            .suggested();
    spent(run, updates, System.nanoTime() - start);
    return rate;
  }
}
