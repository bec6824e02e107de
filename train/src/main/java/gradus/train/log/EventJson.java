package gradus.train.log;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Events as JSON and back: {@code {"event":"step_done","step":12,…}}, one line, no line break. */
public final class EventJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private EventJson() {}

  /** The event as one line of JSON, without the line's end. */
  public static String write(Event event) {
    return write(event, new JsonFields()).toString();
  }

  /** The same, in place of what was written before. */
  static JsonFields write(Event event, JsonFields to) {
    return to.line(fields -> fill(fields, event));
  }

  /**
   * The event that a line tells; empty if it is of a kind that this version does not know.
   *
   * @throws IllegalArgumentException if the line is not JSON or a field is missing or misfits
   */
  public static Optional<Event> read(String line) {
    JsonNode node;
    try {
      node = MAPPER.readTree(line);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not a line of JSON: " + e.getOriginalMessage(), e);
    }
    JsonValues values = new JsonValues(node);
    return Optional.ofNullable(event(values.text("event"), values));
  }

  private static void fill(JsonFields fields, Event event) {
    switch (event) {
      case Event.RunStarted e ->
          named(fields, "run_started", e)
              .text("time", e.time().toString())
              .text("name", e.name())
              .whole("seed", e.seed())
              .text("model", e.model())
              .whole("parameters", e.parameters())
              .whole("memory_bytes", e.memoryBytes())
              .texts("versions", e.versions())
              .texts("facts", e.facts())
              .text("data_hash", e.dataHash())
              .text("run_file", e.runFile());
      case Event.Resumed e -> named(fields, "resumed", e).text("time", e.time().toString());
      case Event.StepDone e ->
          named(fields, "step_done", e)
              .whole("epoch", e.epoch())
              .number("loss", e.loss())
              .number("rate", e.rate())
              .number("gradient_norm", e.gradientNorm())
              .number("clipped_norm", e.clippedNorm())
              .number("milliseconds", e.milliseconds());
      case Event.EpochDone e ->
          named(fields, "epoch_done", e)
              .whole("epoch", e.epoch())
              .number("loss", e.loss())
              .numbers("metrics", e.metrics())
              .number("validation_loss", e.validationLoss())
              .numbers("validation_metrics", e.validationMetrics())
              .number("rate", e.rate())
              .number("samples_per_second", e.samplesPerSecond())
              .number("seconds_left", e.secondsLeft());
      case Event.Validated e ->
          named(fields, "validated", e).number("loss", e.loss()).numbers("metrics", e.metrics());
      case Event.GradientFlow e ->
          named(fields, "gradient_flow", e).objects("parts", e.parts(), FlowJson::part);
      case Event.SignalFlow e ->
          named(fields, "signal_flow", e).objects("links", e.links(), FlowJson::link);
      case Event.ConfusionCounted e ->
          named(fields, "confusion_counted", e)
              .texts("labels", e.labels())
              .table("counts", e.counts());
      case Event.Checkpointed e ->
          named(fields, "checkpointed", e).text("file", e.file()).truth("best", e.best());
      case Event.Warning e ->
          named(fields, "warning", e).text("where", e.where()).text("message", e.message());
      case Event.RunEnded e ->
          named(fields, "run_ended", e)
              .text("reason", e.reason().word())
              .whole("epochs", e.epochs())
              .number("seconds", e.seconds())
              .text("best_name", e.bestName())
              .number("best", e.best())
              .whole("best_step", e.bestStep())
              .text("message", e.message());
    }
  }

  private static Event event(String kind, JsonValues v) {
    return switch (kind) {
      case "run_started" ->
          new Event.RunStarted(
              Instant.parse(v.text("time")),
              v.text("name"),
              v.whole("seed"),
              v.text("model"),
              v.whole("parameters"),
              v.whole("memory_bytes"),
              v.texts("versions"),
              v.texts("facts"),
              v.text("data_hash"),
              v.text("run_file"));
      case "resumed" -> new Event.Resumed(Instant.parse(v.text("time")), v.whole("step"));
      case "step_done" ->
          new Event.StepDone(
              v.whole("step"),
              v.small("epoch"),
              v.number("loss"),
              v.number("rate"),
              v.maybe("gradient_norm"),
              v.maybe("clipped_norm"),
              v.number("milliseconds"));
      case "epoch_done" ->
          new Event.EpochDone(
              v.whole("step"),
              v.small("epoch"),
              v.number("loss"),
              v.numbers("metrics"),
              v.maybe("validation_loss"),
              v.numbers("validation_metrics"),
              v.number("rate"),
              v.number("samples_per_second"),
              v.maybe("seconds_left"));
      case "validated" ->
          new Event.Validated(v.whole("step"), v.number("loss"), v.numbers("metrics"));
      case "gradient_flow" ->
          new Event.GradientFlow(v.whole("step"), v.list("parts", FlowJson::part));
      case "signal_flow" -> new Event.SignalFlow(v.whole("step"), v.list("links", FlowJson::link));
      case "confusion_counted" ->
          new Event.ConfusionCounted(
              v.whole("step"),
              v.list("labels", JsonNode::asString),
              v.list("counts", EventJson::row));
      case "checkpointed" ->
          new Event.Checkpointed(v.whole("step"), v.text("file"), v.truth("best"));
      case "warning" -> new Event.Warning(v.whole("step"), v.text("where"), v.text("message"));
      case "run_ended" ->
          new Event.RunEnded(
              v.whole("step"),
              EndReason.of(v.text("reason")),
              v.small("epochs"),
              v.number("seconds"),
              v.text("best_name"),
              v.maybe("best"),
              v.whole("best_step"),
              v.text("message"));
      default -> null;
    };
  }

  private static JsonFields named(JsonFields fields, String kind, Event event) {
    return fields.text("event", kind).whole("step", event.step());
  }

  private static List<Long> row(JsonNode node) {
    return node.valueStream().map(JsonNode::asLong).toList();
  }
}
