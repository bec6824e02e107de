package gradus.train;

import gradus.core.ir.Data;
import gradus.nn.schedule.ReduceOnPlateau;
import gradus.train.data.Batch;
import gradus.train.data.Batches;
import gradus.train.data.DataSplit;
import gradus.train.data.Dataset;
import gradus.train.data.Labels;
import gradus.train.data.Prefetch;
import gradus.train.data.Values;
import gradus.train.log.EndReason;
import gradus.train.log.Event;
import gradus.train.metric.Metric;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** One training from its beginning, or from where it was saved, to its end. */
final class TrainingLoop implements AutoCloseable {
  private static final int EVALUATION_BATCH = 256;

  /** Below this many numbers, batches are made in no time and need no other thread. */
  private static final int SMALL = 1 << 14;

  private final Trainer.Settings settings;
  private final Engine engine;
  private final Batches batches;
  private final Dataset held;
  private final Set<String> warned = new HashSet<>();
  private final Cadence cadence;
  private Progress progress = Progress.START;
  private final Metric watched;
  private Measures last;
  private long epochStart;

  /** The batches done when it was last evaluated and saved; -1 for never. */
  private long evaluated = -1;

  private long saved = -1;

  TrainingLoop(Trainer.Settings settings, DataSplit data) {
    this.settings = settings;
    Dataset train = settings.overfitBatch() ? firstBatch(settings, data.train()) : data.train();
    this.batches = batches(settings, train);
    this.cadence = new Cadence(settings.measureEvery(), totalUpdates());
    this.held =
        settings.overfitBatch() || data.validation().size() == 0 ? train : data.validation();
    Misfits.check(settings, train);
    this.engine = engine(settings, train);
    try {
      this.watched = measures(engine, held, settings).watched();
    } catch (IllegalArgumentException e) {
      engine.close();
      throw e;
    }
  }

  /** The examples that a training would see in its first step, shuffled as it would. */
  private static Dataset firstBatch(Trainer.Settings settings, Dataset train) {
    Batches all = Batches.of(train, Math.min(settings.batch(), train.size()));
    return train.subset(all.withSeed(settings.seed()).examples(0, 0));
  }

  static Batches batches(Trainer.Settings settings, Dataset train) {
    Batches made =
        Batches.of(train, settings.batch())
            .withSeed(settings.seed())
            .withDropLast(settings.dropLast())
            .withAugmentations(settings.augmentations());
    return settings.mixup() == null ? made : made.withMixup(settings.mixup());
  }

  static Engine engine(Trainer.Settings settings, Dataset train) {
    int width =
        switch (train.targets()) {
          case Labels labels -> settings.mixup() == null ? 0 : labels.width();
          case Values values -> values.width();
        };
    return new Engine(
        settings.recipe(),
        train.shape(),
        width,
        settings.seed(),
        settings.compiler(),
        settings.threads());
  }

  private long totalUpdates() {
    long all =
        (long) settings.limits().epochs()
            * batches.stepsPerEpoch()
            / settings.recipe().accumulate();
    return Math.max(
        1, settings.limits().steps() > 0 ? Math.min(all, settings.limits().steps()) : all);
  }

  Result run() {
    Optional<Progress> found = settings.keeper().restore(engine);
    if (found.isPresent()) {
      progress = found.get();
      saved = progress.draws();
      tell(new Event.Resumed(Instant.now(), progress.updates()));
    } else {
      settings.start().apply(engine);
      tell(Announcement.of(settings, batches, held, engine));
    }
    EndReason reason;
    try (Source source = source()) {
      epochStart = System.nanoTime();
      reason = ended();
      while (reason == null) {
        reason = batch(source.next());
        if (reason == null && progress.batch() == batches.stepsPerEpoch()) {
          epoch();
        }
        if (reason == null) {
          reason = ended();
        }
      }
    }
    return finish(reason);
  }

  /**
   * Trains again from where it was saved, or if that is not finite from the beginning, until a
   * value is not finite, and finds where it came from.
   *
   * @param updates how far to go at most
   */
  Optional<NonFinite> findNonFinite(long updates) {
    Map<String, Data> fresh = engine.snapshot();
    progress = settings.keeper().restore(engine).orElse(Progress.START);
    if (!engine.isFinite() || progress.updates() >= updates) {
      engine.restore(fresh);
      progress = Progress.START;
    }
    if (progress.draws() == 0) {
      settings.start().apply(engine);
    }
    try (Source source = source()) {
      while (progress.updates() < updates) {
        Map<String, Data> before = engine.snapshot();
        Progress at = progress;
        Batch batch = source.next();
        EndReason reason = batch(batch);
        if (reason == EndReason.NOT_FINITE || !engine.isFinite()) {
          engine.restore(before);
          return engine
              .findNonFinite(batch, at.updates() + 1, at.draws(), rate(at.updates()))
              .map(found -> found.inStep(at.updates() + 1, examples(at, found.rows())));
        }
        if (progress.batch() == batches.stepsPerEpoch()) {
          epoch();
        }
      }
    }
    return Optional.empty();
  }

