package gradus.health.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The forecast as lines of text: one for each layer. */
public final class ForecastTable {
  private static final String ROW = "%-28s %-6s %9s %19s %9s %5s %9s %19s %9s %5s";

  private ForecastTable() {}

  /** The lines of the table, its head first. */
  public static List<String> lines(Forecast forecast) {
    List<String> lines = new ArrayList<>();
    lines.add(
        row(
            "layer", "role", "signal", "95 of 100 within", "measured", "z",
            "gradient", "95 of 100 within", "measured", "z"));
    lines.add(
        row(
            "(input)", "", number(forecast.input().rms()), "", "", "", "", "", "", ""));
    for (LayerForecast layer : forecast.layers()) {
      double rms = layer.measured().map(link -> link.values().rms()).orElse(Double.NaN);
      double arriving = layer.learned() || shows(layer) ? layer.measuredArriving() : Double.NaN;
      lines.add(
          row(
              shortened(layer.path()) + (layer.theory() ? "" : " *"),
              layer.role().name().toLowerCase(Locale.ROOT),
              number(layer.rms().typical()),
              range(layer.rms()),
              number(rms),
              z(layer.rms().z(rms)),
              number(layer.arriving().typical()),
              range(layer.arriving()),
              number(arriving),
              z(layer.arriving().z(arriving))));
    }
    if (forecast.layers().stream().anyMatch(layer -> !layer.theory())) {
      lines.add("* measured alone: there is no theory of it");
    }
    return lines;
  }

  private static boolean shows(LayerForecast layer) {
    return !Double.isNaN(layer.measuredArriving());
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, ROW, cells).stripTrailing();
  }

  private static String range(Prediction prediction) {
    return number(prediction.low()) + " " + number(prediction.high());
  }

  private static String z(OptionalDouble z) {
    return z.isPresent() ? String.format(Locale.ROOT, "%+.1f", z.getAsDouble()) : "";
  }

  private static String shortened(String path) {
    return path.length() <= 26 ? path : "…" + path.substring(path.length() - 25);
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
