package gradus.train.report;

import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Puts the page together. All scripts, styles and data are inside; the page may load nothing. */
final class Page {
  private Page() {}

  static String of(RunHistory history) {
    List<Figure> figures = Figures.of(history);
    String name = history.first(Event.RunStarted.class).map(Event.RunStarted::name).orElse("run");
    ArrayNode data = JsonNodeFactory.instance.arrayNode();
    StringBuilder body = new StringBuilder();
    for (Figure figure : figures) {
      body.append(FigureSection.html(figure));
      if (figure.plot().x().categories().isEmpty()) {
        data.add(FigureSection.data(figure));
      }
    }
    body.append(Tables.confusion(history));
    body.append(HeatMap.html(history.all(Event.GradientFlow.class)));
    return fill(
        resource("report.html"),
        Map.of(
            "title", Html.escape(name),
            "style",
                resource("uPlot.min.css")
                    + Svg.style()
                    + resource("report.css")
                    + ".ramp{background:"
                    + Ramp.css()
                    + "}",
            "head", head(history),
            "figures", body.toString(),
            "tables", Tables.warnings(history) + Tables.run(history) + Tables.runFile(history),
            "licence", resource("uPlot.LICENSE.txt"),
            "chart", resource("uPlot.iife.min.js"),
            "data", Html.script(data.toString()),
            "script", resource("report.js")));
  }

  private static String head(RunHistory history) {
    Verdict verdict = Verdict.of(history);
    StringBuilder html = new StringBuilder("<div class=\"verdict ");
    html.append(verdict.tone().name().toLowerCase(java.util.Locale.ROOT)).append("\"><p><b>");
    html.append(verdict.tone().word()).append(".</b> ").append(Html.escape(verdict.sentence()));
    html.append("</p>");
    for (String remark : verdict.remarks()) {
      html.append("<p>").append(Html.escape(remark)).append("</p>");
    }
    html.append("</div><dl class=\"cards\">");
    history.last(Event.EpochDone.class).ifPresent(epoch -> cards(epoch, html));
    history
        .first(Event.RunStarted.class)
        .ifPresent(start -> card("parameters", Numbers.whole(start.parameters()), html));
    return html.append("</dl>").toString();
  }

  private static void cards(Event.EpochDone epoch, StringBuilder html) {
    card("loss", Numbers.of(epoch.loss()), html);
    epoch.validationLoss().ifPresent(loss -> card("validation loss", Numbers.of(loss), html));
    epoch.validationMetrics().entrySet().stream()
        .limit(2)
        .forEach(
            metric ->
                card(
                    "validation " + Verdict.words(metric.getKey()),
                    Numbers.of(metric.getValue()),
                    html));
    card("samples / s", Numbers.of(epoch.samplesPerSecond()), html);
  }

  private static void card(String name, String value, StringBuilder html) {
    html.append("<div><dt>").append(Html.escape(name)).append("</dt><dd>").append(value);
    html.append("</dd></div>");
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
