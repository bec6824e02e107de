package gradus.train.report;

import java.util.Locale;

/** Draws a plot as SVG: small, sharp at every size, light or dark as the reader's screen. */
public final class Svg {
  /** The width in pixels unless told otherwise. */
  public static final int WIDTH = 720;

  /** The height in pixels unless told otherwise. */
  public static final int HEIGHT = 380;

  private Svg() {}

  /** The plot as a file of its own. */
  public static String of(Plot plot) {
    return of(plot, WIDTH, HEIGHT);
  }

  /** The plot as a file of its own, of this size in pixels. */
  public static String of(Plot plot, int width, int height) {
    return tag(plot, width, height, "xmlns=\"http://www.w3.org/2000/svg\" ", style());
  }

  /** The plot to stand inside a page that holds {@link #style} once. */
  static String inline(Plot plot, int width, int height) {
    return tag(plot, width, height, "", "");
  }

  private static String tag(Plot plot, int width, int height, String space, String style) {
    SvgCanvas canvas = new SvgCanvas();
    Drawing.draw(plot, canvas, width, height);
    return String.format(
        Locale.ROOT,
        "<svg %sviewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" class=\"plot\" role=\"img\""
            + " aria-label=\"%s\">%s%s</svg>\n",
        space,
        width,
        height,
        width,
        height,
        Html.escape(label(plot)),
        style.isEmpty() ? "" : "<style>" + style + "</style>",
        canvas.body());
  }

  /** The rules that give the inks their colours. */
  static String style() {
    StringBuilder light = new StringBuilder();
    StringBuilder dark = new StringBuilder();
    for (Ink ink : Ink.values()) {
      light.append("--").append(ink.css()).append(':').append(ink.hex(false)).append(';');
      dark.append("--").append(ink.css()).append(':').append(ink.hex(true)).append(';');
    }
    StringBuilder style = new StringBuilder(":root{" + light + "}\n");
    style.append("@media (prefers-color-scheme:dark){@media screen{:root{").append(dark);
    style.append("}}}\n.plot{font-family:system-ui,sans-serif;max-width:100%;height:auto}\n");
    style.append(".plot polyline{fill:none;stroke-linejoin:round}\n");
    for (Ink ink : Ink.values()) {
      String rule =
          ".plot .%1$s{fill:var(--%1$s)}.plot polyline.%1$s{fill:none;stroke:var(--%1$s)}\n";
      style.append(String.format(rule, ink.css()));
    }
    return style.toString();
  }

  private static String label(Plot plot) {
    StringBuilder label = new StringBuilder(plot.title());
    for (Series line : plot.series()) {
      if (line.size() > 0) {
        label.append("; ").append(line.name()).append(": first ").append(Numbers.of(line.y(0)));
        label.append(", last ").append(Numbers.of(line.y(line.size() - 1)));
      }
    }
    return label.toString();
  }
}
