package gradus.health.forecast;

import gradus.train.report.Axis;
import gradus.train.report.Plot;
import gradus.train.report.Series;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The gradient by layer: theory as a line with a band, the measured batch as points. */
public final class ForecastPlot {
  private ForecastPlot() {}

  /** The gradient at each layer's output, relative to that at the output of the network. */
  public static Plot of(Forecast forecast) {
    return plot(
        "Forecast of the gradient: " + forecast.name(),
        "gradient, relative to the output",
        forecast.layers(),
        LayerForecast::arriving,
        LayerForecast::measuredArriving);
  }

  /** The size of the signal at each layer's output. */
  public static Plot signals(Forecast forecast) {
    return plot(
        "Forecast of the signal: " + forecast.name(),
        "rms of the signal",
        forecast.layers(),
        LayerForecast::rms,
        layer -> layer.measured().map(link -> link.values().rms()).orElse(Double.NaN));
  }

  private static Plot plot(
      String title,
      String what,
      List<LayerForecast> layers,
      java.util.function.Function<LayerForecast, Prediction> predicted,
      ToDoubleFunction<LayerForecast> measured) {
    double[] place = new double[layers.size()];
    for (int i = 0; i < place.length; i++) {
      place[i] = i + 1;
    }
    List<Prediction> theory = layers.stream().map(predicted).toList();
    double[] low = theory.stream().mapToDouble(Prediction::low).toArray();
    double[] high = theory.stream().mapToDouble(Prediction::high).toArray();
    double[] typical = theory.stream().mapToDouble(Prediction::typical).toArray();
    double[] seen = layers.stream().mapToDouble(measured).toArray();
    return Plot.of(title)
        .x(Axis.linear("piece of the network, from input to output"))
        .y(Axis.log(what))
        .add(Series.band("95 of 100 networks", place, low, high))
        .add(Series.of("theory", place, typical).faint())
        .add(Series.of("measured", place, seen).points());
  }
}
