package gradus.health.forecast;

import gradus.train.log.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The forecast as lines of text: one for each layer. */
public final class ForecastTable {
  private static final String ROW = "%-26s %-6s %16s %9s %5s %16s %9s %5s %16s %9s %5s";

  private ForecastTable() {}

  /**
   * The lines of the table, its head first. {@code 0.516 ×÷1.10} is an interval that holds 95 of
   * 100 networks: from 0.516 / 1.10 to 0.516 · 1.10.
   */
  public static List<String> lines(Forecast forecast) {
    List<String> lines = new ArrayList<>();
    lines.add(
        row(
            "layer",
            "role",
            "signal",
            "measured",
            "z",
            "gain",
            "measured",
            "z",
            "gradient",
            "measured",
            "z"));
    lines.add(row("(input)", "", number(forecast.input().rms()), "", "", "", "", "", "", "", ""));
    for (LayerForecast layer : forecast.layers()) {
      double rms = layer.measured().map(link -> link.values().rms()).orElse(Double.NaN);
      double gain = layer.measured().map(Event.Link::gain).orElse(Double.NaN);
      double arriving = layer.measuredArriving();
      lines.add(
          row(
              shortened(layer.path()) + (layer.theory() ? "" : " *"),
              layer.role().name().toLowerCase(Locale.ROOT),
              range(layer.rms()),
              number(rms),
              z(layer.rms().z(rms)),
              layer.learned() ? range(layer.gain()) : "",
              number(gain),
              z(layer.gain().z(gain)),
              range(layer.arriving()),
              number(arriving),
              z(layer.arriving().z(arriving))));
    }
    if (forecast.layers().stream().anyMatch(layer -> !layer.theory())) {
      lines.add("* measured alone: there is no theory of it");
    }
    return lines;
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, ROW, cells).stripTrailing();
  }

  private static String range(Prediction prediction) {
    double factor = prediction.high() / prediction.typical();
    return number(prediction.typical())
        + (Double.isFinite(factor) ? String.format(Locale.ROOT, " ×÷%.2f", factor) : "");
  }

  private static String z(OptionalDouble z) {
    return z.isPresent() ? String.format(Locale.ROOT, "%+.1f", z.getAsDouble()) : "";
  }

  private static String shortened(String path) {
    return path.length() <= 24 ? path : "…" + path.substring(path.length() - 23);
  }

  /** Three digits that count. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-3 || size >= 1e5)) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    int digits = size == 0 ? 1 : (int) Math.max(0, 2 - Math.floor(Math.log10(size)));
    return String.format(Locale.ROOT, "%." + Math.min(5, digits) + "f", value);
  }
}
