package gradus.health.report;

import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import gradus.train.report.Axis;
import gradus.train.report.Plot;
import gradus.train.report.Series;
import gradus.train.report.Thinning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The losses of two runs, on training and on held-out examples. Of runs of few epochs, as trials
 * are, the training loss is the mean of the last eight batches.
 */
final class LossCurves {
  private static final int EPOCHS = 4;
  private static final int SMOOTH = 8;
  private static final int POINTS = 400;
  private static final double FAR = 100;

  private LossCurves() {}

  static Plot of(RunHistory before, RunHistory after) {
    boolean epochs = epochs(before) >= EPOCHS && epochs(after) >= EPOCHS;
    Plot plot = Plot.of("Loss before and after").x(Axis.linear("step")).y(Axis.linear("loss"));
    plot = add(plot, "before, held out", heldOut(before), false);
    plot = add(plot, "after, held out", heldOut(after), false);
    plot = add(plot, "before, training", epochs ? means(before) : batches(before), !epochs);
    plot = add(plot, "after, training", epochs ? means(after) : batches(after), !epochs);
    return isFar(plot) ? plot.y(Axis.log("loss")) : plot;
  }

  /** Whether the losses are so far apart that equal ratios show more than equal distances. */
  private static boolean isFar(Plot plot) {
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    for (Series line : plot.series()) {
      for (int i = 0; i < line.size(); i++) {
        if (Double.isFinite(line.y(i))) {
          low = Math.min(low, line.y(i));
          high = Math.max(high, line.y(i));
        }
      }
    }
    return low > 0 && high > FAR * low;
  }

  private static Plot add(Plot plot, String name, List<double[]> points, boolean faint) {
    if (points.isEmpty()) {
      return plot;
    }
    Series line = Series.of(name, Thinning.even(points, POINTS));
    return plot.add(faint ? line.faint() : line);
  }

  private static int epochs(RunHistory history) {
    return history.all(Event.EpochDone.class).size();
  }

  private static List<double[]> means(RunHistory history) {
    return history.all(Event.EpochDone.class).stream()
        .map(epoch -> new double[] {epoch.step(), epoch.loss()})
        .toList();
  }

  private static List<double[]> batches(RunHistory history) {
    List<Event.StepDone> steps = history.all(Event.StepDone.class);
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      double mean = 0;
      int from = Math.max(0, i - SMOOTH + 1);
      for (int j = from; j <= i; j++) {
        mean += steps.get(j).loss() / (i - from + 1);
      }
      points.add(new double[] {steps.get(i).step(), mean});
    }
    return points;
  }

  /** At the ends of epochs and between. */
  private static List<double[]> heldOut(RunHistory history) {
    List<double[]> points = new ArrayList<>();
    for (Event.EpochDone epoch : history.all(Event.EpochDone.class)) {
      epoch.validationLoss().ifPresent(loss -> points.add(new double[] {epoch.step(), loss}));
    }
    for (Event.Validated validated : history.all(Event.Validated.class)) {
      boolean missing = points.stream().noneMatch(point -> point[0] == validated.step());
      if (missing) {
        points.add(new double[] {validated.step(), validated.loss()});
      }
    }
    points.sort(Comparator.comparingDouble(point -> point[0]));
    return points;
  }
}
