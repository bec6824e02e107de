package gradus.train.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Collects SVG elements. Colours are classes, so that a style sheet can make them light or dark.
 */
final class SvgCanvas implements Canvas {
  private final StringBuilder body = new StringBuilder();

  String body() {
    return body.toString();
  }

  @Override
  public void rectangle(double x, double y, double width, double height, Ink ink) {
    body.append("<rect x=\"").append(number(x)).append("\" y=\"").append(number(y));
    body.append("\" width=\"").append(number(width)).append("\" height=\"").append(number(height));
    body.append("\" class=\"").append(ink.css()).append("\"/>");
  }

  /** A rectangle that tells its name to the pointer. */
  void rectangle(double x, double y, double width, double height, Ink ink, String name) {
    body.append("<g><title>").append(Html.escape(name)).append("</title>");
    rectangle(x, y, width, height, ink);
    body.append("</g>");
  }

  @Override
  public void line(double[] x, double[] y, Ink ink, Pen pen) {
    body.append("<polyline class=\"").append(ink.css());
    body.append("\" stroke-width=\"").append(number(pen.width()));
    if (pen.opacity() < 1) {
      body.append("\" stroke-opacity=\"").append(number(pen.opacity()));
    }
    if (pen.dash().length > 0) {
      body.append("\" stroke-dasharray=\"");
      for (double length : pen.dash()) {
        body.append(number(length)).append(' ');
      }
    }
    body.append("\" points=\"");
    points(x, y);
  }

  @Override
  public void area(double[] x, double[] y, Ink ink) {
    body.append("<polygon class=\"").append(ink.css()).append("\" fill-opacity=\"");
    body.append(number(AREA)).append("\" points=\"");
    points(x, y);
  }

  private void points(double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      body.append(i == 0 ? "" : " ").append(number(x[i])).append(',').append(number(y[i]));
    }
    body.append("\"/>");
  }

  @Override
  public void dot(double x, double y, double radius, Ink ink) {
    body.append("<circle cx=\"").append(number(x)).append("\" cy=\"").append(number(y));
    body.append("\" r=\"").append(number(radius)).append("\" class=\"").append(ink.css());
    body.append("\"/>");
  }

  @Override
  public void text(String text, double x, double y, Style style) {
    if (text.isEmpty()) {
      return;
    }
    body.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y));
    body.append("\" font-size=\"").append(number(style.size()));
    body.append("\" text-anchor=\"").append(style.anchor().name().toLowerCase(Locale.ROOT));
    if (style.bold()) {
      body.append("\" font-weight=\"600");
    }
    if (style.degrees() != 0) {
      body.append("\" transform=\"rotate(").append(number(style.degrees())).append(' ');
      body.append(number(x)).append(' ').append(number(y)).append(')');
    }
    body.append("\" class=\"").append(style.ink().css()).append("\">");
    body.append(Html.escape(text)).append("</text>");
  }

  private static String number(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
