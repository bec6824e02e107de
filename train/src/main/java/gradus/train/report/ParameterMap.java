package gradus.train.report;

import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The gradient and the size of every parameter over the steps. */
final class ParameterMap {
  private ParameterMap() {}

  /** The map; empty if the flow was measured less than twice. */
  static Optional<HeatMap> of(RunHistory history) {
    List<Event.GradientFlow> all = history.all(Event.GradientFlow.class);
    if (all.size() < 2 || all.getLast().parts().isEmpty()) {
      return Optional.empty();
    }
    List<Event.GradientFlow> flows = Thinning.even(all, HeatMap.COLUMNS);
    HeatMap.View gradient = view("gradient", flows, Event.Part::gradientRms);
    HeatMap.View weight = view("values", flows, Event.Part::weightRms);
    return Optional.of(
        new HeatMap(
            "parameters",
            "Parameters over the steps",
            "Root mean square of each parameter's gradient, or of its values. Input at the top.",
            "show",
            List.of(gradient, weight),
            true));
  }

  private static HeatMap.View view(
      String name, List<Event.GradientFlow> flows, ToDoubleFunction<Event.Part> number) {
    List<String> names = flows.getLast().parts().stream().map(Event.Part::name).toList();
    double[][] values = new double[names.size()][flows.size()];
    for (int column = 0; column < flows.size(); column++) {
      List<Event.Part> parts = flows.get(column).parts();
      for (int row = 0; row < names.size(); row++) {
        values[row][column] = value(parts, row, names.get(row), number);
      }
    }
    List<Long> steps = flows.stream().map(Event.GradientFlow::step).toList();
    return new HeatMap.View(name, names, steps, values, Scale.rising(values), "");
  }

  /** Nearly always the row is the part's place; after surgery on the model it is searched for. */
  private static double value(
      List<Event.Part> parts, int row, String name, ToDoubleFunction<Event.Part> number) {
    if (row < parts.size() && parts.get(row).name().equals(name)) {
      return number.applyAsDouble(parts.get(row));
    }
    return parts.stream()
        .filter(part -> part.name().equals(name))
        .mapToDouble(number)
        .findFirst()
        .orElse(HeatMap.NONE);
  }
}
