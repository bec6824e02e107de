package gradus.train.report;

import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts the page together. All scripts, styles and data are inside; the page may load nothing. */
final class Page {
  /** What every page shows; parts that are given stand before these in a chapter. */
  private static final List<ReportPart> OWN =
      List.of(
          new ReportPart(Chapter.LEARNING, Figures::learning),
          new ReportPart(Chapter.LEARNING, Tables::confusion),
          new ReportPart(Chapter.GRADIENT, Figures::gradient),
          new ReportPart(Chapter.RUN, Tables::run));

  private static final String LOG = "this run's events.jsonl";

  private Page() {}

  static String of(RunHistory history, List<ReportPart> given) {
    Map<Chapter, List<Section>> chapters = new EnumMap<>(Chapter.class);
    List<Verdict> verdicts = new ArrayList<>();
    List<ReportPart> parts = new ArrayList<>(given);
    parts.addAll(OWN);
    for (ReportPart part : parts) {
      for (Section section : part.sections().apply(history)) {
        if (section instanceof Verdict verdict) {
          verdicts.add(verdict);
        } else {
          chapters.computeIfAbsent(part.chapter(), any -> new ArrayList<>()).add(section);
        }
      }
    }
    Verdict own = Verdict.of(history);
    verdicts.add(chapters.containsKey(Chapter.FINDINGS) ? own.withoutRemarks() : own);
    String name = history.first(Event.RunStarted.class).map(Event.RunStarted::name).orElse("run");
    return of(name, Heading.html(verdicts, history), chapters, LOG);
  }

  static String of(Story story) {
    String head = Heading.html(story.verdict(), story.numbers());
    return of(story.title(), head, story.chapters(), story.source());
  }

  private static String of(
      String title, String head, Map<Chapter, List<Section>> chapters, String source) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    String body = body(chapters, data.putArray("figures"), data.putArray("maps"));
    return fill(
        resource("report.html"),
        Map.of(
            "title", Html.escape(title),
            "style",
                resource("uPlot.min.css") + Svg.style() + Ramp.style() + resource("report.css"),
            "head", head,
            "outline", outline(chapters),
            "chapters", body,
            "source", Html.escape(source),
            "licence", resource("uPlot.LICENSE.txt"),
            "chart", resource("uPlot.iife.min.js"),
            "data", Html.script(data.toString()),
            "script", resource("report.js") + resource("heatmap.js")));
  }

  private static String outline(Map<Chapter, List<Section>> chapters) {
    StringBuilder html = new StringBuilder();
    for (Chapter chapter : chapters.keySet()) {
      html.append("<li><a href=\"#").append(chapter.id()).append("\">");
      html.append(Html.escape(chapter.title())).append("</a></li>");
    }
    return html.toString();
  }

  private static String body(
      Map<Chapter, List<Section>> chapters, ArrayNode figures, ArrayNode maps) {
    StringBuilder html = new StringBuilder();
    chapters.forEach(
        (chapter, sections) -> {
          html.append("<section class=\"chapter\" id=\"").append(chapter.id());
          html.append("\" aria-labelledby=\"").append(chapter.id()).append("-title\"><h2 id=\"");
          html.append(chapter.id()).append("-title\">").append(Html.escape(chapter.title()));
          html.append("</h2><div class=\"cards\">\n");
          sections.forEach(section -> html.append(card(section, figures, maps)));
          html.append("</div></section>\n");
        });
    return html.toString();
  }

  private static String card(Section section, ArrayNode figures, ArrayNode maps) {
    return switch (section) {
      case Figure figure -> {
        if (figure.plot().x().categories().isEmpty()) {
          figures.add(FigureCard.data(figure));
        }
        yield FigureCard.html(figure);
      }
      case HeatMap map -> {
        maps.add(HeatMapData.of(map));
        yield HeatMapCard.html(map);
      }
      case Bars bars -> BarsCard.html(bars);
      case Prose prose -> prose.card();
      case Verdict _ -> "";
    };
  }

  /** Replaces each {@code {{name}}} once; what is put in is never searched again. */
  private static String fill(String template, Map<String, String> parts) {
    StringBuilder page = new StringBuilder();
    int from = 0;
    for (int open = template.indexOf("{{"); open >= 0; open = template.indexOf("{{", from)) {
      int close = template.indexOf("}}", open);
      page.append(template, from, open).append(parts.get(template.substring(open + 2, close)));
      from = close + 2;
    }
    return page.append(template.substring(from)).toString();
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + name + " cannot be read", e);
    }
  }
}
