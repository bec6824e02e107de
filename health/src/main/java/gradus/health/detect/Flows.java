package gradus.health.detect;

import gradus.health.Case;
import gradus.health.Decades;
import gradus.health.NoiseScale;
import gradus.train.log.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Reads what was measured: first, last, middles and the like. */
final class Flows {
  /** The part of the longest step below which a weight is at rest. */
  private static final double REST = 1e-3;

  /** So many units of a layer are most. */
  static final double MOST = 0.7;

  /** Decades that twenty layers of sound ReLUs take. */
  private static final double CUT = 2.5;

  private Flows() {}

  /** The middle of some numbers; NaN of none. */
  static double middle(List<Double> numbers) {
    List<Double> sorted = numbers.stream().filter(x -> !Double.isNaN(x)).sorted().toList();
    return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
  }

  /** The last so many, or all. */
  static <E> List<E> last(List<E> all, int count) {
    return all.subList(Math.max(0, all.size() - count), all.size());
  }

  /** Whether a parameter is a weight: what a product multiplies by. */
  static boolean weight(Event.Part part) {
    return part.name().endsWith("weight") || part.name().endsWith("kernel");
  }

  /** The weights among what was measured. */
  static List<Event.Part> weights(Event.GradientFlow flow) {
    return flow.parts().stream().filter(Flows::weight).toList();
  }

  /** The layer to which a parameter belongs. */
  static String layer(String parameter) {
    int dot = parameter.lastIndexOf('.');
    return dot < 0 ? parameter : parameter.substring(0, dot);
  }

  /** The middle over the weights of a network of something, at one step. */
  static double middle(Event.GradientFlow flow, ToDoubleFunction<Event.Part> of) {
    List<Double> numbers = new ArrayList<>();
    weights(flow).forEach(part -> numbers.add(of.applyAsDouble(part)));
    return middle(numbers);
  }

  /** The update over the weights of the middle weight, in the middle of the first flows. */
  static double updateRatio(List<Event.GradientFlow> flows, int count) {
    return middle(
        flows.subList(0, Math.min(count, flows.size())).stream()
            .map(flow -> middle(flow, Event.Part::updateRatio))
            .toList());
  }

  /**
   * Whether the first weights hardly move at the last measured step, though others do: optimizers
   * that divide by the size of the gradient may make up for a small one.
   */
  static boolean rests(Case patient) {
    if (patient.flows().isEmpty()) {
      return false;
    }
    List<Event.Part> weights = weights(patient.flows().getLast());
    double most = weights.stream().mapToDouble(Flows::step).max().orElse(0);
    return most > 0 && step(weights.getFirst()) < REST * most;
  }

  /**
   * Whether a batch norm gets batches of one or two, from which it cannot tell mean and variance.
   */
  static boolean pairs(Case patient) {
    return NoiseScale.batch(patient) <= 2
        && !patient.signals().isEmpty()
        && patient.signals().getFirst().links().stream()
            .anyMatch(link -> link.kind().equals("batch_norm"));
  }

  private static double step(Event.Part part) {
    return part.updateRatio() * part.weightRms();
  }

  /** How many times its first size the middle weight has; flows must not be empty. */
  static double growth(List<Event.GradientFlow> flows) {
    return middle(flows.getLast(), Event.Part::weightRms)
        / middle(flows.getFirst(), Event.Part::weightRms);
  }

  /** All that every layer costs, by path without the activation inside it, output first. */
  static Map<String, Double> byLayer(Decades decades) {
    Map<String, Double> sums = new java.util.LinkedHashMap<>();
    decades
        .pieces()
        .forEach(piece -> sums.merge(owner(piece.path()), piece.decades(), Double::sum));
    return sums;
  }

  private static String owner(String path) {
    int dot = path.lastIndexOf('.');
    String last = path.substring(dot + 1);
    return dot > 0 && !last.startsWith("dense") && !last.contains("conv")
        ? path.substring(0, dot)
        : path;
  }

  /** The decades that pools take: a gradient over n places for one, {@code log₁₀ √n} to log₁₀ n. */
  static double pooled(List<Event.Link> links) {
    return links.stream()
        .filter(link -> link.gradient().isPresent() && link.kind().endsWith("pool"))
        .mapToDouble(link -> -Math.log10(link.gain()))
        .filter(Double::isFinite)
        .sum();
  }

  /**
   * The decades that the gradient loses on its way back through time, in layers that are applied
   * again and again. What came last still gets all of it, and so do their weights.
   */
  static double throughTime(Decades decades) {
    return decades.pieces().stream()
        .filter(piece -> piece.path().endsWith("]"))
        .mapToDouble(Decades.Piece::decades)
        .sum();
  }

  /**
   * Whether most units of an activation have no slope for any sample, and slopes take many decades
   * off the gradient: few ways are left to what lies before, however well those that are may do.
   */
  static boolean isCutOff(Event.Link link, Event.SignalFlow flow) {
    double slopes = Decades.of(flow.links()).byRole().getOrDefault(Event.Role.SLOPE, 0.0);
    return slopes >= CUT
        && link.units().filter(units -> units.silent() >= MOST * units.count()).isPresent();
  }

  /** Whether the piece at a path is a pool. */
  static boolean pools(List<Event.Link> links, String path) {
    return links.stream()
        .anyMatch(link -> link.path().equals(path) && link.kind().endsWith("pool"));
  }

  /** The flow whose step is that of the signals, or null. */
  static Event.GradientFlow at(Case patient, long step) {
    Map<Long, Event.GradientFlow> byStep = new HashMap<>();
    patient.flows().forEach(flow -> byStep.put(flow.step(), flow));
    return byStep.get(step);
  }

  /** A number as people read it. */
  static String number(double x) {
    double size = Math.abs(x);
    return String.format(
        java.util.Locale.ROOT,
        size != 0 && (size < 1e-2 || size >= 1e4) ? "%.1e" : size >= 100 ? "%.0f" : "%.2f",
        x);
  }

  /** A share in percent. */
  static String percent(double share) {
    return Math.round(100 * share) + " %";
  }
}