  private List<Integer> examples(Progress at, List<Integer> rows) {
    int[] examples = batches.examples(at.epoch(), at.batch());
    return rows.stream().map(row -> examples[row]).toList();
  }

  /** Where batches come from: another thread, or for small data this one. */
  private interface Source extends AutoCloseable {
    Batch next();

    @Override
    void close();
  }

  private Source source() {
    boolean small =
        settings.batch() * batches.data().shape().count() <= SMALL
            && settings.augmentations().isEmpty();
    if (small) {
      Batch buffer = batches.allocate();
      return new Source() {
        @Override
        public Batch next() {
          return batches.fill(progress.epoch(), progress.batch(), buffer);
        }

        @Override
        public void close() {}
      };
    }
    Prefetch prefetch =
        Prefetch.start(
            batches, progress.epoch(), progress.batch(), Math.max(1, settings.limits().epochs()));
    return new Source() {
      @Override
      public Batch next() {
        return prefetch.next().batch();
      }

      @Override
      public void close() {
        prefetch.close();
      }
    };
  }

  private EndReason batch(Batch batch) {
    long start = System.nanoTime();
    int accumulate = settings.recipe().accumulate();
    boolean update = progress.draws() % accumulate == accumulate - 1;
    boolean endOfEpoch = progress.batch() + 1 == batches.stepsPerEpoch();
    long step = progress.updates() + 1;
    boolean logged = update && (step == 1 || step % logEvery() == 0);
    boolean measured = update && cadence.measures(step);
    double rate = rate(progress.updates());
    Engine.Outcome outcome = engine.train(batch, step, progress.draws(), rate, update, measured);
    double seconds = (System.nanoTime() - start) / 1e9;
    progress = progress.afterBatch(outcome.loss(), batch.size(), update, seconds);
    boolean told = measured && (cadence.tells(step) || !Double.isFinite(outcome.loss()));
    if (update) {
      cadence.done(step, measured, seconds);
    }
    if (logged) {
      tell(
          new Event.StepDone(
              step,
              progress.epoch() + 1,
              outcome.loss(),
              rate,
              outcome.before(),
              outcome.after(),
              seconds * 1e3));
    }
    if (told) {
      long begin = System.nanoTime();
      tell(new Event.SignalFlow(step, outcome.signals()));
      tell(new Event.GradientFlow(step, outcome.parameters()));
      cadence.told((System.nanoTime() - begin) / 1e9);
    }
    if (!Double.isFinite(outcome.loss())) {
      warn(
          step,
          "loss",
          "the loss of this batch is "
              + outcome.loss()
              + "; lower the rate, clip gradients, or look for extreme inputs");
      return EndReason.NOT_FINITE;
    }
    if (update
        && settings.validateEvery() > 0
        && step % settings.validateEvery() == 0
        && !endOfEpoch) {
      evaluate();
      tell(new Event.Validated(step, last.loss(), last.values()));
    }
    if (update
        && settings.checkpointEvery() > 0
        && step % settings.checkpointEvery() == 0
        && !endOfEpoch) {
      save(false);
    }
    return null;
  }

  private long logEvery() {
    return settings.logEvery() > 0
        ? settings.logEvery()
        : Math.max(1, batches.stepsPerEpoch() / 10);
  }

  private double rate(long update) {
    double base = settings.recipe().updates().optimizer().rate();
    return settings.schedule().rate(base, update, totalUpdates()) * progress.plateau().scale();
  }

  private void warn(long step, String where, String message) {
    if (warned.add(where + message)) {
      tell(new Event.Warning(step, where, message));
    }
  }

