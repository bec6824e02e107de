package gradus.health.report;

import gradus.health.Decades;
import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import gradus.train.report.Bars;
import gradus.train.report.Numbers;
import gradus.train.report.Section;
import gradus.train.report.Thinning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The decades that the gradient loses, by role: over the steps, and layer by layer. */
final class LostDecades {
  private static final int BARS = 48;
  private static final int PIECES = 40;

  private LostDecades() {}

  static List<Section> of(RunHistory history) {
    List<Event.SignalFlow> flows =
        history.all(Event.SignalFlow.class).stream().filter(LostDecades::hasWay).toList();
    if (flows.isEmpty()) {
      return List.of();
    }
    List<Section> sections = new ArrayList<>();
    if (flows.size() > 1) {
      sections.add(overSteps(Thinning.even(flows, BARS)));
    }
    sections.add(
        byLayer(
            "decades-layer",
            "Decades lost by layer, step " + Numbers.whole(flows.getLast().step()),
            flows.getLast()));
    return sections;
  }

  private static boolean hasWay(Event.SignalFlow flow) {
    return !Decades.of(flow.links()).pieces().isEmpty();
  }

  private static Bars overSteps(List<Event.SignalFlow> flows) {
    List<Map<Event.Role, Double>> columns =
        flows.stream().map(flow -> Decades.of(flow.links()).byRole()).toList();
    return new Bars(
        "decades",
        "Decades lost on the way back",
        "10 decades: the gradient that reaches the input is 10¹⁰ times smaller than that at the"
            + " output. Below zero: decades won.",
        "step",
        "decades lost",
        flows.stream().map(flow -> Numbers.whole(flow.step())).toList(),
        parts(columns));
  }

  /** One bar a layer, or a group of layers if there are many. */
  static Bars byLayer(String id, String title, Event.SignalFlow flow) {
    List<Decades.Piece> pieces = Decades.of(flow.links()).pieces().reversed();
    boolean many = pieces.stream().map(Decades.Piece::path).distinct().count() > PIECES;
    Map<String, Map<Event.Role, Double>> layers = new LinkedHashMap<>();
    for (Decades.Piece piece : pieces) {
      layers
          .computeIfAbsent(many ? group(piece.path()) : piece.path(), any -> new LinkedHashMap<>())
          .merge(piece.role(), piece.decades(), Double::sum);
    }
    return new Bars(
        id,
        title,
        "Which layers cost it, and by what: the weights, the slope of the activation, a"
            + " normalization, or ways that join.",
        "layer, from input to output",
        "decades lost",
        List.copyOf(layers.keySet()),
        parts(List.copyOf(layers.values())));
  }

  /** The outermost layer. */
  private static String group(String path) {
    int dot = path.indexOf('.');
    return dot < 0 ? path : path.substring(0, dot);
  }

  private static List<Bars.Part> parts(List<Map<Event.Role, Double>> columns) {
    List<Bars.Part> parts = new ArrayList<>();
    for (Event.Role role : Event.Role.values()) {
      List<Double> values = columns.stream().map(sums -> sums.getOrDefault(role, 0.0)).toList();
      parts.add(new Bars.Part(role.name().toLowerCase(Locale.ROOT), values));
    }
    return parts;
  }
}
