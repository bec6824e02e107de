package gradus.health.detect;

import gradus.health.Case;
import gradus.health.Intake;
import gradus.train.log.EndReason;
import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A training that never was: losses in units of a blind answer, without flows unless given. */
final class MadeUp {
  private static final int EPOCHS = 20;

  private MadeUp() {}

  /**
   * A case at its end. In training the loss falls to {@code train} within the first half; held out
   * it falls to {@code best} in the same time and then changes evenly to {@code last}.
   *
   * @param values whether numbers are learned
   * @param neighbours what nearest neighbours foretell
   * @param score accuracy or R² on 300 held-out examples
   */
  static Case patient(
      int examples,
      boolean values,
      double neighbours,
      double train,
      double best,
      double last,
      double score) {
    return new Case(
        history(values, train, best, last, score),
        Optional.empty(),
        Optional.of(intake(examples, values, neighbours)));
  }

  /**
   * The same, with an activation of ten units that was measured at the beginning and at the end.
   *
   * @param kind of the activation
   * @param silent how many units were silent both times
   * @param gain what the slopes make of a gradient
   * @param live for what share of samples the middle unit was live at the beginning, and at the end
   */
  static Case withUnits(Case patient, String kind, int silent, double gain, double... live) {
    List<Event> events = new ArrayList<>(patient.history().events());
    for (double share : live) {
      Event.Units units =
          new Event.Units(10, 32, silent, silent, List.of(0.0, 0.0, share, 1.0, 1.0));
      List<Event.Link> links =
          List.of(
              link("dense_1", "dense", Event.Role.WEIGHT, 1, Optional.empty()),
              link("dense_1." + kind + "_1", kind, Event.Role.SLOPE, gain, Optional.of(units)));
      events.add(events.size() - 1, new Event.SignalFlow(share == live[0] ? 1 : 200, links));
    }
    return new Case(new RunHistory(events, false, 0), patient.file(), patient.intake());
  }

  private static Event.Link link(
      String path, String kind, Event.Role role, double gain, Optional<Event.Units> units) {
    Event.Spread spread = new Event.Spread(1, 0, 2, new Event.Histogram(0, List.of(9), 1, 0));
    return new Event.Link(path, kind, role, spread, Optional.of(spread), gain, 1, units);
  }

  /** The same, measured once more in a batch of so many examples. */
  static Case withRest(Case patient, int samples) {
    Event.SignalFlow last = patient.signals().getLast();
    List<Event.Link> links = new ArrayList<>();
    for (Event.Link link : last.links()) {
      Optional<Event.Units> units =
          link.units()
              .map(u -> new Event.Units(u.count(), samples, u.silent(), u.dead(), u.live()));
      links.add(link(link.path(), link.kind(), link.role(), 1, units));
    }
    List<Event> events = new ArrayList<>(patient.history().events());
    events.add(events.size() - 1, new Event.SignalFlow(last.step() + 1, links));
    return new Case(new RunHistory(events, false, 0), patient.file(), patient.intake());
  }

  /** The same, with steps of such a length beside the weights, measured throughout. */
  static Case withSteps(Case patient, double ratio) {
    List<Event> events = new ArrayList<>(patient.history().events());
    for (int step = 10; step <= 200; step += 10) {
      Event.Part part =
          new Event.Part(
              "dense_1.weight",
              1,
              2,
              1,
              2,
              ratio,
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              64);
      events.add(events.size() - 1, new Event.GradientFlow(step, List.of(part)));
    }
    return new Case(new RunHistory(events, false, 0), patient.file(), patient.intake());
  }

  /** The same with parameters of which some may learn. */
  static Case withWeights(Case patient, boolean... trained) {
    List<Intake.Weight> weights = new ArrayList<>();
    for (boolean one : trained) {
      weights.add(weight("dense_" + (weights.size() + 1) + ".weight", 8, one));
    }
    return with(patient, weights);
  }

  /** The same with a layer of gates that may not learn, before one that does. */
  static Case withFrozenGates(Case patient) {
    return with(
        patient,
        List.of(
            weight("gru_1.weight", 24, false),
            weight("gru_1.recurrent_weight", 24, false),
            weight("dense_1.weight", 4, true)));
  }

  private static Intake.Weight weight(String name, int units, boolean trained) {
    return new Intake.Weight(name, 8, units, 0.5, 0, 0, 1, trained, 1, 8L * units, false);
  }

  private static Case with(Case patient, List<Intake.Weight> weights) {
    Intake seen = patient.intake().orElseThrow();
    Intake intake =
        new Intake(
            seen.inputs(),
            seen.answers(),
            weights,
            seen.head(),
            new Intake.Pace(0, 0.1, 0, 2, false, Double.NaN, false),
            seen.chance(),
            seen.steps());
    return new Case(patient.history(), patient.file(), Optional.of(intake));
  }

  private static Intake intake(int examples, boolean values, double neighbours) {
    return new Intake(
        new Intake.Inputs(examples, 4, 1, 3, 1, 1, "a", 0, 0, 0, false, 0, Optional.empty()),
        new Intake.Answers(
            values ? 0 : 4,
            1,
            values ? Double.NaN : 0,
            0,
            1,
            1,
            Intake.Repeats.NONE,
            neighbours,
            0,
            1,
            0),
        List.of(),
        null,
        null,
        1,
        EPOCHS * 10L);
  }

  private static RunHistory history(
      boolean values, double train, double best, double last, double score) {
    List<Event> events = new ArrayList<>();
    events.add(
        new Event.RunStarted(
            Instant.EPOCH,
            "made up",
            1,
            "dense",
            10_000,
            0,
            Map.of(),
            Map.of("held out", "300 examples"),
            "",
            ""));
    long step = 0;
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      double way = epoch / (double) EPOCHS;
      double loss = 1 - (1 - train) * Math.min(1, 2 * way);
      double held = way < 0.5 ? 1 - (1 - best) * 2 * way : best + (last - best) * (2 * way - 1);
      for (int i = 0; i < 10; i++) {
        OptionalDouble one = OptionalDouble.of(1);
        events.add(new Event.StepDone(++step, epoch, loss, 0.1, one, one, 1));
      }
      events.add(
          new Event.EpochDone(
              step,
              epoch,
              loss,
              Map.of(),
              OptionalDouble.of(held),
              Map.of(values ? "r2" : "accuracy", score),
              0.1,
              1000,
              OptionalDouble.empty()));
    }
    events.add(
        new Event.RunEnded(step, EndReason.EPOCHS, EPOCHS, 1, "", OptionalDouble.empty(), 0, ""));
    return new RunHistory(events, false, 0);
  }
}
