package gradus.train.log;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The rows of {@link Event.GradientFlow} and {@link Event.SignalFlow} as JSON and back. */
final class FlowJson {
  private FlowJson() {}

  static void part(JsonFields fields, Event.Part part) {
    fields
        .text("name", part.name())
        .number("gradient_rms", part.gradientRms())
        .number("gradient_max", part.gradientMax())
        .number("weight_rms", part.weightRms())
        .number("weight_max", part.weightMax())
        .number("update_ratio", part.updateRatio())
        .number("cosine", part.cosine())
        .number("earlier_rms", part.earlierRms());
    if (part.numbers() != 0) {
      fields.whole("numbers", part.numbers());
    }
  }

  /** Logs of earlier versions have no maxima, and nothing of the step before but the cosine. */
  static Event.Part part(JsonNode node) {
    JsonValues v = new JsonValues(node);
    return new Event.Part(
        v.text("name"),
        v.number("gradient_rms"),
        v.maybe("gradient_max").orElse(Double.NaN),
        v.number("weight_rms"),
        v.maybe("weight_max").orElse(Double.NaN),
        v.number("update_ratio"),
        v.maybe("cosine"),
        v.maybe("earlier_rms"),
        node.has("numbers") ? v.whole("numbers") : 0);
  }

  static void link(JsonFields fields, Event.Link link) {
    fields
        .text("path", link.path())
        .text("kind", link.kind())
        .text("role", link.role().name().toLowerCase(Locale.ROOT))
        .object("values", spread -> spread(spread, link.values()))
        .number("gain", link.gain())
        .number("junction", link.junction());
    link.gradient()
        .ifPresent(gradient -> fields.object("gradient", spread -> spread(spread, gradient)));
    link.units().ifPresent(measured -> fields.object("units", units -> units(units, measured)));
  }

  static Event.Link link(JsonNode node) {
    JsonValues v = new JsonValues(node);
    return new Event.Link(
        v.text("path"),
        v.text("kind"),
        role(v.text("role")),
        spread(v.object("values").orElseThrow()),
        v.object("gradient").map(FlowJson::spread),
        v.number("gain"),
        v.number("junction"),
        v.object("units").map(FlowJson::units));
  }

  private static Event.Role role(String word) {
    return Event.Role.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static void spread(JsonFields fields, Event.Spread spread) {
    Event.Histogram histogram = spread.histogram();
    fields
        .number("rms", spread.rms())
        .number("mean", spread.mean())
        .number("max", spread.max())
        .whole("first", histogram.first())
        .wholes("counts", histogram.counts())
        .whole("zeros", histogram.zeros())
        .whole("non_finite", histogram.nonFinite());
  }

  private static Event.Spread spread(JsonValues v) {
    List<Integer> counts = v.list("counts", JsonNode::asInt);
    return new Event.Spread(
        v.number("rms"),
        v.number("mean"),
        v.number("max"),
        new Event.Histogram(v.small("first"), counts, v.small("zeros"), v.small("non_finite")));
  }

  private static void units(JsonFields fields, Event.Units units) {
    fields
        .whole("count", units.count())
        .whole("samples", units.samples())
        .whole("silent", units.silent())
        .whole("dead", units.dead())
        .numbers("live", units.live());
  }

  private static Event.Units units(JsonValues v) {
    return new Event.Units(
        v.small("count"),
        v.whole("samples"),
        v.small("silent"),
        v.small("dead"),
        v.list("live", JsonNode::asDouble));
  }
}
