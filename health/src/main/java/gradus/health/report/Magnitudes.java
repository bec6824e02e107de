package gradus.health.report;

import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import gradus.train.report.HeatMap;
import gradus.train.report.Scale;
import gradus.train.report.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Histograms of values and gradients over the steps, one layer at a time. */
final class Magnitudes {
  private static final int COLUMNS = 72;
  private static final int TALLEST = 40;
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private Magnitudes() {}

  static List<Section> of(RunHistory history) {
    List<Section> sections = new ArrayList<>();
    map(
            history,
            "value-histograms",
            "Values at a layer's output",
            link -> Optional.of(link.values()))
        .ifPresent(sections::add);
    map(history, "gradient-histograms", "Gradients at a layer's output", Event.Link::gradient)
        .ifPresent(sections::add);
    return sections;
  }

  private static Optional<HeatMap> map(
      RunHistory history,
      String id,
      String title,
      Function<Event.Link, Optional<Event.Spread>> spread) {
    LinkGrid grid = LinkGrid.of(history, COLUMNS, link -> spread.apply(link).isPresent());
    List<HeatMap.View> views = new ArrayList<>();
    for (String path : grid.paths()) {
      List<Optional<Event.Histogram>> row =
          grid.row(path).stream()
              .map(link -> link.flatMap(spread).map(Event.Spread::histogram))
              .toList();
      views.add(view(path, grid.steps(), row));
    }
    return views.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new HeatMap(
                id,
                title,
                "How many of the numbers have which magnitude, large ones at the top. A band that"
                    + " sinks vanishes, one that rises explodes.",
                "layer",
                views,
                false));
  }

  private static HeatMap.View view(
      String path, List<Long> steps, List<Optional<Event.Histogram>> histograms) {
    int low = Integer.MAX_VALUE;
    int high = Integer.MIN_VALUE;
    for (Optional<Event.Histogram> each : histograms) {
      if (each.isPresent() && !each.get().counts().isEmpty()) {
        low = Math.min(low, each.get().first());
        high = Math.max(high, each.get().first() + each.get().counts().size() - 1);
      }
    }
    boolean none = low > high;
    boolean cut = !none && high - low >= TALLEST;
    low = none ? 0 : cut ? high - TALLEST + 1 : low;
    high = none ? -1 : high;
    List<String> rows = new ArrayList<>();
    rows.add("NaN or ∞");
    for (int power = high; power >= low; power--) {
      rows.add(cut && power == low ? "under " + power(low + 1) : "from " + power(power));
    }
    rows.add("0");
    double[][] shares = new double[rows.size()][steps.size()];
    double most = 0;
    for (int column = 0; column < steps.size(); column++) {
      if (histograms.get(column).isPresent()) {
        most = Math.max(most, fill(shares, column, histograms.get(column).get(), low, high));
      }
    }
    return new HeatMap.View(path, rows, steps, shares, Scale.share(most), "of the numbers");
  }

  /** Fills a column; what is below the lowest row is counted there. The largest share in it. */
  private static double fill(
      double[][] shares, int column, Event.Histogram histogram, int low, int high) {
    double all = histogram.zeros() + histogram.nonFinite();
    for (int count : histogram.counts()) {
      all += count;
    }
    if (all == 0) {
      return 0;
    }
    shares[0][column] = histogram.nonFinite() / all;
    shares[shares.length - 1][column] = histogram.zeros() / all;
    for (int i = 0; i < histogram.counts().size(); i++) {
      int power = Math.max(low, histogram.first() + i);
      shares[1 + high - power][column] += histogram.counts().get(i) / all;
    }
    double most = 0;
    for (int row = 1; row < shares.length - 1; row++) {
      most = Math.max(most, shares[row][column]);
    }
    return most;
  }

  private static String power(int exponent) {
    StringBuilder text = new StringBuilder(exponent < 0 ? "2⁻" : "2");
    for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
      text.append(SUPERSCRIPTS.charAt(digit - '0'));
    }
    return text.toString();
  }
}
