package gradus.health.report;

import gradus.health.Case;
import gradus.health.NoiseScale;
import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import gradus.train.report.Axis;
import gradus.train.report.Figure;
import gradus.train.report.Html;
import gradus.train.report.Plot;
import gradus.train.report.Prose;
import gradus.train.report.Section;
import gradus.train.report.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The noise scale of the gradient beside the batch, over the steps. */
final class Noise {
  /** Pairs of steps of one point: enough for an interval that says something. */
  private static final int PAIRS = 12;

  private static final int POINTS = 60;

  private static final String MEANING =
      "Far above the batch, steps are mostly noise; far below it, a larger batch wins little.";

  private Noise() {}

  static List<Section> of(RunHistory history) {
    Case patient = new Case(history, HealthReport.file(history));
    return NoiseScale.of(patient).stream()
        .<Section>map(all -> section(all, patient.flows(), all.batch()))
        .toList();
  }

  private static Section section(NoiseScale all, List<Event.GradientFlow> flows, double batch) {
    int size = Math.max(PAIRS, Math.ceilDiv(flows.size(), POINTS));
    List<double[]> points = new ArrayList<>();
    for (int from = 0; from + size <= flows.size(); from += size) {
      List<Event.GradientFlow> part = flows.subList(from, from + size);
      Optional<NoiseScale> noise = NoiseScale.of(part, batch).filter(NoiseScale::isKnown);
      double step = (part.getFirst().step() + part.getLast().step()) / 2.0;
      noise.ifPresent(n -> points.add(new double[] {step, n.value(), n.low(), n.high()}));
    }
    String sentence = "Over the whole training: " + all.sentence();
    if (points.size() < 2) {
      String html = "<p>" + Html.escape(sentence) + "</p><p class=\"note\">" + MEANING + "</p>";
      return new Prose("Noise scale of the gradient", html, false);
    }
    double[] steps = column(points, 0);
    double[] batches = new double[steps.length];
    Arrays.fill(batches, batch);
    Plot plot =
        Plot.of("Noise scale of the gradient")
            .x(Axis.linear("step"))
            .y(Axis.log("examples"))
            .add(Series.of("noise scale", steps, column(points, 1)))
            .add(Series.of("batch", steps, batches))
            .add(Series.of("95 %, low", steps, column(points, 2)).faint())
            .add(Series.of("95 %, high", steps, column(points, 3)).faint());
    String note = sentence + " " + MEANING + " Where it could not be told there is no point.";
    return new Figure("noise-scale", plot, note, false);
  }

  private static double[] column(List<double[]> points, int index) {
    return points.stream().mapToDouble(point -> point[index]).toArray();
  }
}
