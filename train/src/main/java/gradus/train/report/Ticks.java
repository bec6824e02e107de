package gradus.train.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The marks of an axis: round numbers that a person can read between.
 *
 * @param low the axis' lower end, as laid out
 * @param high its upper end, as laid out
 * @param places where the marks stand, as laid out (decimal logarithms on a logarithmic axis)
 * @param labels what is written there
 */
record Ticks(double low, double high, List<Double> places, List<String> labels) {
  private static final double[] ROUND = {1, 2, 2.5, 5, 10};

  /** Marks for values from {@code low} to {@code high}, about {@code wanted} of them. */
  static Ticks of(boolean log, double low, double high, int wanted) {
    return log ? logarithmic(low, high, wanted) : linear(low, high, wanted, true);
  }

  /** The same without widening the axis to whole marks, as suits the axis of steps. */
  static Ticks tight(boolean log, double low, double high, int wanted) {
    return log ? logarithmic(low, high, wanted) : linear(low, high, wanted, false);
  }

  private static Ticks linear(double low, double high, int wanted, boolean widen) {
    double slack = high > low ? 0 : Math.max(Math.abs(low) * 0.1, 1e-9);
    double from = low - slack;
    double to = high + slack;
    double step = step((to - from) / wanted);
    double start = widen ? Math.floor(from / step + 1e-9) : Math.ceil(from / step - 1e-9);
    double stop = widen ? Math.ceil(to / step - 1e-9) : Math.floor(to / step + 1e-9);
    List<Double> places = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (double k = start; k <= stop; k++) {
      double value = k == 0 ? 0 : k * step;
      places.add(value);
      labels.add(Numbers.tick(value, step));
    }
    return new Ticks(widen ? start * step : from, widen ? stop * step : to, places, labels);
  }

  /** Values are given plain; places are their logarithms. */
  private static Ticks logarithmic(double low, double high, int wanted) {
    double from = Math.log10(low);
    double to = Math.log10(high);
    if (to - from < 1) {
      return withinDecade(low, high);
    }
    int first = (int) Math.floor(from + 1e-9);
    int last = (int) Math.ceil(to - 1e-9);
    int every = Math.max(1, (int) Math.ceil((last - first) / (double) wanted));
    List<Double> places = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int k = Math.ceilDiv(first, every) * every; k <= last; k += every) {
      places.add((double) k);
      labels.add(Numbers.power(k));
    }
    return new Ticks(first, last, places, labels);
  }

  private static Ticks withinDecade(double low, double high) {
    Ticks plain = linear(low, high > low ? high : low * 2, 4, true);
    List<Double> places = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < plain.places.size(); i++) {
      if (plain.places.get(i) > 0) {
        places.add(Math.log10(plain.places.get(i)));
        labels.add(plain.labels.get(i));
      }
    }
    double bottom = Math.min(Math.log10(low), places.getFirst());
    return new Ticks(bottom, places.getLast(), places, labels);
  }

  private static double step(double rough) {
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double round : ROUND) {
      if (round * power >= rough * (1 - 1e-9)) {
        return round * power;
      }
    }
    return 10 * power;
  }
}
