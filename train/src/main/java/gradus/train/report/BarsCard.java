package gradus.train.report;

import gradus.train.report.Canvas.Anchor;
import gradus.train.report.Canvas.Style;
import java.util.Arrays;
import java.util.List;

/** Stacked bars in the page: a picture whose parts tell their numbers, and a table. */
final class BarsCard {
  private static final double WIDTH = 640;
  private static final double HEIGHT = 320;
  private static final double LEFT = 62;
  private static final double RIGHT = WIDTH - 12;
  private static final double TOP = 40;

  private BarsCard() {}

  static String html(Bars bars) {
    StringBuilder html = new StringBuilder("<figure id=\"").append(bars.id());
    html.append("\"><figcaption><h3>").append(Html.escape(bars.title()));
    html.append("</h3></figcaption>");
    if (!bars.note().isEmpty()) {
      html.append("<p class=\"note\">").append(Html.escape(bars.note())).append("</p>");
    }
    html.append("<div class=\"still\"><svg viewBox=\"0 0 640 320\" width=\"640\" height=\"320\"");
    html.append(" class=\"plot\" role=\"img\" aria-label=\"").append(Html.escape(bars.title()));
    html.append("; the numbers are in the table below\">").append(picture(bars));
    return html.append("</svg></div>").append(table(bars)).append("</figure>\n").toString();
  }

  private static String picture(Bars bars) {
    SvgCanvas canvas = new SvgCanvas();
    canvas.rectangle(0, 0, WIDTH, HEIGHT, Ink.PAPER);
    legend(bars, canvas);
    double low = Arrays.stream(bars.sums(false)).min().orElse(0);
    double high = Arrays.stream(bars.sums(true)).max().orElse(0);
    Ticks ticks = Ticks.of(false, Math.min(0, low), Math.max(high, low < 0 ? 0 : 1), 5);
    double bottom = HEIGHT - 42 - names(bars);
    Ruler ruler = new Ruler(ticks, bottom);
    for (int i = 0; i < ticks.places().size(); i++) {
      double y = ruler.y(ticks.places().get(i));
      Ink ink = ticks.places().get(i) == 0 ? Ink.MUTED : Ink.GRID;
      canvas.line(new double[] {LEFT, RIGHT}, new double[] {y, y}, ink, new Canvas.Pen(1, 1));
      canvas.text(
          ticks.labels().get(i), LEFT - 8, y + 4, new Style(Ink.MUTED, 11, Anchor.END, 0, false));
    }
    canvas.text(
        bars.upward(), 14, (TOP + bottom) / 2, new Style(Ink.MUTED, 12, Anchor.MIDDLE, -90, false));
    canvas.text(
        bars.across(),
        (LEFT + RIGHT) / 2,
        HEIGHT - 8,
        new Style(Ink.MUTED, 12, Anchor.MIDDLE, 0, false));
    columns(bars, canvas, ruler);
    return canvas.body();
  }

  private record Ruler(Ticks ticks, double bottom) {
    double y(double value) {
      return bottom - (value - ticks.low()) / (ticks.high() - ticks.low()) * (bottom - TOP);
    }
  }

  private static void legend(Bars bars, SvgCanvas canvas) {
    double x = LEFT;
    for (int i = 0; i < bars.parts().size(); i++) {
      if (bars.parts().get(i).isEmpty()) {
        continue;
      }
      String name = bars.parts().get(i).name();
      canvas.rectangle(x, 10, 12, 12, Ink.line(i));
      canvas.text(name, x + 18, 20, new Style(Ink.TEXT, 12, Anchor.START, 0, false));
      x += 40 + name.length() * Frame.LETTER;
    }
  }

  private static void columns(Bars bars, SvgCanvas canvas, Ruler ruler) {
    double width = (RIGHT - LEFT) / Math.max(1, bars.columns().size());
    double gap = Math.min(3, width * 0.15);
    int every = (int) Math.max(1, Math.ceil((turned(bars) ? 15 : 0) / width));
    for (int i = 0; i < bars.columns().size(); i++) {
      double x = LEFT + i * width;
      double up = 0;
      double down = 0;
      for (int k = 0; k < bars.parts().size(); k++) {
        double value = bars.parts().get(k).values().get(i);
        if (!Double.isFinite(value) || value == 0) {
          continue;
        }
        double from = value > 0 ? up : down;
        double top = ruler.y(Math.max(from, from + value));
        double height = ruler.y(Math.min(from, from + value)) - top;
        String words =
            bars.columns().get(i) + ", " + bars.parts().get(k).name() + ": " + Numbers.of(value);
        canvas.rectangle(x + gap / 2, top, width - gap, height, Ink.line(k), words);
        up += Math.max(0, value);
        down += Math.min(0, value);
      }
      if (i % every == 0) {
        mark(bars, canvas, bars.columns().get(i), x + width / 2, ruler.bottom());
      }
    }
  }

  private static void mark(Bars bars, SvgCanvas canvas, String name, double x, double bottom) {
    Style style =
        turned(bars)
            ? new Style(Ink.MUTED, 11, Anchor.END, -45, false)
            : new Style(Ink.MUTED, 11, Anchor.MIDDLE, 0, false);
    canvas.text(Drawing.shortened(name), x + (turned(bars) ? 4 : 0), bottom + 15, style);
  }

  private static boolean turned(Bars bars) {
    return longest(bars) * Frame.LETTER + 6 > (RIGHT - LEFT) / Math.max(1, bars.columns().size());
  }

  private static int longest(Bars bars) {
    return bars.columns().stream().mapToInt(String::length).max().orElse(0);
  }

  private static double names(Bars bars) {
    return turned(bars) ? Math.min(90, longest(bars) * Frame.LETTER * 0.75) : 0;
  }

  private static String table(Bars bars) {
    StringBuilder html = new StringBuilder("<details><summary>Numbers</summary>");
    html.append(
        "<div class=\"scroll\" role=\"region\" aria-label=\"Numbers\""
            + " tabindex=\"0\"><table><thead><tr><th scope=\"col\">");
    html.append(Html.escape(bars.across())).append("</th>");
    List<Bars.Part> parts = bars.parts().stream().filter(part -> !part.isEmpty()).toList();
    parts.forEach(
        part -> html.append("<th scope=\"col\">").append(Html.escape(part.name())).append("</th>"));
    html.append("</tr></thead><tbody>");
    for (int i = 0; i < bars.columns().size(); i++) {
      html.append("<tr><th scope=\"row\">").append(Html.escape(bars.columns().get(i)));
      html.append("</th>");
      for (Bars.Part part : parts) {
        html.append("<td>").append(Numbers.of(part.values().get(i))).append("</td>");
      }
      html.append("</tr>");
    }
    return html.append("</tbody></table></div></details>").toString();
  }
}
