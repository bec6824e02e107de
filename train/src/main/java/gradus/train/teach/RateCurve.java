package gradus.train.teach;

import gradus.train.report.Axis;
import gradus.train.report.Plot;
import gradus.train.report.Series;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * The loss against the rate, as a {@link RateTest} found it.
 *
 * @param points in the order of rising rates
 * @param explodes whether the loss ran away before the last rate
 */
public record RateCurve(List<Point> points, boolean explodes) {
  /** On how many points to each side a slope is fitted. */
  private static final int REACH = 5;

  /** A fall smaller than this share of the loss is taken for noise. */
  private static final double NOISE = 0.02;

  /** Keeps a copy. */
  public RateCurve {
    points = List.copyOf(points);
  }

  /**
   * One step.
   *
   * @param rate the learning rate of the step
   * @param loss before the step's update
   * @param smoothed the loss smoothed over the steps so far
   */
  public record Point(double rate, double loss, double smoothed) {}

  /**
   * The rate to train with: where the smoothed loss falls steepest against the logarithm of the
   * rate, by a straight line fitted to five points on each side, between the first point and the
   * lowest. Empty if the loss never fell by 2 % or more.
   */
  public OptionalDouble suggested() {
    int end = lowest();
    if (end < 2 || !falls(end)) {
      return OptionalDouble.empty();
    }
    int steepest = -1;
    double slope = 0;
    for (int i = 1; i < end; i++) {
      double here = slope(Math.max(0, i - REACH), Math.min(end, i + REACH));
      if (here < slope) {
        slope = here;
        steepest = i;
      }
    }
    return steepest < 0 ? OptionalDouble.empty() : OptionalDouble.of(points.get(steepest).rate());
  }

  /** A tenth of the rate with the lowest smoothed loss: the careful choice. Empty as above. */
  public OptionalDouble careful() {
    int end = lowest();
    return end < 2 || !falls(end)
        ? OptionalDouble.empty()
        : OptionalDouble.of(points.get(end).rate() / 10);
  }

  private boolean falls(int lowest) {
    double first = points.get(0).smoothed();
    return first - points.get(lowest).smoothed() >= NOISE * Math.abs(first);
  }

  private int lowest() {
    int lowest = -1;
    for (int i = 0; i < points.size(); i++) {
      double loss = points.get(i).smoothed();
      if (Double.isFinite(loss) && (lowest < 0 || loss < points.get(lowest).smoothed())) {
        lowest = i;
      }
    }
    return lowest;
  }

  /** The slope of the least-squares line through points from..to over log rate. */
  private double slope(int from, int to) {
    double meanX = 0;
    double meanY = 0;
    int count = to - from + 1;
    for (Point point : points.subList(from, to + 1)) {
      meanX += Math.log(point.rate()) / count;
      meanY += point.smoothed() / count;
    }
    double products = 0;
    double squares = 0;
    for (Point point : points.subList(from, to + 1)) {
      double dx = Math.log(point.rate()) - meanX;
      products += dx * (point.smoothed() - meanY);
      squares += dx * dx;
    }
    return squares == 0 ? 0 : products / squares;
  }

  /** One or two sentences for people. */
  public String advice() {
    Point last = points.getLast();
    String end = explodes ? "; at " + rate(last.rate()) + " it runs away" : "";
    if (suggested().isEmpty()) {
      return "The loss does not fall between %s and %s%s: %s."
          .formatted(
              rate(points.getFirst().rate()),
              rate(last.rate()),
              end,
              explodes ? "test lower rates" : "the gradient does not reach the weights");
    }
    String suggestion = rate(suggested().getAsDouble());
    return "The loss falls fastest at rate %s%s. Train with %s, or carefully with %s."
        .formatted(suggestion, end, suggestion, rate(careful().getAsDouble()));
  }

  private static String rate(double rate) {
    return NumberTable.number(new BigDecimal(rate).round(new MathContext(2)).doubleValue());
  }

  /** Loss against rate, on a logarithmic axis; where the loss runs away it is cut off. */
  public Plot plot() {
    double first = points.getFirst().smoothed();
    double top = 2 * Math.abs(first) + first;
    Plot plot =
        Plot.of("Loss against learning rate")
            .x(Axis.log("learning rate"))
            .y(Axis.linear("loss"))
            .add(line("smoothed loss", point -> Math.min(point.smoothed(), top)))
            .add(line("loss of each step", point -> Math.min(point.loss(), top)).faint());
    OptionalDouble suggested = suggested();
    if (suggested.isEmpty()) {
      return plot;
    }
    double rate = suggested.getAsDouble();
    double low = points.stream().mapToDouble(Point::smoothed).min().orElse(0);
    return plot.add(
        Series.of(
            "suggested: " + rate(rate), new double[] {rate, rate}, new double[] {low, first}));
  }

  private Series line(String name, ToDoubleFunction<Point> value) {
    return Series.of(
        name,
        points.stream().mapToDouble(Point::rate).toArray(),
        points.stream().mapToDouble(value).toArray());
  }
}
