package gradus.train.report;

import gradus.train.report.Canvas.Anchor;
import gradus.train.report.Canvas.Style;
import java.util.Arrays;
import java.util.List;

/** Draws a plot on any canvas: paper, grid, names, lines. */
final class Drawing {
  private static final int FEW = 60;

  private Drawing() {}

  static void draw(Plot plot, Canvas canvas, double width, double height) {
    Frame frame = Frame.of(plot, width, height);
    canvas.rectangle(0, 0, width, height, Ink.PAPER);
    double title = plot.title().isEmpty() ? 0 : 26;
    if (title > 0) {
      canvas.text(
          plot.title(), frame.left(), title, new Style(Ink.TEXT, 15, Anchor.START, 0, true));
    }
    Legend.draw(plot, canvas, frame.left(), title + 20, frame.right() - frame.left());
    plot.band().ifPresent(band -> shade(frame, canvas, band));
    upward(frame, canvas);
    across(frame, canvas, height);
    for (int i = 0; i < plot.series().size(); i++) {
      line(frame, canvas, i);
    }
  }

  private static void shade(Frame frame, Canvas canvas, Band band) {
    double top = Math.max(frame.y(band.high()), frame.top());
    double bottom = Math.min(frame.y(band.low()), frame.bottom());
    canvas.rectangle(frame.left(), top, frame.right() - frame.left(), bottom - top, Ink.BAND);
    canvas.text(
        band.name(), frame.right() - 6, top + 14, new Style(Ink.MUTED, 11, Anchor.END, 0, false));
  }

  static Canvas.Pen pen(Series line, int index) {
    return line.isFaint() ? new Canvas.Pen(1.2, 0.45) : new Canvas.Pen(2, 1, Ink.dash(index));
  }

  private static void upward(Frame frame, Canvas canvas) {
    for (int i = 0; i < frame.upward().places().size(); i++) {
      double y = frame.yOf(frame.upward().places().get(i));
      if (y < frame.top() - 0.5 || y > frame.bottom() + 0.5) {
        continue;
      }
      rule(canvas, frame.left(), y, frame.right(), y, Ink.GRID);
      canvas.text(
          frame.upward().labels().get(i),
          frame.left() - 8,
          y + 4,
          new Style(Ink.MUTED, 11, Anchor.END, 0, false));
    }
    canvas.text(
        frame.plot().y().label(),
        16,
        (frame.top() + frame.bottom()) / 2,
        new Style(Ink.MUTED, 12, Anchor.MIDDLE, -90, false));
  }

  private static void across(Frame frame, Canvas canvas, double height) {
    double width = frame.right() - frame.left();
    boolean turned = Frame.turned(frame.plot(), width);
    List<String> labels = frame.across().labels();
    boolean names = !frame.plot().x().categories().isEmpty();
    int every = names && turned ? (int) Math.max(1, Math.ceil(labels.size() * 15 / width)) : 1;
    rule(canvas, frame.left(), frame.bottom(), frame.right(), frame.bottom(), Ink.MUTED);
    for (int i = 0; i < labels.size(); i += every) {
      double x = frame.xOf(frame.across().places().get(i));
      rule(canvas, x, frame.bottom(), x, frame.bottom() + 5, Ink.MUTED);
      Style style =
          names && turned
              ? new Style(Ink.MUTED, 11, Anchor.END, -45, false)
              : new Style(Ink.MUTED, 11, Anchor.MIDDLE, 0, false);
      double drop = names && turned ? 12 : 19;
      canvas.text(shortened(labels.get(i)), x + (turned ? 3 : 0), frame.bottom() + drop, style);
    }
    canvas.text(
        frame.plot().x().label(),
        (frame.left() + frame.right()) / 2,
        height - 10,
        new Style(Ink.MUTED, 12, Anchor.MIDDLE, 0, false));
  }

  private static void line(Frame frame, Canvas canvas, int index) {
    Series line = frame.plot().series().get(index);
    Ink ink = Ink.line(index);
    if (line.isBand()) {
      band(frame, canvas, line, ink);
      return;
    }
    double[] x = new double[line.size()];
    double[] y = new double[line.size()];
    boolean dots = line.isPoints() || !line.isFaint() && line.size() <= FEW;
    int run = 0;
    for (int i = 0; i <= line.size(); i++) {
      boolean shown =
          i < line.size() && frame.plot().x().shows(line.x(i)) && frame.plot().y().shows(line.y(i));
      if (shown) {
        x[run] = frame.x(line.x(i));
        y[run] = frame.y(line.y(i));
        run++;
        continue;
      }
      if (run > 1 && !line.isPoints()) {
        canvas.line(Arrays.copyOf(x, run), Arrays.copyOf(y, run), ink, pen(line, index));
      }
      for (int k = 0; k < run && (dots || run == 1); k++) {
        canvas.dot(x[k], y[k], 2.6, ink);
      }
      run = 0;
    }
  }

  /** The area between the two lines of a band, in as many pieces as gaps leave. */
  private static void band(Frame frame, Canvas canvas, Series line, Ink ink) {
    int from = 0;
    for (int i = 0; i <= line.size(); i++) {
      boolean shown =
          i < line.size()
              && frame.plot().x().shows(line.x(i))
              && frame.plot().y().shows(line.y(i))
              && frame.plot().y().shows(line.low(i));
      if (shown) {
        continue;
      }
      int run = i - from;
      if (run > 1) {
        double[] x = new double[2 * run];
        double[] y = new double[2 * run];
        for (int k = 0; k < run; k++) {
          x[k] = frame.x(line.x(from + k));
          y[k] = frame.y(line.y(from + k));
          x[2 * run - 1 - k] = x[k];
          y[2 * run - 1 - k] = frame.y(line.low(from + k));
        }
        canvas.area(x, y, ink);
      }
      from = i + 1;
    }
  }

  private static void rule(Canvas canvas, double x0, double y0, double x1, double y1, Ink ink) {
    canvas.line(new double[] {x0, x1}, new double[] {y0, y1}, ink, new Canvas.Pen(1, 1));
  }

  /** A name that is not too long for an axis. */
  static String shortened(String name) {
    return name.length() <= 24
        ? name
        : name.substring(0, 11) + "…" + name.substring(name.length() - 12);
  }
}
