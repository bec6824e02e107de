package gradus.train.report;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A chart in the page: a picture that needs no script, the live chart's data, and a table. */
final class FigureCard {
  private static final int TABLE_ROWS = 60;

  private FigureCard() {}

  static String html(Figure figure) {
    Plot plot = figure.plot();
    String title = Html.escape(plot.title());
    boolean live = plot.x().categories().isEmpty();
    StringBuilder html = new StringBuilder();
    html.append("<figure id=\"").append(figure.id()).append("\"><figcaption><h3>").append(title);
    html.append("</h3>");
    if (figure.toggle() && live) {
      html.append("<button type=\"button\" class=\"log\" aria-pressed=\"");
      html.append(plot.y().log()).append("\" hidden>log scale</button>");
    }
    html.append("</figcaption>");
    if (!figure.note().isEmpty()) {
      html.append("<p class=\"note\">").append(Html.escape(figure.note())).append("</p>");
    }
    html.append("<div class=\"still\">")
        .append(Svg.inline(plot.untitled(), 640, 320))
        .append("</div>");
    if (live) {
      html.append("<div class=\"live\" role=\"img\" aria-label=\"").append(title);
      html.append("; the numbers are in the table below\"></div>");
    }
    return html.append(table(plot)).append("</figure>\n").toString();
  }

  /** What the page's script needs to draw the chart. */
  static ObjectNode data(Figure figure) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", figure.id());
    node.put("x", figure.plot().x().label());
    node.put("y", figure.plot().y().label());
    node.put("log", figure.plot().y().log());
    figure
        .plot()
        .band()
        .ifPresent(
            band -> {
              ObjectNode shaded = node.putObject("band");
              shaded.put("low", band.low()).put("high", band.high()).put("name", band.name());
            });
    ArrayNode series = node.putArray("series");
    for (Series line : figure.plot().series()) {
      ObjectNode one = series.addObject();
      one.put("name", line.name());
      one.put("faint", line.isFaint());
      ArrayNode x = one.putArray("x");
      ArrayNode y = one.putArray("y");
      for (int i = 0; i < line.size(); i++) {
        x.add(line.x(i));
        if (Double.isFinite(line.y(i))) {
          y.add((float) line.y(i));
        } else {
          y.addNull();
        }
      }
    }
    return node;
  }

  private static String table(Plot plot) {
    StringBuilder html = new StringBuilder("<details><summary>Numbers</summary>");
    html.append(
        "<div class=\"scroll\" role=\"region\" aria-label=\"Numbers\""
            + " tabindex=\"0\"><table><thead><tr><th scope=\"col\">line</th>");
    html.append("<th scope=\"col\">").append(Html.escape(plot.x().label()));
    html.append("</th><th scope=\"col\">").append(Html.escape(plot.y().label()));
    html.append("</th></tr></thead><tbody>");
    for (Series line : plot.series()) {
      int every = Math.max(1, (int) Math.ceil(line.size() / (double) TABLE_ROWS));
      for (int i = 0; i < line.size(); i++) {
        if (i % every == 0 || i == line.size() - 1) {
          html.append("<tr><th scope=\"row\">").append(Html.escape(line.name()));
          html.append("</th><td>").append(Html.escape(place(plot, line.x(i))));
          html.append("</td><td>").append(Numbers.of(line.y(i))).append("</td></tr>");
        }
      }
    }
    return html.append("</tbody></table></div></details>").toString();
  }

  private static String place(Plot plot, double x) {
    var names = plot.x().categories();
    if (!names.isEmpty()) {
      return names.get((int) x);
    }
    return x == Math.rint(x) ? Numbers.whole((long) x) : Numbers.of(x);
  }
}
