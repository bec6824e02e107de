package gradus.train.report;

import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/** The charts of a run, in the order of the page. */
final class Figures {
  private Figures() {}

  /** How well it learned. */
  static List<Section> learning(RunHistory history) {
    List<Figure> figures = new ArrayList<>();
    figures.add(loss(history));
    figures.addAll(metrics(history));
    figures.add(rate(history));
    figures.removeIf(figure -> figure.plot().isEmpty());
    return List.copyOf(figures);
  }

  /** What reached the parameters. */
  static List<Section> gradient(RunHistory history) {
    List<Figure> figures = new ArrayList<>();
    figures.add(norm(history));
    history.last(Event.GradientFlow.class).map(Figures::flow).ifPresent(figures::add);
    figures.removeIf(figure -> figure.plot().isEmpty());
    List<Section> sections = new ArrayList<>(figures);
    ParameterMap.of(history).ifPresent(sections::add);
    return sections;
  }

  private static Figure loss(RunHistory history) {
    List<Event.StepDone> steps = history.all(Event.StepDone.class);
    List<Event.EpochDone> epochs = history.all(Event.EpochDone.class);
    Series batches = line("each batch", points(steps, s -> OptionalDouble.of(s.loss()))).faint();
    List<double[]> means = points(epochs, e -> OptionalDouble.of(e.loss()));
    List<double[]> held = points(epochs, Event.EpochDone::validationLoss);
    held.addAll(points(history.all(Event.Validated.class), v -> OptionalDouble.of(v.loss())));
    Plot plot = steps("Loss", "loss");
    plot = add(plot, line("training, mean of an epoch", means));
    plot = add(plot, line("validation", sorted(held)));
    String note = "Both lines should fall; validation that rises again means overfitting.";
    return new Figure("loss", add(plot, batches), note, true);
  }

  private static List<Figure> metrics(RunHistory history) {
    List<Event.EpochDone> epochs = history.all(Event.EpochDone.class);
    List<Event.Validated> between = history.all(Event.Validated.class);
    Set<String> names = new LinkedHashSet<>();
    epochs.forEach(epoch -> names.addAll(epoch.metrics().keySet()));
    epochs.forEach(epoch -> names.addAll(epoch.validationMetrics().keySet()));
    between.forEach(validated -> names.addAll(validated.metrics().keySet()));
    List<Figure> figures = new ArrayList<>();
    for (String name : names) {
      List<double[]> held = points(epochs, e -> maybe(e.validationMetrics(), name));
      held.addAll(points(between, v -> maybe(v.metrics(), name)));
      String words = Verdict.words(name);
      Plot plot =
          steps(
              words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1), words);
      plot = add(plot, line("training", points(epochs, e -> maybe(e.metrics(), name))));
      plot = add(plot, line("validation", sorted(held)));
      figures.add(new Figure("metric-" + figures.size(), plot, "", false));
    }
    return figures;
  }

  private static Figure rate(RunHistory history) {
    List<double[]> points =
        points(history.all(Event.StepDone.class), s -> OptionalDouble.of(s.rate()));
    if (points.isEmpty()) {
      points = points(history.all(Event.EpochDone.class), e -> OptionalDouble.of(e.rate()));
    }
    Plot plot = add(steps("Learning rate", "rate"), line("rate", points));
    return new Figure("rate", plot, "", true);
  }

  private static Figure norm(RunHistory history) {
    List<Event.StepDone> steps = history.all(Event.StepDone.class);
    List<double[]> before = points(steps, Event.StepDone::gradientNorm);
    List<double[]> after = points(steps, Event.StepDone::clippedNorm);
    boolean clips =
        steps.stream()
            .anyMatch(
                s -> s.clippedNorm().isPresent() && !s.clippedNorm().equals(s.gradientNorm()));
    Plot plot = steps("Gradient norm", "norm").y(Axis.log("norm"));
    plot = add(plot, line(clips ? "before clipping" : "gradient norm", before));
    plot = clips ? add(plot, line("after clipping", after)) : plot;
    return new Figure("norm", plot, "Sudden peaks are exploding gradients.", true);
  }

  /** One line for each kind of parameter, so that weights are not mixed with biases. */
  private static Figure flow(Event.GradientFlow flow) {
    List<String> layers = new ArrayList<>();
    Map<String, List<double[]>> kinds = new LinkedHashMap<>();
    for (Event.Part part : flow.parts()) {
      int dot = Math.max(part.name().lastIndexOf('.'), part.name().lastIndexOf('/'));
      String layer = dot > 0 ? part.name().substring(0, dot) : part.name();
      String kind = dot > 0 ? part.name().substring(dot + 1) : "gradient";
      if (!layers.contains(layer)) {
        layers.add(layer);
      }
      double[] point = {layers.indexOf(layer), part.gradientRms()};
      kinds.computeIfAbsent(kind, any -> new ArrayList<>()).add(point);
    }
    Plot plot =
        Plot.of("Gradient by layer, step " + Numbers.whole(flow.step()))
            .x(Axis.names("layer, from input to output", layers))
            .y(Axis.log("root mean square of the gradient"));
    for (var kind : kinds.entrySet()) {
      plot = add(plot, Series.of(kind.getKey(), kind.getValue()));
    }
    String note = "A line that falls towards the input is a vanishing gradient.";
    return new Figure("flow", plot, note, false);
  }

  private static Plot steps(String title, String label) {
    return Plot.of(title).x(Axis.linear("step")).y(Axis.linear(label));
  }

  private static Plot add(Plot plot, Series line) {
    return line.size() == 0 ? plot : plot.add(line);
  }

  private static Series line(String name, List<double[]> points) {
    return Series.of(name, Thinning.of(points, Thinning.POINTS));
  }

  private static <E extends Event> List<double[]> points(
      List<E> events, Function<E, OptionalDouble> value) {
    List<double[]> points = new ArrayList<>();
    for (E event : events) {
      value.apply(event).ifPresent(y -> points.add(new double[] {event.step(), y}));
    }
    return points;
  }

  private static List<double[]> sorted(List<double[]> points) {
    points.sort((a, b) -> Double.compare(a[0], b[0]));
    return points;
  }

  private static OptionalDouble maybe(Map<String, Double> map, String name) {
    Double value = map.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
