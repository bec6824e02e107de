package gradus.train.report;

import gradus.train.report.HeatMap.View;
import java.util.Base64;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A heat map's cells for the page's script: one byte a share, two bytes (the low one first) any
 * other number, row by row, in base 64. See {@link Scale#code}.
 */
final class HeatMapData {
  private HeatMapData() {}

  static ObjectNode of(HeatMap map) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", map.id());
    node.put("title", map.title());
    ArrayNode views = node.putArray("views");
    map.views().forEach(view -> views.add(of(view)));
    return node;
  }

  private static ObjectNode of(View view) {
    Scale scale = view.scale();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("ramp", scale.ramp().word());
    node.put("low", scale.low()).put("high", scale.high()).put("decades", scale.decades());
    node.put("unit", view.unit());
    ArrayNode ends = node.putArray("ends");
    for (String end : scale.ends()) {
      ends.add(end);
    }
    ArrayNode rows = node.putArray("rows");
    view.rows().forEach(rows::add);
    ArrayNode steps = node.putArray("steps");
    view.steps().forEach(step -> steps.add(step.longValue()));
    node.put("cells", Base64.getEncoder().encodeToString(cells(view)));
    return node;
  }

  private static byte[] cells(View view) {
    boolean share = view.scale().ramp() == Ramp.SHARE;
    int width = share ? 1 : 2;
    byte[] bytes = new byte[view.rows().size() * view.steps().size() * width];
    int at = 0;
    for (int row = 0; row < view.rows().size(); row++) {
      for (int column = 0; column < view.steps().size(); column++) {
        double value = view.values()[row][column];
        int code = view.scale().code(value, !(value < 0));
        bytes[at++] = (byte) code;
        if (!share) {
          bytes[at++] = (byte) (code >> 8);
        }
      }
    }
    return bytes;
  }
}
