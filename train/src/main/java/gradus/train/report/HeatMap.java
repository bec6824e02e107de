package gradus.train.report;

import gradus.train.log.Event;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;

/** The gradient of every parameter over the steps, one coloured cell each, as a small picture. */
final class HeatMap {
  private static final int COLUMNS = 300;

  private HeatMap() {}

  /** The section; empty if the flow was measured less than twice. */
  static String html(List<Event.GradientFlow> all) {
    if (all.size() < 2) {
      return "";
    }
    List<Event.GradientFlow> flows = thinned(all);
    List<String> names = flows.getLast().parts().stream().map(Event.Part::name).toList();
    double[][] values = values(flows, names);
    double[] range = range(values);
    StringBuilder html = new StringBuilder();
    html.append(
        "<figure id=\"heat\" class=\"wide\"><figcaption><h2>Gradient of each parameter over");
    html.append(" the steps</h2></figcaption><p class=\"note\">Root mean square, from ");
    html.append(Numbers.of(range[0])).append(" <span class=\"ramp\"></span> to ");
    html.append(Numbers.of(range[1]));
    html.append("; black is zero, red is NaN or infinite. Input at the top.</p>");
    html.append("<div class=\"heat\"><ol>");
    for (int row = 0; row < names.size(); row++) {
      double[] line = values[row];
      html.append("<li title=\"").append(Html.escape(names.get(row))).append(": first ");
      html.append(Numbers.of(line[0])).append(", last ").append(Numbers.of(line[line.length - 1]));
      html.append("\">").append(Html.escape(names.get(row))).append("</li>");
    }
    html.append("</ol><img alt=\"Heat map of the gradient, one row a parameter, one column a");
    html.append(" measured step\" src=\"data:image/png;base64,").append(picture(values, range));
    html.append("\" style=\"height:").append(names.size() * 18).append("px\"></div>");
    html.append("<p class=\"ends\"><span>step ").append(Numbers.whole(flows.getFirst().step()));
    html.append("</span><span>step ").append(Numbers.whole(flows.getLast().step()));
    return html.append("</span></p>").append(table(all.getLast())).append("</figure>\n").toString();
  }

  private static List<Event.GradientFlow> thinned(List<Event.GradientFlow> all) {
    int columns = Math.min(COLUMNS, all.size());
    List<Event.GradientFlow> kept = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      kept.add(all.get((int) ((long) (all.size() - 1) * i / (columns - 1))));
    }
    return kept;
  }

  private static double[][] values(List<Event.GradientFlow> flows, List<String> names) {
    double[][] values = new double[names.size()][flows.size()];
    for (int column = 0; column < flows.size(); column++) {
      List<Event.Part> parts = flows.get(column).parts();
      for (int row = 0; row < names.size(); row++) {
        values[row][column] = value(parts, row, names.get(row)).orElse(0);
      }
    }
    return values;
  }

  /** Nearly always the row is the part's place; after surgery on the model it is searched for. */
  private static OptionalDouble value(List<Event.Part> parts, int row, String name) {
    if (row < parts.size() && parts.get(row).name().equals(name)) {
      return OptionalDouble.of(parts.get(row).gradientRms());
    }
    return parts.stream()
        .filter(part -> part.name().equals(name))
        .mapToDouble(Event.Part::gradientRms)
        .findFirst();
  }

  private static double[] range(double[][] values) {
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    for (double[] row : values) {
      for (double value : row) {
        if (value > 0 && Double.isFinite(value)) {
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
    }
    return high > 0 ? new double[] {low, high} : new double[] {1, 1};
  }

  private static String picture(double[][] values, double[] range) {
    int columns = Math.max(1, values.length == 0 ? 1 : values[0].length);
    BufferedImage image =
        new BufferedImage(columns, Math.max(1, values.length), BufferedImage.TYPE_INT_RGB);
    double low = Math.log(range[0]);
    double span = Math.max(1e-9, Math.log(range[1]) - low);
    for (int row = 0; row < values.length; row++) {
      for (int column = 0; column < columns; column++) {
        double value = values[row][column];
        image.setRGB(column, row, Ramp.color(value, (Math.log(value) - low) / span));
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

  private static String table(Event.GradientFlow flow) {
    StringBuilder html = new StringBuilder("<details><summary>Numbers of step ");
    html.append(Numbers.whole(flow.step())).append("</summary>");
    html.append(
        "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">parameter");
    html.append("</th><th scope=\"col\">gradient</th><th scope=\"col\">weight</th>");
    html.append("<th scope=\"col\">update / weight</th></tr></thead><tbody>");
    for (Event.Part part : flow.parts()) {
      html.append("<tr><th scope=\"row\">").append(Html.escape(part.name())).append("</th><td>");
      html.append(Numbers.of(part.gradientRms())).append("</td><td>");
      html.append(Numbers.of(part.weightRms())).append("</td><td>");
      html.append(Numbers.of(part.updateRatio())).append("</td></tr>");
    }
    return html.append("</tbody></table></div></details>").toString();
  }
}
