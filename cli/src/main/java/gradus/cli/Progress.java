package gradus.cli;

import gradus.train.Listener;
import gradus.train.log.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Tells people how a training goes: a line an epoch, which on a terminal is alive within the epoch.
 * Of very many epochs only some get a line that stays.
 */
final class Progress implements Listener {
  private static final int MANY = 200;
  private static final int LINES = 10;
  private static final long LIVE_NANOS = 100_000_000L;
  private static final long STAY_NANOS = 2_000_000_000L;

  private final Console console;
  private final int epochs;
  private final long steps;
  private final int every;
  private long shown = System.nanoTime();
  private long stayed = System.nanoTime();
  private OptionalDouble left = OptionalDouble.empty();
  private long stepsAnEpoch;
  private boolean alive;

  /**
   * For a training of so many epochs and updates.
   *
   * @param epochs 0 if only the updates are limited
   * @param steps 0 if only the epochs are limited
   */
  Progress(Console console, int epochs, long steps) {
    this.console = console;
    this.epochs = epochs;
    this.steps = steps;
    this.every = epochs > MANY ? Numbers.round(epochs / LINES) : 1;
  }

  @Override
  public void on(Event event) {
    switch (event) {
      case Event.RunStarted e -> started(e);
      case Event.Resumed e -> stay("resumed after step " + e.step());
      case Event.StepDone e -> step(e);
      case Event.EpochDone e -> epoch(e);
      case Event.Validated e ->
          stay(
              "step "
                  + e.step()
                  + "  validation loss "
                  + Numbers.value(e.loss())
                  + metrics(e.metrics()));
      case Event.Warning e -> warning(e);
      case Event.RunEnded e -> ended(e);
      case Event.GradientFlow _,
          Event.SignalFlow _,
          Event.ConfusionCounted _,
          Event.Checkpointed _ -> {}
    }
  }

  private void started(Event.RunStarted e) {
    stay(e.name() + ": " + e.model());
    stay(
        String.format(
            Locale.ROOT,
            "%,d parameters, %s for a step, %s threads, vectors of %s, seed %d",
            e.parameters(),
            Numbers.bytes(e.memoryBytes()),
            e.facts().getOrDefault("threads", "?"),
            e.versions().getOrDefault("vector", "?"),
            e.seed()));
    stay(
        e.facts().getOrDefault("data", "data")
            + "; held out: "
            + e.facts().getOrDefault("held out", "?")
            + "; batch "
            + e.facts().getOrDefault("batch", "?"));
  }

  private void step(Event.StepDone e) {
    long now = System.nanoTime();
    if (!console.terminal() || now - shown < LIVE_NANOS) {
      return;
    }
    shown = now;
    live(
        of("epoch", e.epoch(), epochs)
            + "  "
            + (stepsAnEpoch > 1
                ? Math.min(100, 100 * (e.step() - (e.epoch() - 1) * stepsAnEpoch) / stepsAnEpoch)
                    + " %"
                : of("step", e.step(), steps))
            + "  loss "
            + Numbers.value(e.loss())
            + "  rate "
            + Numbers.rate(e.rate())
            + remaining());
  }

  private void epoch(Event.EpochDone e) {
    left = e.secondsLeft();
    stepsAnEpoch = e.step() / e.epoch();
    List<String> parts = new ArrayList<>();
    parts.add(of("epoch", e.epoch(), epochs));
    parts.add("loss " + Numbers.value(e.loss()) + metrics(e.metrics()));
    if (e.validationLoss().isPresent()) {
      parts.add(
          "validation loss "
              + Numbers.value(e.validationLoss().getAsDouble())
              + metrics(e.validationMetrics()));
    }
    parts.add("rate " + Numbers.rate(e.rate()));
    parts.add(String.format(Locale.ROOT, "%,.0f samples/s", e.samplesPerSecond()));
    String line = String.join("  ", parts) + remaining();
    long now = System.nanoTime();
    if (e.epoch() == epochs || e.epoch() % every == 0 || now - stayed > STAY_NANOS) {
      stayed = now;
      stay(line);
    } else if (console.terminal() && now - shown >= LIVE_NANOS) {
      shown = now;
      live(line);
    }
  }

  private void warning(Event.Warning e) {
    clear();
    console.problem("warning: " + e.where() + ": " + e.message());
  }

  private void ended(Event.RunEnded e) {
    String best =
        e.best().isEmpty() || e.bestName().isEmpty()
            ? ""
            : "; best "
                + e.bestName()
                + " "
                + Numbers.value(e.best().getAsDouble())
                + " at step "
                + e.bestStep();
    stay("ended after " + Numbers.time(e.seconds()) + " because " + e.reason().sentence() + best);
    if (!e.message().isEmpty()) {
      stay(e.message());
    }
  }

  private static String metrics(Map<String, Double> metrics) {
    StringBuilder text = new StringBuilder();
    metrics.forEach(
        (name, v) -> text.append("  ").append(name).append(' ').append(Numbers.value(v)));
    return text.toString();
  }

  private static String of(String what, long number, long all) {
    return what + " " + number + (all > 0 ? "/" + all : "");
  }

  private String remaining() {
    return left.isEmpty() || epochs == 0 ? "" : "  " + Numbers.time(left.getAsDouble()) + " left";
  }

  private void stay(String line) {
    clear();
    console.line("%s", line);
  }

  private void live(String line) {
    console.live(line);
    alive = true;
  }

  private void clear() {
    if (alive) {
      console.clear();
      alive = false;
    }
  }
}
