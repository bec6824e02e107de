package gradus.bench;

import java.util.Locale;

/** Writes the few elements of SVG that the roofline needs. */
final class SvgText {
  private static final String INK = "#222222";

  private final StringBuilder body = new StringBuilder();

  /** A picture with a light background. */
  SvgText(int width, int height) {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
            + " font-family=\"Helvetica, Arial, sans-serif\">",
        width, height, width, height);
    add("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", width, height);
  }

  private void add(String format, Object... arguments) {
    body.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  /** What follows is moved. */
  void open(double x, double y) {
    add("<g transform=\"translate(%.1f %.1f)\">", x, y);
  }

  /** Ends what {@link #open} began. */
  void close() {
    add("</g>");
  }

  /** A straight line. */
  void line(double x1, double y1, double x2, double y2, String colour, double width) {
    add(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"%.1f\"/>",
        x1, y1, x2, y2, colour, width);
  }

  /** A filled circle through which others can be seen. */
  void circle(double x, double y, double radius, String colour) {
    add(
        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\" fill-opacity=\"0.45\" stroke=\"%s\"/>",
        x, y, radius, colour, colour);
  }

  /** A text in a white halo; its anchor is start, middle or end. */
  void text(double x, double y, int size, String anchor, boolean bold, String text) {
    add(
        "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%d\" text-anchor=\"%s\"%s fill=\"%s\""
            + " stroke=\"#ffffff\" stroke-width=\"2.5\" paint-order=\"stroke\">%s</text>",
        x,
        y,
        size,
        anchor,
        bold ? " font-weight=\"600\"" : "",
        INK,
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
  }

  /** A text that reads upwards, centred. */
  void upwards(double x, double y, int size, String text) {
    add("<g transform=\"translate(%.1f %.1f) rotate(-90)\">", x, y);
    text(0, 0, size, "middle", false, text);
    close();
  }

  @Override
  public String toString() {
    return body + "</svg>\n";
  }
}
