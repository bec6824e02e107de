package gradus.health.heal.trial;

import gradus.core.ir.Data;
import gradus.health.Case;
import gradus.health.Detector;
import gradus.health.Doctor;
import gradus.health.Finding;
import gradus.health.Intake;
import gradus.health.preflight.Admission;
import gradus.train.Listener;
import gradus.train.Result;
import gradus.train.Trainer;
import gradus.train.log.EndReason;
import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import gradus.train.run.Prepared;
import gradus.train.run.RunFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A training that is done in parts: up to a step, looked at, and on from there to the same bits as
 * if it had not stopped.
 */
public final class Trial {
  private final Laboratory laboratory;
  private final RunFile file;
  private final long seed;
  private final Map<String, Data> values;
  private final MemoryKeeper keeper = new MemoryKeeper();
  private final List<Event> events = new ArrayList<>();
  private long step;
  private boolean over;
  private Intake intake;
  private final NavigableMap<Long, Score> scores = new TreeMap<>();

  Trial(Laboratory laboratory, RunFile file, long seed, Map<String, Data> values) {
    this.laboratory = laboratory;
    this.file = file;
    this.seed = seed;
    this.values = values;
  }

  /** The run file, without the changes that belong to the trial. */
  public RunFile file() {
    return file;
  }

  /** The seed of its chance. */
  public long seed() {
    return seed;
  }

  /** Trains until a step is done, or the training is over. */
  public Trial to(long target) {
    if (over || target <= step) {
      return this;
    }
    long start = System.nanoTime();
    Prepared prepared = prepared();
    Trainer trainer = prepared.trainer().keeper(keeper).logEvery(1);
    trainer.measureEvery(laboratory.measureEvery()).named(file.name(), "");
    trainer.listen(listener(trainer, target));
    Result result = trainer.fit(prepared.split());
    over = result.reason() != EndReason.INTERRUPTED;
    laboratory.spent(file, result.progress().updates() - step, System.nanoTime() - start);
    step = result.progress().updates();
    boolean finite = result.reason() != EndReason.NOT_FINITE;
    scores.put(step, new Score(finite ? result.loss() : Double.NaN, result.metrics()));
    if (over) {
      keeper.forget();
    }
    return this;
  }

  private Prepared prepared() {
    Prepared prepared = laboratory.prepared(file, seed);
    if (!values.isEmpty()) {
      Map<String, Data> begun = laboratory.begun(prepared);
      prepared
          .trainer()
          .start(
              engine -> {
                engine.restore(begun);
                engine.restore(values);
              });
    }
    return prepared;
  }

  private Listener listener(Trainer trainer, long target) {
    return event -> {
      boolean interrupted =
          event instanceof Event.RunEnded end && end.reason() == EndReason.INTERRUPTED;
      if (!(event instanceof Event.Resumed) && !interrupted) {
        events.add(event);
      }
      if (event.step() >= target) {
        trainer.stop();
      }
    };
  }

  /** How many steps are done. */
  public long step() {
    return step;
  }

  /** Whether the training came to its own end. */
  public boolean over() {
    return over;
  }

  /**
   * How it did on held-out examples.
   *
   * @param loss NaN if it was not finite any more
   */
  record Score(double loss, Map<String, Double> metrics) {}

  /** The score where it last stopped up to a step; after its own end that of its end. */
  Score score(long at) {
    Map.Entry<Long, Score> entry = scores.floorEntry(at);
    return entry == null ? new Score(Double.NaN, Map.of()) : entry.getValue();
  }

  /**
   * The last step up to a given one after which it has a score or can still get one; the first
   * score if there is none before.
   */
  public long comparable(long at) {
    if (at >= step || over && at >= scores.lastKey()) {
      return at;
    }
    Long last = scores.floorKey(at);
    return last == null ? scores.firstKey() : last;
  }

  /** What happened so far. */
  public List<Event> events() {
    return List.copyOf(events);
  }

  /**
   * What happened so far, and after each part of the training a {@link Event.Validated} with its
   * score on held-out examples. No detector sees these: a run has none there.
   */
  public List<Event> scored() {
    List<Event> all = new ArrayList<>();
    NavigableMap<Long, Score> left = new TreeMap<>(scores);
    for (Event event : events) {
      while (!left.isEmpty() && left.firstKey() < event.step()) {
        all.add(validated(left.pollFirstEntry()));
      }
      all.add(event);
    }
    left.entrySet().forEach(entry -> all.add(validated(entry)));
    return all;
  }

  private static Event validated(Map.Entry<Long, Score> entry) {
    return new Event.Validated(entry.getKey(), entry.getValue().loss(), entry.getValue().metrics());
  }

  /** What detectors find so far. */
  public List<Finding> findings(List<Detector> detectors) {
    if (intake == null) {
      intake = Admission.of(prepared());
    }
    RunHistory history = new RunHistory(events, false, 0);
    return Doctor.examine(new Case(history, Optional.of(file), Optional.of(intake)), detectors);
  }

  /** Lets the values go; it cannot be continued. */
  public void close() {
    over = true;
    keeper.forget();
  }
}
