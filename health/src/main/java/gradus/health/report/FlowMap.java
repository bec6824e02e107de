package gradus.health.report;

import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import gradus.train.report.HeatMap;
import gradus.train.report.Scale;
import gradus.train.report.Section;
import java.util.List;

/** The gradient at every piece of the network over the steps, held against that at the output. */
final class FlowMap {
  private static final double LEAST_DECADES = 3;
  private static final double MOST_DECADES = 20;

  private FlowMap() {}

  static List<Section> of(RunHistory history) {
    return of(history, "flow-map", "Gradient by layer and step");
  }

  /** The same under a name and a title of its own, where a page holds several. */
  static List<Section> of(RunHistory history, String id, String title) {
    LinkGrid grid = LinkGrid.of(history, HeatMap.COLUMNS, link -> link.gradient().isPresent());
    if (grid.isEmpty()) {
      return List.of();
    }
    double[][] relative = grid.values(FlowMap::relative);
    HeatMap.View flow =
        new HeatMap.View(
            "gradient against the output's",
            grid.paths(),
            grid.steps(),
            relative,
            Scale.around(1, decades(relative)),
            "of the gradient at the output");
    HeatMap.View gain =
        grid.view(
            "gain of each piece",
            Scale.around(1, 1),
            "times the gradient at its output",
            (link, all) -> Double.isNaN(link.gain()) ? unknown(link) : link.gain());
    double[][] sizes = grid.values((link, all) -> size(link));
    HeatMap.View size =
        new HeatMap.View("gradient", grid.paths(), grid.steps(), sizes, Scale.rising(sizes), "");
    return List.of(
        new HeatMap(
            id,
            title,
            "Input at the top, output at the bottom. Blue: the gradient is smaller than at the"
                + " output, as when it vanishes; orange: larger, as when it explodes; no colour:"
                + " the same.",
            "show",
            List.of(flow, gain, size),
            true));
  }

  /** {@code rms(δ)} at the piece's output. */
  private static double size(Event.Link link) {
    return link.gradient().map(Event.Spread::rms).orElse(HeatMap.NONE);
  }

  private static double relative(Event.Link link, List<Event.Link> all) {
    double here = size(link);
    double output = size(all.getLast());
    if (here < 0 || output < 0) {
      return HeatMap.NONE;
    }
    return output == 0 && here == 0 ? 0 : here / output;
  }

  /** A gain is NaN where nothing before the piece learns; only broken gradients are marked. */
  private static double unknown(Event.Link link) {
    return Double.isFinite(size(link)) ? HeatMap.NONE : Double.NaN;
  }

  /** Far enough for what was measured, near enough that a few decades still have a colour. */
  private static double decades(double[][] values) {
    double far = LEAST_DECADES;
    for (double[] row : values) {
      for (double value : row) {
        if (value > 0 && Double.isFinite(value)) {
          far = Math.max(far, Math.abs(Math.log10(value)));
        }
      }
    }
    return Math.min(MOST_DECADES, Math.ceil(far));
  }
}
