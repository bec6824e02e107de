package gradus.train.report;

import gradus.train.report.HeatMap.View;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A heat map in the page: a picture of its first view that needs no script, and a table. The script
 * puts a canvas in the picture's place, on which cells can be read by pointer and by keyboard.
 */
final class HeatMapCard {
  private static final int ROW = 18;
  private static final int TALLEST = 540;
  private static final int NARROW_TALLEST = 320;
  private static final int LABEL = 13;
  private static final int MARKS = 5;
  private static final int FEW = 4;

  private HeatMapCard() {}

  static String html(HeatMap map) {
    View view = map.views().getFirst();
    StringBuilder html = new StringBuilder("<figure id=\"").append(map.id());
    html.append("\" class=\"heatmap").append(map.wide() ? " wide" : "").append("\"><figcaption>");
    html.append("<h3>").append(Html.escape(map.title())).append("</h3>");
    choice(map, html);
    html.append("</figcaption>");
    if (!map.note().isEmpty()) {
      html.append("<p class=\"note\">").append(Html.escape(map.note())).append("</p>");
    }
    html.append("<div class=\"heat\" style=\"--height:")
        .append(height(map, view))
        .append("px\"><ol");
    html.append(" class=\"rows\" aria-hidden=\"true\">");
    rows(view, height(map, view), html);
    html.append("</ol><div class=\"cells\"><img alt=\"").append(Html.escape(map.title()));
    html.append("; the numbers are in the table below\" src=\"data:image/png;base64,");
    html.append(picture(view)).append("\"></div><p class=\"marks\">");
    marks(view, html);
    html.append("</p></div>");
    legend(view, html);
    html.append("<output class=\"reading\" hidden></output>");
    return html.append(table(map)).append("</figure>\n").toString();
  }

  private static void choice(HeatMap map, StringBuilder html) {
    if (map.views().size() < 2) {
      return;
    }
    html.append("<label hidden>").append(Html.escape(map.choice())).append(" <select data-choice=");
    html.append("\"").append(Html.escape(map.choice())).append("\">");
    for (View each : map.views()) {
      html.append("<option>").append(Html.escape(each.name())).append("</option>");
    }
    html.append("</select></label>");
  }

  private static int height(HeatMap map, View view) {
    int tallest = map.wide() ? TALLEST : NARROW_TALLEST;
    return Math.clamp((long) view.rows().size() * ROW, ROW, tallest);
  }

  /** Names stand as close as they can be read. */
  private static void rows(View view, int height, StringBuilder html) {
    int size = view.rows().size();
    int every = Math.max(1, (int) Math.ceil(LABEL * (double) size / height));
    for (int row = 0; row < size; row += every) {
      html.append("<li style=\"flex-grow:").append(Math.min(every, size - row)).append("\">");
      html.append(Html.escape(view.rows().get(row))).append("</li>");
    }
  }

  private static void marks(View view, StringBuilder html) {
    int size = view.steps().size();
    int marks = Math.min(MARKS, size);
    for (int i = 0; i < marks; i++) {
      int column = marks == 1 ? 0 : (int) Math.round((size - 1.0) * i / (marks - 1));
      html.append("<span>").append(i == 0 ? "step " : "");
      html.append(Numbers.whole(view.steps().get(column))).append("</span>");
    }
  }

  private static void legend(View view, StringBuilder html) {
    String[] ends = view.scale().ends();
    html.append("<p class=\"key\"><span class=\"ends\"><span>").append(ends[0]);
    html.append("</span><span>").append(ends[1]).append("</span><span>").append(ends[2]);
    html.append("</span><span class=\"ramp ").append(view.scale().ramp().word());
    html.append("\"></span></span><span class=\"marked\"><i class=\"zero\"></i> zero <i ");
    html.append("class=\"broken\"></i> NaN or infinite</span></p>");
  }

  private static String picture(View view) {
    int columns = Math.max(1, view.steps().size());
    BufferedImage image =
        new BufferedImage(columns, Math.max(1, view.rows().size()), BufferedImage.TYPE_INT_ARGB);
    for (int row = 0; row < view.rows().size(); row++) {
      for (int column = 0; column < view.steps().size(); column++) {
        double value = view.values()[row][column];
        if (!(value < 0)) {
          int color = view.scale().ramp().color(value, view.scale().place(value));
          image.setRGB(column, row, 0xFF000000 | color);
        }
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("the heat map could not be drawn", e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /** The last column of each view whose rows are the same as the first's. */
  private static String table(HeatMap map) {
    View first = map.views().getFirst();
    List<View> views = new ArrayList<>(map.views());
    views.removeIf(view -> !view.rows().equals(first.rows()) || view.steps().isEmpty());
    if (views.isEmpty() || map.views().size() > FEW) {
      return "";
    }
    StringBuilder html = new StringBuilder("<details><summary>Numbers of step ");
    html.append(Numbers.whole(first.steps().getLast())).append("</summary>");
    html.append(
        "<div class=\"scroll\" role=\"region\" aria-label=\"Numbers\""
            + " tabindex=\"0\"><table><thead><tr><td></td>");
    for (View view : views) {
      html.append("<th scope=\"col\">").append(Html.escape(view.name())).append("</th>");
    }
    html.append("</tr></thead><tbody>");
    for (int row = 0; row < first.rows().size(); row++) {
      html.append("<tr><th scope=\"row\">").append(Html.escape(first.rows().get(row)));
      html.append("</th>");
      for (View view : views) {
        double value = view.values()[row][view.steps().size() - 1];
        html.append("<td>").append(value < 0 ? "–" : view.scale().words(value)).append("</td>");
      }
      html.append("</tr>");
    }
    return html.append("</tbody></table></div></details>").toString();
  }
}
