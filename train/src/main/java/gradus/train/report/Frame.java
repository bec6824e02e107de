package gradus.train.report;

import java.util.List;
import java.util.function.Function;

/** Where a plot's area lies on the paper, and where a value lies in it. */
record Frame(
    Plot plot, Ticks across, Ticks upward, double left, double top, double right, double bottom) {
  static final double LETTER = 6.3;
  static final double LEGEND_ROW = 20;

  static Frame of(Plot plot, double width, double height) {
    Ticks upward = upward(plot, (int) Math.max(2, height / 62));
    double widest = upward.labels().stream().mapToInt(String::length).max().orElse(1);
    double left = 24 + (plot.y().label().isEmpty() ? 0 : 20) + widest * LETTER;
    double right = width - 18;
    Ticks across = across(plot, (int) Math.max(2, (right - left) / 85));
    double top =
        (plot.title().isEmpty() ? 12 : 40) + LEGEND_ROW * Legend.rows(plot, right - left).size();
    double bottom = height - (plot.x().label().isEmpty() ? 30 : 50) - names(plot, right - left);
    return new Frame(plot, across, upward, left, top, right, bottom);
  }

  double x(double value) {
    return left
        + (plot.x().place(value) - across.low()) / (across.high() - across.low()) * (right - left);
  }

  double y(double value) {
    return yOf(plot.y().place(value));
  }

  double xOf(double place) {
    return left + (place - across.low()) / (across.high() - across.low()) * (right - left);
  }

  double yOf(double place) {
    return bottom - (place - upward.low()) / (upward.high() - upward.low()) * (bottom - top);
  }

  /** True if the names across do not fit side by side and are turned. */
  static boolean turned(Plot plot, double width) {
    List<String> names = plot.x().categories();
    int longest = names.stream().mapToInt(String::length).max().orElse(0);
    return longest * LETTER + 8 > width / Math.max(1, names.size());
  }

  private static double names(Plot plot, double width) {
    if (plot.x().categories().isEmpty() || !turned(plot, width)) {
      return 0;
    }
    int longest = plot.x().categories().stream().mapToInt(String::length).max().orElse(0);
    return Math.min(120, longest * LETTER * 0.75);
  }

  private static Ticks upward(Plot plot, int wanted) {
    double[] range = range(plot, plot.y(), line -> line::y);
    double[] lows = range(plot, plot.y(), line -> line::low);
    range[0] = Math.min(range[0], lows[0]);
    return Ticks.of(plot.y().log(), range[0], range[1], wanted);
  }

  private static Ticks across(Plot plot, int wanted) {
    List<String> names = plot.x().categories();
    if (!names.isEmpty()) {
      List<Double> places = new java.util.ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        places.add((double) i);
      }
      return new Ticks(-0.5, names.size() - 0.5, places, names);
    }
    double[] range = range(plot, plot.x(), line -> line::x);
    return Ticks.tight(plot.x().log(), range[0], range[1], wanted);
  }

  private static double[] range(
      Plot plot, Axis axis, Function<Series, java.util.function.IntToDoubleFunction> values) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Series line : plot.series()) {
      for (int i = 0; i < line.size(); i++) {
        double value = values.apply(line).applyAsDouble(i);
        if (axis.shows(value)) {
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
    }
    if (axis == plot.y() && plot.band().isPresent()) {
      low = Math.min(low, plot.band().get().low());
      high = Math.max(high, plot.band().get().high());
    }
    return low <= high ? new double[] {low, high} : new double[] {axis.log() ? 0.1 : 0, 1};
  }
}
