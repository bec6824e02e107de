package gradus.health.report;

import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import gradus.train.log.RunLogReader;
import gradus.train.report.Axis;
import gradus.train.report.Chapter;
import gradus.train.report.Figure;
import gradus.train.report.Html;
import gradus.train.report.Numbers;
import gradus.train.report.Plot;
import gradus.train.report.Prose;
import gradus.train.report.ReportPart;
import gradus.train.report.Section;
import gradus.train.report.Series;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A run beside what it was before it was healed.
 *
 * <pre>{@code
 * Report.write(healedFolder, List.of(BeforeAfter.since(sickHistory)));
 * }</pre>
 */
public final class BeforeAfter {
  /** The fact of a log that names the folder of the run before it was healed. */
  public static final String HEALED_FROM = "healed from";

  private BeforeAfter() {}

  /**
   * The part of a page that sets a run beside the one that its log names under {@link
   * #HEALED_FROM}; it shows nothing if there is none or its log is gone.
   */
  static ReportPart named() {
    return new ReportPart(Chapter.CURE, BeforeAfter::named);
  }

  private static List<Section> named(RunHistory after) {
    String folder =
        after
            .first(Event.RunStarted.class)
            .map(start -> start.facts().getOrDefault(HEALED_FROM, ""))
            .orElse("");
    try {
      return folder.isEmpty() ? List.of() : sections(RunLogReader.read(Path.of(folder)), after);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      return List.of();
    }
  }

  /** The part of a healed run's page that sets it beside the run before. */
  public static ReportPart since(RunHistory before) {
    return new ReportPart(Chapter.CURE, after -> sections(before, after));
  }

  /** Loss, gradient and the last numbers of two runs. */
  public static List<Section> sections(RunHistory before, RunHistory after) {
    List<Section> sections = new ArrayList<>(figures(before, after));
    table(before, after).ifPresent(sections::add);
    return sections;
  }

  /** Loss and gradient of two runs. */
  static List<Section> figures(RunHistory before, RunHistory after) {
    List<Section> sections = new ArrayList<>();
    Plot loss = LossCurves.of(before, after);
    if (!loss.isEmpty()) {
      boolean same = loss(before).equals(loss(after));
      String note =
          same ? "" : "The two runs have different losses: their heights cannot be compared.";
      sections.add(new Figure("cure-loss", loss, note, true));
    }
    Plot flow =
        Plot.of("Gradient on its way back, before and after")
            .x(Axis.linear("share of the way from input to output"))
            .y(Axis.log("of the gradient at the output"));
    flow = add(flow, "before", before);
    flow = add(flow, "after", after);
    if (!flow.isEmpty()) {
      String note = "At the last step that was measured. A flat line near 1 is a healthy flow.";
      sections.add(new Figure("cure-flow", flow, note, false));
    }
    return sections;
  }

  /** The name of the loss as the log holds it; "" if it does not. */
  private static String loss(RunHistory history) {
    return history
        .first(Event.RunStarted.class)
        .map(start -> start.facts().getOrDefault("loss", ""))
        .orElse("");
  }

  /** The two networks may differ in depth, so the way counts from 0 to 1. */
  private static Plot add(Plot plot, String name, RunHistory history) {
    List<Double> sizes =
        history.last(Event.SignalFlow.class).map(Event.SignalFlow::links).orElse(List.of()).stream()
            .flatMap(link -> link.gradient().stream())
            .map(Event.Spread::rms)
            .toList();
    if (sizes.size() < 2) {
      return plot;
    }
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      points.add(new double[] {i / (sizes.size() - 1.0), sizes.get(i) / sizes.getLast()});
    }
    return plot.add(Series.of(name, points));
  }

  private static Optional<Prose> table(RunHistory before, RunHistory after) {
    Map<String, Double> first = numbers(before);
    Map<String, Double> second = numbers(after);
    Set<String> names = new LinkedHashSet<>(first.keySet());
    names.addAll(second.keySet());
    if (names.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder html = new StringBuilder("<table><thead><tr><td></td><th scope=\"col\">before");
    html.append("</th><th scope=\"col\">after</th></tr></thead><tbody>");
    for (String name : names) {
      html.append("<tr><th scope=\"row\">").append(Html.escape(name)).append("</th><td>");
      html.append(words(first.get(name))).append("</td><td>");
      html.append(words(second.get(name))).append("</td></tr>");
    }
    html.append("</tbody></table>");
    return Optional.of(new Prose("The last numbers", html.toString(), false));
  }

  private static Map<String, Double> numbers(RunHistory history) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    Optional<Event.EpochDone> last = history.last(Event.EpochDone.class);
    if (last.isPresent()) {
      numbers.put("training loss", last.get().loss());
      last.get().validationLoss().ifPresent(loss -> numbers.put("validation loss", loss));
      last.get()
          .validationMetrics()
          .forEach((name, value) -> numbers.put("validation " + name.replace('_', ' '), value));
    }
    history
        .last(Event.SignalFlow.class)
        .map(flow -> gradus.health.Decades.of(flow.links()))
        .filter(decades -> !decades.pieces().isEmpty())
        .ifPresent(decades -> numbers.put("decades lost", decades.total()));
    if (!numbers.isEmpty()) {
      numbers.put("steps", (double) history.steps());
    }
    return numbers;
  }

  private static String words(Double value) {
    return value == null ? "–" : Numbers.of(value);
  }
}
