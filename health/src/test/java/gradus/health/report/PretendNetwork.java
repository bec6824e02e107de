package gradus.health.report;

import gradus.train.log.EndReason;
import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The log of a deep network, made without training. */
final class PretendNetwork {
  private PretendNetwork() {}

  /** A run of {@code layers} dense layers, each with an activation whose slope is {@code slope}. */
  static RunHistory run(int steps, int layers, double slope, String prefix) {
    List<Event> events = new ArrayList<>();
    events.add(
        new Event.RunStarted(
            Instant.EPOCH, "deep", 1, "dense", 10, 10, Map.of(), Map.of(), "", ""));
    for (int step = 1; step <= steps; step++) {
      double loss = 2.3 * Math.exp(-0.01 * step);
      events.add(
          new Event.StepDone(step, 1, loss, 0.1, OptionalDouble.of(1), OptionalDouble.of(1), 1));
      events.add(signal(step, layers, slope, prefix));
      events.add(flow(step, layers, slope, prefix));
    }
    events.add(
        new Event.EpochDone(
            steps,
            1,
            1,
            Map.of(),
            OptionalDouble.of(1.1),
            Map.of("accuracy", 0.5),
            0.1,
            1000,
            OptionalDouble.empty()));
    events.add(
        new Event.RunEnded(steps, EndReason.EPOCHS, 1, 1, "", OptionalDouble.empty(), 0, ""));
    return new RunHistory(events, false, 0);
  }

  static Event.SignalFlow signal(long step, int layers, double slope, String prefix) {
    List<Event.Link> links = new ArrayList<>();
    for (int i = 1; i <= layers; i++) {
      String path = prefix + i;
      double above = Math.pow(slope, layers - i);
      links.add(link(path, Event.Role.WEIGHT, above * slope, i == 1 ? Double.NaN : 1, step));
      links.add(link(path + ".sigmoid_1", Event.Role.SLOPE, above, slope, step));
    }
    return new Event.SignalFlow(step, links);
  }

  private static Event.Link link(
      String path, Event.Role role, double gradient, double gain, long step) {
    Optional<Event.Units> units =
        role == Event.Role.SLOPE
            ? Optional.of(
                new Event.Units(32, 64, 8, step > 1 ? 4 : 0, List.of(0.0, 0.1, 0.5, 0.9, 1.0)))
            : Optional.empty();
    return new Event.Link(
        path,
        role == Event.Role.SLOPE ? "sigmoid" : "dense",
        role,
        new Event.Spread(0.5, 0, 1, histogram(-1)),
        Optional.of(new Event.Spread(gradient, 0, gradient, histogram(Math.getExponent(gradient)))),
        gain,
        Double.isNaN(gain) ? Double.NaN : 1,
        units);
  }

  private static Event.Histogram histogram(int top) {
    List<Integer> counts = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      counts.add(2 + i * i / 8);
    }
    return new Event.Histogram(top - 23, counts, 60, 0);
  }

  static Event.GradientFlow flow(long step, int layers, double slope, String prefix) {
    List<Event.Part> parts = new ArrayList<>();
    for (int i = 1; i <= layers; i++) {
      double size = Math.pow(slope, layers - i);
      parts.add(Event.Part.of(prefix + i + ".weight", size, 0.1, 1e-3 * size));
      parts.add(Event.Part.of(prefix + i + ".bias", size, step == 1 ? 0 : 0.01, 1e-3));
    }
    return new Event.GradientFlow(step, parts);
  }
}
