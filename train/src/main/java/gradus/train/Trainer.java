package gradus.train;

import gradus.core.compile.Compiler;
import gradus.core.cpu.Cpu;
import gradus.nn.Layer;
import gradus.nn.loss.Loss;
import gradus.nn.optim.Clip;
import gradus.nn.optim.Groups;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.Penalty;
import gradus.nn.optim.WeightAverage;
import gradus.nn.schedule.Constant;
import gradus.nn.schedule.Schedule;
import gradus.train.data.Augmentation;
import gradus.train.data.Batches;
import gradus.train.data.DataSplit;
import gradus.train.data.Dataset;
import gradus.train.data.Mixup;
import gradus.train.data.Normalization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Trains a model: collects how, then {@link #fit} does it.
 *
 * <pre>{@code
 * var result = Trainer.of(model, CrossEntropy.ofLabels(), Adam.of(1e-3))
 *     .clip(Clip.globalNorm(1.0)).epochs(20).batch(64).seed(42)
 *     .fit(data);
 * result.metrics().get("accuracy");
 * }</pre>
 *
 * The same settings, data and seed give the same bits, whatever the number of threads.
 */
public final class Trainer {
  private Recipe recipe;
  private Schedule schedule = new Constant(0);
  private Limits limits = Limits.epochs(10);
  private int batch = 32;
  private long seed;
  private int threads = Runtime.getRuntime().availableProcessors();
  private boolean dropLast;
  private boolean overfitBatch;
  private List<Augmentation> augmentations = List.of();
  private Mixup mixup;
  private List<String> metrics = List.of();
  private Normalization targets;
  private long validateEvery;
  private long logEvery;
  private long measureEvery;
  private long checkpointEvery;
  private Compiler compiler;
  private Keeper keeper = Keeper.NONE;
  private Start start = _ -> {};
  private String name = "training";
  private String runFile = "";
  private final Map<String, String> facts = new LinkedHashMap<>();
  private final List<Listener> listeners = new ArrayList<>();
  private final AtomicBoolean stop = new AtomicBoolean();

  private Trainer(Recipe recipe) {
    this.recipe = recipe;
  }

  /** A trainer for a model, a loss and an optimizer. */
  public static Trainer of(Layer model, Loss loss, Optimizer optimizer) {
    return new Trainer(Recipe.of(model, loss, optimizer));
  }

  /** A trainer for a recipe. */
  public static Trainer of(Recipe recipe) {
    return new Trainer(recipe);
  }

  /** How the rate changes over the steps; constant unless said. */
  public Trainer schedule(Schedule schedule) {
    this.schedule = schedule;
    return this;
  }

  /** Limits gradients; several ways follow one another. */
  public Trainer clip(Clip clip) {
    recipe = recipe.withUpdates(recipe.updates().withClip(clip));
    return this;
  }

  /** Adds to the loss. */
  public Trainer penalties(Penalty... penalties) {
    recipe = recipe.withPenalties(List.of(penalties));
    return this;
  }

  /** What is different for some parameters. */
  public Trainer groups(Groups groups) {
    recipe = recipe.withUpdates(recipe.updates().withGroups(groups));
    return this;
  }

  /** Keeps an exponential average of the weights, with which the model is evaluated. */
  public Trainer average(WeightAverage average) {
    recipe = recipe.withUpdates(recipe.updates().withAverage(average));
    return this;
  }

  /** Averages the gradient of one update over so many batches. */
  public Trainer accumulate(int batches) {
    recipe = recipe.withAccumulate(batches);
    return this;
  }

  /** Passes over the training data; 10 unless said. */
  public Trainer epochs(int epochs) {
    limits =
        new Limits(
            epochs,
            limits.steps(),
            limits.seconds(),
            limits.patience(),
            limits.target(),
            limits.loss());
    return this;
  }

  /** Ends after so many epochs without a better watched value. */
  public Trainer patience(int epochs) {
    limits =
        new Limits(
            limits.epochs(),
            limits.steps(),
            limits.seconds(),
            epochs,
            limits.target(),
            limits.loss());
    return this;
  }

  /** Ends when the watched metric (the first one) is good enough. */
  public Trainer target(double value) {
    limits =
        new Limits(
            limits.epochs(),
            limits.steps(),
            limits.seconds(),
            limits.patience(),
            OptionalDouble.of(value),
            limits.loss());
    return this;
  }

  /** When the training ends. */
  public Trainer limits(Limits limits) {
    this.limits = limits;
    return this;
  }

  /** Examples in a batch; 32 unless said. */
  public Trainer batch(int examples) {
    this.batch = examples;
    return this;
  }

  /** The seed of all randomness; 0 unless said. */
  public Trainer seed(long seed) {
    this.seed = seed;
    return this;
  }

  /** Computing threads; all processors unless said. They do not change the bits. */
  public Trainer threads(int threads) {
    this.threads = threads;
    return this;
  }

  /** Leaves out a last batch that is smaller than the others. */
  public Trainer dropLast(boolean dropLast) {
    this.dropLast = dropLast;
    return this;
  }

  /** Trains and evaluates on the first batch alone: a model that cannot learn that is broken. */
  public Trainer overfitBatch(boolean overfit) {
    this.overfitBatch = overfit;
    return this;
  }

  /** Changes training examples anew in each epoch. */
  public Trainer augment(List<? extends Augmentation> augmentations) {
    this.augmentations = List.copyOf(augmentations);
    return this;
  }

  /** Mixes training examples. */
  public Trainer mixup(Mixup mixup) {
    this.mixup = mixup;
    return this;
  }

  /** Measures by name (see {@code MetricCatalog}); the first is watched for the best model. */
  public Trainer metrics(String... names) {
    this.metrics = List.of(names);
    return this;
  }

  /** How targets were scaled, so that errors are told in their own units. */
  public Trainer units(Normalization targets) {
    this.targets = targets;
    return this;
  }

  /** Validates every so many updates besides the ends of epochs; 0 for not. */
  public Trainer validateEvery(long updates) {
    this.validateEvery = updates;
    return this;
  }

  /** Tells of every so many updates; 0 for about ten an epoch. */
  public Trainer logEvery(long updates) {
    this.logEvery = updates;
    return this;
  }

  /**
   * Measures signals and gradients every so many updates; 0, the default, for as often as costs at
   * most 2 % of the time.
   */
  public Trainer measureEvery(long updates) {
    this.measureEvery = updates;
    return this;
  }

  /** Saves every so many updates besides the ends of epochs; 0 for not. */
  public Trainer checkpointEvery(long updates) {
    this.checkpointEvery = updates;
    return this;
  }

  /** Who saves checkpoints and gives the one to resume from. */
  public Trainer keeper(Keeper keeper) {
    this.keeper = keeper;
    return this;
  }

  /** Changes values before the first step; not called when a training is resumed. */
  public Trainer start(Start start) {
    this.start = start;
    return this;
  }

  /** What the training is called, and the text of its run file, for the log. */
  public Trainer named(String name, String runFile) {
    this.name = name;
    this.runFile = runFile;
    return this;
  }

  /** Something else that the log tells of the run when it begins, and its report in a table. */
  public Trainer fact(String name, String value) {
    facts.put(name, value);
    return this;
  }

  /** Gives an engine the values from which a training begins. */
  @FunctionalInterface
  public interface Start {
    /** Changes the freshly initialized values. */
    void apply(Engine engine);
  }

  /** The compiler; sharing one between trainers shares warm loops. */
  public Trainer compiler(Compiler compiler) {
    this.compiler = compiler;
    return this;
  }

  /** Tells somebody what happens. */
  public Trainer listen(Listener listener) {
    listeners.add(listener);
    return this;
  }

  /** Asks a running training to finish its step, save and end; from any thread. */
  public void stop() {
    stop.set(true);
  }

  /**
   * Trains.
   *
   * @throws gradus.core.shape.ShapeException if the model does not fit the data
   * @throws gradus.train.data.DataException if the data cannot be used
   */
  public Result fit(DataSplit data) {
    try (TrainingLoop loop = new TrainingLoop(settings(), data)) {
      return loop.run();
    }
  }

  /**
   * Trains again, from the last checkpoint before a value was not finite, and finds the operation
   * that made the first such value. Writes nothing and tells nobody.
   *
   * @param updates how far to go at most
   */
  public Optional<NonFinite> findNonFinite(DataSplit data, long updates) {
    List<Listener> told = List.copyOf(listeners);
    listeners.clear();
    Keeper own = keeper;
    keeper =
        new Keeper() {
          @Override
          public Optional<Progress> restore(Engine engine) {
            return own.restore(engine);
          }

          @Override
          public String save(Engine engine, Progress progress, boolean best) {
            return "";
          }
        };
    try (TrainingLoop loop = new TrainingLoop(settings(), data)) {
      return loop.findNonFinite(updates);
    } finally {
      keeper = own;
      listeners.addAll(told);
    }
  }

  /** An engine as the training would use it: for explaining, rate tests and the like. */
  public Engine engine(DataSplit data) {
    Engine engine = TrainingLoop.engine(settings(), data.train());
    start.apply(engine);
    return engine;
  }

  /** The batches of the training, shuffled and augmented as it would have them. */
  public Batches batches(DataSplit data) {
    return TrainingLoop.batches(settings(), data.train());
  }

  /**
   * Measures a trained model on examples, by the metrics and in the units of this trainer.
   *
   * @param data prepared as the training data of the model were
   * @throws IllegalArgumentException if the values of the model do not fit this trainer's model
   */
  public Scores score(TrainedModel model, Dataset data) {
    Settings settings = settings();
    try (Engine engine = TrainingLoop.engine(settings, data)) {
      engine.use(model.values());
      Measures measures = TrainingLoop.evaluate(engine, data, settings);
      return new Scores(measures.loss(), measures.values());
    }
  }

  Settings settings() {
    Compiler used = compiler == null ? new Compiler(Cpu.detect()) : compiler;
    return new Settings(
        recipe,
        schedule,
        limits,
        batch,
        seed,
        threads,
        dropLast,
        overfitBatch,
        augmentations,
        mixup,
        metrics,
        targets,
        validateEvery,
        logEvery,
        measureEvery,
        checkpointEvery,
        used,
        keeper,
        start,
        name,
        runFile,
        new LinkedHashMap<>(facts),
        List.copyOf(listeners),
        stop);
  }

  /** All that was collected. */
  record Settings(
      Recipe recipe,
      Schedule schedule,
      Limits limits,
      int batch,
      long seed,
      int threads,
      boolean dropLast,
      boolean overfitBatch,
      List<Augmentation> augmentations,
      Mixup mixup,
      List<String> metrics,
      Normalization targets,
      long validateEvery,
      long logEvery,
      long measureEvery,
      long checkpointEvery,
      Compiler compiler,
      Keeper keeper,
      Start start,
      String name,
      String runFile,
      Map<String, String> facts,
      List<Listener> listeners,
      AtomicBoolean stop) {}
}
