package gradus.health.report;

import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import gradus.train.report.Axis;
import gradus.train.report.Band;
import gradus.train.report.Figure;
import gradus.train.report.HeatMap;
import gradus.train.report.Plot;
import gradus.train.report.Scale;
import gradus.train.report.Section;
import gradus.train.report.Series;
import gradus.train.report.Thinning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far each step moves the parameters: the norm of the update over the norm of the values. From
 * 1e-4 to 1e-2 is a usual range, 1e-3 a rule of thumb.
 */
final class Updates {
  private static final double LOW = 1e-4;
  private static final double HIGH = 1e-2;
  private static final int FEW = 6;

  private Updates() {}

  static List<Section> of(RunHistory history) {
    List<Event.GradientFlow> flows =
        Thinning.even(history.all(Event.GradientFlow.class), HeatMap.COLUMNS);
    if (flows.isEmpty() || flows.getLast().parts().isEmpty()) {
      return List.of();
    }
    List<String> names = flows.getLast().parts().stream().map(Event.Part::name).toList();
    double[][] ratios = new double[names.size()][flows.size()];
    for (int column = 0; column < flows.size(); column++) {
      for (int row = 0; row < names.size(); row++) {
        ratios[row][column] = ratio(flows.get(column), names.get(row), row);
      }
    }
    List<Long> steps = flows.stream().map(Event.GradientFlow::step).toList();
    List<Section> sections = new ArrayList<>();
    Plot plot = plot(names, steps, ratios);
    if (!plot.isEmpty()) {
      sections.add(
          new Figure(
              "updates",
              plot,
              "Below the band a parameter hardly moves, above it the steps are rough."
                  + " Parameters that begin at 0, such as biases, may start high.",
              false));
    }
    HeatMap.View view =
        new HeatMap.View(
            "update / values", names, steps, ratios, Scale.band(LOW, HIGH, 3), "of the values");
    sections.add(
        new HeatMap(
            "update-map",
            "Update over values, each parameter",
            "No colour: from 10⁻⁴ to 10⁻², as is usual. Blue: hardly moves. Orange: rough steps.",
            "show",
            List.of(view),
            false));
    return sections;
  }

  private static double ratio(Event.GradientFlow flow, String name, int row) {
    List<Event.Part> parts = flow.parts();
    if (row < parts.size() && parts.get(row).name().equals(name)) {
      return known(parts.get(row));
    }
    return parts.stream()
        .filter(part -> part.name().equals(name))
        .mapToDouble(Updates::known)
        .findFirst()
        .orElse(HeatMap.NONE);
  }

  /** Over values that are all 0 there is no ratio. */
  private static double known(Event.Part part) {
    return part.weightRms() == 0 ? HeatMap.NONE : part.updateRatio();
  }

  /** A line a parameter, or of many the lowest, the middle and the highest. */
  private static Plot plot(List<String> names, List<Long> steps, double[][] ratios) {
    Plot plot =
        Plot.of("Update over values")
            .x(Axis.linear("step"))
            .y(Axis.log("update / values"))
            .band(new Band(LOW, HIGH, "usual: 10⁻⁴ to 10⁻²"));
    double[] x = steps.stream().mapToDouble(Long::doubleValue).toArray();
    if (names.size() <= FEW) {
      for (int row = 0; row < names.size(); row++) {
        plot = plot.add(Series.of(names.get(row), x, ratios[row]));
      }
      return plot;
    }
    plot = plot.add(Series.of("highest", x, quantiles(ratios, 1)));
    plot = plot.add(Series.of("middle of all parameters", x, quantiles(ratios, 0.5)));
    return plot.add(Series.of("lowest", x, quantiles(ratios, 0)));
  }

  private static double[] quantiles(double[][] ratios, double share) {
    return IntStream.range(0, ratios[0].length)
        .mapToDouble(
            column -> {
              double[] sorted =
                  Arrays.stream(ratios)
                      .mapToDouble(row -> row[column])
                      .filter(v -> v > 0)
                      .sorted()
                      .toArray();
              return sorted.length == 0
                  ? Double.NaN
                  : sorted[(int) Math.round(share * (sorted.length - 1))];
            })
        .toArray();
  }
}
