package gradus.health.forecast;

import gradus.train.report.Html;
import gradus.train.report.Svg;
import java.util.Locale;
import java.util.OptionalDouble;

/** The forecast as a section of the report's page. */
public final class ForecastSection {
  private ForecastSection() {}

  /** A section with the verdict, both pictures and the table; safe to stand in a page. */
  public static String html(Forecast forecast) {
    Verdict verdict = forecast.verdict();
    StringBuilder html = new StringBuilder();
    html.append("<p><b>").append(Html.escape(forecast.name())).append("</b> ");
    html.append(Html.escape(verdict.sentence())).append(".</p>");
    verdict.reasons().stream()
        .skip(1)
        .forEach(reason -> html.append("<p>").append(Html.escape(reason)).append(".</p>"));
    html.append("<figure>").append(Svg.of(ForecastPlot.of(forecast))).append("</figure>");
    html.append("<figure>").append(Svg.of(ForecastPlot.signals(forecast))).append("</figure>");
    html.append("<details><summary>Numbers</summary><div class=\"scroll\" tabindex=\"0\"><table>");
    html.append("<thead><tr>");
    for (String head :
        new String[] {
          "layer",
          "role",
          "signal",
          "within",
          "measured",
          "z",
          "gain",
          "gradient",
          "within",
          "measured",
          "z",
          "why"
        }) {
      html.append("<th scope=\"col\">").append(head).append("</th>");
    }
    html.append("</tr></thead><tbody>");
    forecast.layers().forEach(layer -> row(layer, html));
    return html.append("</tbody></table></div></details>\n").toString();
  }

  private static void row(LayerForecast layer, StringBuilder html) {
    double rms = layer.measured().map(link -> link.values().rms()).orElse(Double.NaN);
    html.append("<tr><th scope=\"row\">").append(Html.escape(layer.path())).append("</th>");
    cell(layer.role().name().toLowerCase(Locale.ROOT), html);
    cell(ForecastTable.number(layer.rms().typical()), html);
    cell(range(layer.rms()), html);
    cell(ForecastTable.number(rms), html);
    cell(z(layer.rms().z(rms)), html);
    cell(ForecastTable.number(layer.gain().field()), html);
    cell(ForecastTable.number(layer.arriving().typical()), html);
    cell(range(layer.arriving()), html);
    cell(ForecastTable.number(layer.measuredArriving()), html);
    cell(z(layer.arriving().z(layer.measuredArriving())), html);
    cell(layer.formula(), html);
    html.append("</tr>");
  }

  private static String range(Prediction prediction) {
    return ForecastTable.number(prediction.low())
        + " to "
        + ForecastTable.number(prediction.high());
  }

  private static String z(OptionalDouble z) {
    return z.isPresent() ? String.format(Locale.ROOT, "%+.1f", z.getAsDouble()) : "";
  }

  private static void cell(String text, StringBuilder html) {
    html.append("<td>").append(Html.escape(text)).append("</td>");
  }
}
