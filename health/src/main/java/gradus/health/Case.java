package gradus.health;

import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import gradus.train.run.RunFile;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a run: its events so far, its run file if there is one (a model written in Java
 * has none), and what was seen of data and weights before the first step.
 *
 * @param history the events, in order
 * @param file the run file
 * @param intake data and initial weights; without it fewer things can be found
 */
public record Case(RunHistory history, Optional<RunFile> file, Optional<Intake> intake) {

  /** Without a look at data and weights. */
  public Case(RunHistory history, Optional<RunFile> file) {
    this(history, file, Optional.empty());
  }

  /** The updates that were logged, in order. */
  public List<Event.StepDone> steps() {
    return history.all(Event.StepDone.class);
  }

  /** The epochs that were logged, in order. */
  public List<Event.EpochDone> epochs() {
    return history.all(Event.EpochDone.class);
  }

  /** What was measured of parameters, in order. */
  public List<Event.GradientFlow> flows() {
    return history.all(Event.GradientFlow.class);
  }

  /** What was measured of the pieces of the network, in order. */
  public List<Event.SignalFlow> signals() {
    return history.all(Event.SignalFlow.class);
  }
}
