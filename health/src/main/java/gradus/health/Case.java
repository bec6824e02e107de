package gradus.health;

import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import gradus.train.run.RunFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is known of a run: its events so far, its run file if there is one (a model written in Java
 * has none), and what was seen of data and weights before the first step. All detectors look at one
 * case, so what several of them need is worked out {@link #once}.
 */
public final class Case {
  private final RunHistory history;
  private final Optional<RunFile> file;
  private final Optional<Intake> intake;
  private final List<Event.StepDone> steps;
  private final List<Event.EpochDone> epochs;
  private final List<Event.GradientFlow> flows;
  private final List<Event.SignalFlow> signals;
  private final Map<Class<?>, Object> worked = new HashMap<>();

  /**
   * A case.
   *
   * @param history the events, in order
   * @param file the run file
   * @param intake data and initial weights; without it fewer things can be found
   */
  public Case(RunHistory history, Optional<RunFile> file, Optional<Intake> intake) {
    this.history = history;
    this.file = file;
    this.intake = intake;
    steps = history.all(Event.StepDone.class);
    epochs = history.all(Event.EpochDone.class);
    flows = history.all(Event.GradientFlow.class);
    signals = history.all(Event.SignalFlow.class);
  }

  /** Without a look at data and weights. */
  public Case(RunHistory history, Optional<RunFile> file) {
    this(history, file, Optional.empty());
  }

  /** The events, in order. */
  public RunHistory history() {
    return history;
  }

  /** The run file, if there is one. */
  public Optional<RunFile> file() {
    return file;
  }

  /** What was seen of data and initial weights, if they were looked at. */
  public Optional<Intake> intake() {
    return intake;
  }

  /** The updates that were logged, in order. */
  public List<Event.StepDone> steps() {
    return steps;
  }

  /** The epochs that were logged, in order. */
  public List<Event.EpochDone> epochs() {
    return epochs;
  }

  /** What was measured of parameters, in order. */
  public List<Event.GradientFlow> flows() {
    return flows;
  }

  /** What was measured of the pieces of the network, in order. */
  public List<Event.SignalFlow> signals() {
    return signals;
  }

  /**
   * What follows from this case: worked out when it is first asked for, and kept.
   *
   * @param kind what it is; there is one of a kind
   * @param work works it out; depends on nothing but the case
   */
  public synchronized <T> T once(Class<T> kind, Function<Case, T> work) {
    Object known = worked.get(kind);
    if (known == null) {
      known = work.apply(this);
      worked.put(kind, known);
    }
    return kind.cast(known);
  }
}