  private void epoch() {
    double loss = progress.meanLoss();
    double seconds = (System.nanoTime() - epochStart) / 1e9;
    epochStart = System.nanoTime();
    long examples = progress.lossCount();
    boolean quiet =
        settings.limits().epochs() > 1000 && (progress.epoch() + 1) % Math.max(1, logEvery()) != 0;
    if (quiet && progress.epoch() + 1 < settings.limits().epochs()) {
      progress = progress.afterEpoch();
      return;
    }
    evaluate();
    double value = last.values().get(watched.name());
    boolean better = Double.isNaN(progress.best()) || sign() * value > sign() * progress.best();
    progress = progress.watched(value, better);
    settings
        .schedule()
        .plateau()
        .ifPresent(plateau -> progress = progress.withPlateau(plateau(plateau)));
    int left = settings.limits().epochs() - progress.epoch() - 1;
    boolean real = held != batches.data();
    progress = progress.afterEpoch();
    tell(
        new Event.EpochDone(
            progress.updates(),
            progress.epoch(),
            loss,
            real ? Map.of() : last.values(),
            real ? OptionalDouble.of(last.loss()) : OptionalDouble.empty(),
            real ? last.values() : Map.of(),
            rate(Math.max(0, progress.updates() - 1)),
            examples / Math.max(1e-9, seconds),
            OptionalDouble.of(left * seconds)));
    save(better);
  }

  private double sign() {
    return watched.higherIsBetter() ? 1 : -1;
  }

  private ReduceOnPlateau.State plateau(ReduceOnPlateau plateau) {
    double base = settings.recipe().updates().optimizer().rate();
    return plateau.next(progress.plateau(), base, last.loss());
  }

  private EndReason ended() {
    Limits limits = settings.limits();
    if (settings.stop().get()) {
      return EndReason.INTERRUPTED;
    }
    EndReason reached = progress.batch() == 0 ? reached(limits) : null;
    if (reached != null) {
      return reached;
    }
    if (progress.epoch() >= limits.epochs()) {
      return EndReason.EPOCHS;
    }
    if (limits.steps() > 0 && progress.updates() >= limits.steps()) {
      return EndReason.STEPS;
    }
    return limits.seconds() > 0 && progress.seconds() >= limits.seconds() ? EndReason.TIME : null;
  }

  /** Asked of the progress alone, so that a run killed after its last epoch does not train on. */
  private EndReason reached(Limits limits) {
    if (limits.target().isPresent()
        && sign() * progress.best() >= sign() * limits.target().getAsDouble()) {
      return EndReason.TARGET;
    }
    if (limits.loss().isPresent() && progress.epochLoss() <= limits.loss().getAsDouble()) {
      return EndReason.CONVERGED;
    }
    boolean impatient = limits.patience() > 0 && progress.stale() >= limits.patience();
    return impatient ? EndReason.PATIENCE : null;
  }

  private void evaluate() {
    last = evaluate(engine, held, settings);
    evaluated = progress.draws();
  }

  private static Measures measures(Engine engine, Dataset data, Trainer.Settings settings) {
    return new Measures(
        settings.metrics(),
        settings.recipe().loss(),
        engine.outputWidth(),
        data.targets() instanceof Labels,
        settings.targets());
  }

  static Measures evaluate(Engine engine, Dataset data, Trainer.Settings settings) {
    Measures measures = measures(engine, data, settings);
    Batches all = Batches.of(data, Math.min(EVALUATION_BATCH, data.size()));
    Batch buffer = all.allocate();
    for (int step = 0; step < all.stepsPerEpoch(); step++) {
      Batch batch = all.fill(0, step, buffer);
      measures.add(batch, engine.evaluate(batch));
    }
    return measures;
  }

  private void save(boolean best) {
    saved = progress.draws();
    String file = settings.keeper().save(engine, progress, best);
    if (!file.isEmpty()) {
      tell(new Event.Checkpointed(progress.updates(), file, best));
    }
  }

  private Result finish(EndReason reason) {
    if (evaluated != progress.draws()) {
      evaluate();
    }
    if (saved != progress.draws() && reason != EndReason.NOT_FINITE) {
      save(false);
    }
    tell(
        new Event.RunEnded(
            progress.updates(),
            reason,
            progress.epoch(),
            progress.seconds(),
            watched.name(),
            Double.isNaN(progress.best())
                ? OptionalDouble.empty()
                : OptionalDouble.of(progress.best()),
            progress.bestStep(),
            ""));
    TrainedModel model =
        new TrainedModel(
            settings.recipe().model(),
            settings.recipe().loss(),
            batches.data().shape(),
            engine.modelValues());
    return new Result(model, last.values(), last.loss(), progress, reason);
  }

  private void tell(Event event) {
    settings.listeners().forEach(listener -> listener.on(event));
  }

  @Override
  public void close() {
    engine.close();
  }
}
