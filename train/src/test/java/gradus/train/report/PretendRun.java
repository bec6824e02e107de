package gradus.train.report;

import gradus.train.log.EndReason;
import gradus.train.log.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;

/** The log of a training that looks like a real one, made without training. */
final class PretendRun {
  static final int EPOCHS = 20;
  static final int STEPS = 23;

  private PretendRun() {}

  static List<Event> events(String name) {
    Random random = new Random(1);
    List<Event> events = new ArrayList<>();
    events.add(start(name));
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      for (int i = 1; i <= STEPS; i++) {
        long step = (epoch - 1) * STEPS + i;
        double norm = Math.exp(random.nextGaussian() * 0.5) * 4 / Math.sqrt(step);
        events.add(
            new Event.StepDone(
                step,
                epoch,
                loss(step) * Math.exp(0.3 * random.nextGaussian()),
                rate(step),
                OptionalDouble.of(norm),
                OptionalDouble.of(Math.min(1, norm)),
                4 + random.nextDouble()));
        if (step % 10 == 0) {
          events.add(flow(step, random));
        }
      }
      events.add(epoch(epoch, random));
    }
    long last = EPOCHS * STEPS;
    events.add(new Event.Warning(12, "dense_1", "the gradient is zero"));
    events.add(new Event.Warning(14, "dense_1", "the gradient is zero"));
    events.add(new Event.Checkpointed(last, "checkpoints/best", true));
    events.add(confusion(last));
    events.add(
        new Event.RunEnded(
            last, EndReason.EPOCHS, EPOCHS, 41.2, "accuracy", OptionalDouble.of(0.9861), 414, ""));
    return events;
  }

  private static Event start(String name) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("optimizer", "adam, rate 0.001");
    facts.put("batch", "64");
    facts.put("training samples", "1,437");
    return new Event.RunStarted(
        Instant.parse("2026-01-02T03:04:05Z"),
        name,
        42,
        "conv2d → batch_norm → max_pool → residual → flatten → dropout → dense",
        38_282,
        9_437_184,
        Map.of("gradus", "0.1.0", "jdk", "25.0.1"),
        facts,
        "sha256:1f0c9b6f3a5d",
        "name: digits\nseed: 42\nmodel:\n  - conv2d: {filters: 32, kernel: 3}\n  - dense: 10\n");
  }

  private static Event epoch(int epoch, Random random) {
    double loss = loss(epoch * STEPS);
    return new Event.EpochDone(
        (long) epoch * STEPS,
        epoch,
        loss,
        Map.of("accuracy", 1 - loss * 0.3),
        OptionalDouble.of(loss * 1.1 + 0.05 + 0.01 * random.nextDouble()),
        Map.of("accuracy", 0.986 - loss * 0.3),
        rate(epoch * STEPS),
        14_210,
        OptionalDouble.of(EPOCHS - epoch));
  }

  private static Event flow(long step, Random random) {
    List<String> names =
        List.of(
            "conv2d_1.kernel",
            "conv2d_1.bias",
            "batch_norm_1.scale",
            "batch_norm_1.shift",
            "residual_1.conv2d_1.kernel",
            "residual_1.conv2d_1.bias",
            "dense_1.kernel",
            "dense_1.bias");
    List<Event.Part> parts = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      double rms = Math.pow(10, -3 + 0.25 * i + 0.2 * random.nextGaussian()) / Math.sqrt(step);
      parts.add(Event.Part.of(names.get(i), rms, 0.1, rms / 10));
    }
    return new Event.GradientFlow(step, parts);
  }

  private static Event confusion(long step) {
    List<String> labels = new ArrayList<>();
    List<List<Long>> counts = new ArrayList<>();
    for (int row = 0; row < 10; row++) {
      labels.add(Integer.toString(row));
      List<Long> line = new ArrayList<>();
      for (int column = 0; column < 10; column++) {
        line.add(row == column ? 35L - row % 3 : (row * 7 + column) % 23 == 0 ? 1L : 0L);
      }
      counts.add(line);
    }
    return new Event.ConfusionCounted(step, labels, counts);
  }

  private static double loss(double step) {
    return 2.3 * Math.exp(-step / 60) + 0.02;
  }

  private static double rate(double step) {
    double share = step / (EPOCHS * STEPS);
    return share < 0.05
        ? 1e-3 * share / 0.05
        : 5e-4 * (1 + Math.cos(Math.PI * (share - 0.05) / 0.95));
  }
}
