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
        sample(canvas, line, index, x, y - 4);
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

  private static void sample(Canvas canvas, Series line, int index, double x, double y) {
    double end = x + SAMPLE - 6;
    Ink ink = Ink.line(index);
    if (line.isBand()) {
      double[] corners = {y - 5, y - 5, y + 5, y + 5};
      canvas.area(new double[] {x, end, end, x}, corners, ink);
    } else if (line.isPoints()) {
      canvas.dot((x + end) / 2, y, 3, ink);
    } else {
      double[] level = {y, y};
      canvas.line(new double[] {x, end}, level, ink, Drawing.pen(line, index));
    }
  }

  private static double width(Series line) {
    return SAMPLE + line.name().length() * Frame.LETTER + GAP;
  }
}
