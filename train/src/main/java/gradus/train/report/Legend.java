package gradus.train.report;

import java.util.ArrayList;
import java.util.List;

/** The names of a plot's lines, broken into rows that fit its width. */
final class Legend {
  private static final double SAMPLE = 28;
  private static final double GAP = 18;

  private Legend() {}

  /** The indices of the lines in each row; no row for a single unnamed line. */
  static List<List<Integer>> rows(Plot plot, double width) {
    List<List<Integer>> rows = new ArrayList<>();
    if (plot.series().size() == 1 && plot.series().getFirst().name().isEmpty()) {
      return rows;
    }
    double used = width;
    for (int i = 0; i < plot.series().size(); i++) {
      double need = width(plot.series().get(i));
      if (used + need > width) {
        rows.add(new ArrayList<>());
        used = 0;
      }
      rows.getLast().add(i);
      used += need;
    }
    return rows;
  }

  /** Draws the rows from the point downward. */
  static void draw(Plot plot, Canvas canvas, double left, double top, double width) {
    double y = top;
    for (List<Integer> row : rows(plot, width)) {
      double x = left;
      for (int index : row) {
        Series line = plot.series().get(index);
        canvas.line(
            new double[] {x, x + SAMPLE - 6},
            new double[] {y - 4, y - 4},
            Ink.line(index),
            Drawing.pen(line, index));
        canvas.text(
            line.name(),
            x + SAMPLE,
            y,
            new Canvas.Style(Ink.TEXT, 12, Canvas.Anchor.START, 0, false));
        x += width(line);
      }
      y += Frame.LEGEND_ROW;
    }
  }

  private static double width(Series line) {
    return SAMPLE + line.name().length() * Frame.LETTER + GAP;
  }
}
