package gradus.health.heal;

import gradus.train.log.Event;
import gradus.train.report.Axis;
import gradus.train.report.Plot;
import gradus.train.report.Series;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Pictures of a healing: before and after, with the first seed. */
public final class Curves {
  private static final int SMOOTH = 8;

  private Curves() {}

  /** The loss of the training over the steps, smoothed. */
  public static Plot loss(Evidence evidence) {
    return Plot.of("Loss before and after healing")
        .x(Axis.linear("step"))
        .y(Axis.log("loss"))
        .add(loss("before", evidence.before()))
        .add(loss("after", evidence.after()));
  }

  private static Series loss(String name, List<Event> events) {
    List<Event.StepDone> steps = of(events, Event.StepDone.class);
    double[] smooth = new double[steps.size()];
    for (int i = 0; i < smooth.length; i++) {
      int from = Math.max(0, i - SMOOTH + 1);
      smooth[i] =
          steps.subList(from, i + 1).stream()
              .mapToDouble(Event.StepDone::loss)
              .average()
              .orElse(Double.NaN);
    }
    return Series.of(name, values(steps, Event.StepDone::step), smooth);
  }

  /**
   * The size of the gradient at each piece of the network, relative to that at the output, at the
   * first measured step and at the last one.
   */
  public static Plot flow(Evidence evidence) {
    return Plot.of("Gradient on its way back, before and after healing")
        .x(Axis.linear("piece of the network, from the output to the input"))
        .y(Axis.log("size of the gradient, 1 at the output"))
        .add(flow("before", first(evidence.before())))
        .add(flow("after", first(evidence.after())))
        .add(flow("before, at the end", last(evidence.before())).faint())
        .add(flow("after, at the end", last(evidence.after())).faint());
  }

  private static List<Event.Link> first(List<Event> events) {
    List<Event.SignalFlow> flows = of(events, Event.SignalFlow.class);
    return flows.isEmpty() ? List.of() : flows.getFirst().links();
  }

  private static List<Event.Link> last(List<Event> events) {
    List<Event.SignalFlow> flows = of(events, Event.SignalFlow.class);
    return flows.isEmpty() ? List.of() : flows.getLast().links();
  }

  private static Series flow(String name, List<Event.Link> links) {
    List<Double> sizes = new ArrayList<>();
    links.stream().flatMap(link -> link.gradient().stream()).forEach(g -> sizes.add(g.rms()));
    Collections.reverse(sizes);
    double output = sizes.isEmpty() ? 1 : sizes.getFirst();
    return Series.of(name, sizes.stream().mapToDouble(size -> size / output).toArray());
  }

  private static <E> double[] values(List<E> events, ToDoubleFunction<E> value) {
    return events.stream().mapToDouble(value).toArray();
  }

  private static <E extends Event> List<E> of(List<Event> events, Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
