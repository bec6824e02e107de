package gradus.train.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901Z");
  private static final OptionalDouble NONE = OptionalDouble.empty();

  static List<Event> events() {
    return List.of(
        new Event.RunStarted(
            TIME,
            "näme \"q\"\n<b>",
            -7,
            "dense",
            1L << 40,
            123,
            Map.of("jdk", "25"),
            Map.of("batch", "64"),
            "sha256:ab",
            "name: x\nseed: 1\n"),
        new Event.Resumed(TIME, 17),
        new Event.StepDone(3, 1, 0.1f, 1e-3, OptionalDouble.of(2.5), OptionalDouble.of(1), 0.25),
        new Event.StepDone(
            4, 1, Double.NaN, 0, OptionalDouble.of(Double.POSITIVE_INFINITY), NONE, 1),
        new Event.StepDone(5, 1, Double.NEGATIVE_INFINITY, 4.9e-324, NONE, NONE, Double.MAX_VALUE),
        new Event.EpochDone(
            9,
            2,
            -0.0,
            Map.of("accuracy", 0.5),
            OptionalDouble.of(Double.NaN),
            Map.of("f1", Double.NaN),
            0.01,
            1e4,
            OptionalDouble.of(12)),
        new Event.EpochDone(9, 2, 1, Map.of(), NONE, Map.of(), 0.01, 1e4, NONE),
        new Event.Validated(10, 0.3, Map.of("accuracy", 1.0)),
        new Event.GradientFlow(
            11,
            List.of(
                new Event.Part("dense_1.kernel", 1e-30, Double.NaN, 0, 1, 0.5, NONE),
                new Event.Part("dense_1.bias", 1, 2, 3, 4, 5, OptionalDouble.of(-1)),
                new Event.Part(
                    "dense_2.bias",
                    1,
                    2,
                    3,
                    4,
                    5,
                    OptionalDouble.of(1),
                    OptionalDouble.of(7),
                    1L << 40))),
        new Event.SignalFlow(11, List.of(linked(), unlinked())),
        new Event.ConfusionCounted(
            12, List.of("cat", "dog"), List.of(List.of(5L, 1L), List.of(0L, 1L << 33))),
        new Event.Checkpointed(13, "checkpoints/13", true),
        new Event.Warning(14, "dense_1", "gradient is zero"),
        new Event.RunEnded(
            15, EndReason.TARGET, 3, 1.5, "accuracy", OptionalDouble.of(0.9), 12, ""),
        new Event.RunEnded(15, EndReason.FAILED, 3, 1.5, "", NONE, 0, "out of memory"));
  }

  private static Event.Link linked() {
    Event.Histogram histogram = new Event.Histogram(-3, List.of(1, 0, 2), 4, 5);
    return new Event.Link(
        "residual_1.relu_1",
        "relu",
        Event.Role.SLOPE,
        new Event.Spread(1, 0.5, Double.POSITIVE_INFINITY, histogram),
        Optional.of(new Event.Spread(1e-31, 0, 1e-30, histogram)),
        0.7,
        1.4,
        Optional.of(new Event.Units(8, 64, 2, 1, List.of(0.0, 0.1, 0.5, 0.9, 1.0))));
  }

  private static Event.Link unlinked() {
    Event.Spread nothing =
        new Event.Spread(
            Double.NaN, Double.NaN, Double.NaN, new Event.Histogram(0, List.of(), 0, 7));
    return new Event.Link(
        "dense_1",
        "dense",
        Event.Role.WEIGHT,
        nothing,
        Optional.empty(),
        Double.NaN,
        Double.NaN,
        Optional.empty());
  }

  @ParameterizedTest
  @MethodSource("events")
  void anEventIsReadBackAsItWasWritten(Event event) {
    String line = EventJson.write(event);
    assertThat(line).doesNotContain("\n").doesNotContain(":NaN").doesNotContain(":Infinity");
    assertThat(EventJson.read(line)).contains(event);
  }

  @Test
  void everyKindOfEventIsInTheTable() {
    Set<Class<?>> tested = events().stream().map(Event::getClass).collect(Collectors.toSet());
    assertThat(tested).containsExactlyInAnyOrder(Event.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @EnumSource(EndReason.class)
  void everyReasonHasAWordOfItsOwn(EndReason reason) {
    assertThat(EndReason.of(reason.word())).isEqualTo(reason);
    assertThat(reason.sentence()).isNotBlank();
  }

  @Test
  void metricsKeepTheirOrder() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    List.of("z", "a", "m", "b").forEach(name -> metrics.put(name, 1.0));
    var event = new Event.Validated(1, 0.5, metrics);
    var back = (Event.Validated) EventJson.read(EventJson.write(event)).orElseThrow();
    assertThat(back.metrics().keySet()).containsExactly("z", "a", "m", "b");
  }

  @Test
  void anUnknownKindIsEmpty() {
    assertThat(EventJson.read("{\"event\":\"from_tomorrow\",\"x\":1}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"event\":\"validated\",\"step\":1,\"metrics\":{}}",
        "{\"event\":\"validated\",\"step\":1.5,\"loss\":1,\"metrics\":{}}",
        "{\"event\":\"validated\",\"step\":1,\"loss\":\"many\",\"metrics\":{}}",
        "{\"event\":\"validated\",\"step\":1,\"loss\":1,\"metrics\":[]}",
        "{\"event\":\"warning\",\"step\":1,\"where\":\"x\"",
      })
  void aMisfitIsRefused(String line) {
    assertThatThrownBy(() -> EventJson.read(line)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aMisfitNamesItsKey() {
    assertThatThrownBy(
            () ->
                EventJson.read("{\"event\":\"validated\",\"step\":1,\"loss\":true,\"metrics\":{}}"))
        .hasMessage("\"loss\": got true; must be a number");
  }

  @Test
  void aConfusionMatrixMustBeSquare() {
    assertThatThrownBy(
            () -> new Event.ConfusionCounted(1, List.of("a", "b"), List.of(List.of(1L, 2L))))
        .hasMessageContaining("2 × 2");
  }
}
