package gradus.bench.ward;

import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** Changes of run files that several faults share. Layers with weights are counted from 0. */
final class Changes {
  private Changes() {}

  /** The initializer of some layers with weights. */
  static void initializer(Sheet sheet, IntPredicate layers, Object initializer) {
    List<Map<String, Object>> weighted = sheet.weighted();
    for (int i = 0; i < weighted.size(); i++) {
      if (layers.test(i)) {
        weighted.get(i).put("initializer", initializer);
      }
    }
  }

  /** Normal weights of standard deviation {@code gain / √inputs} in some hidden layers. */
  static void gain(Sheet sheet, Net net, IntPredicate layers, double gain) {
    List<Map<String, Object>> weighted = sheet.weighted();
    for (int i = 0; i < net.depth(); i++) {
      if (layers.test(i)) {
        weighted.get(i).put("initializer", normal(gain / Math.sqrt(inputs(net, i))));
      }
    }
  }

  private static int inputs(Net net, int i) {
    int first =
        switch (net.data()) {
          case "digits" -> net.style().conv() ? 9 : 64;
          case "iris" -> 4;
          case "wine" -> 13;
          case "breast_cancer" -> 30;
          default -> 10;
        };
    return i == 0 ? first : net.width() * (net.style().conv() ? 9 : 1);
  }

  /** Normal weights. */
  static Object normal(double std) {
    return Sheet.thing("normal", Sheet.thing("std", Double.parseDouble("%.3g".formatted(std))));
  }

  /** Another activation in some hidden layers. */
  static void activation(Sheet sheet, Net net, IntPredicate layers, String activation) {
    List<Map<String, Object>> weighted = sheet.weighted();
    for (int i = 0; i < net.depth(); i++) {
      if (layers.test(i)) {
        weighted.get(i).put("activation", activation);
      }
    }
  }

  /** Where in the model a layer with weights of a plain net stands. */
  static int position(Sheet sheet, int weighted) {
    Map<String, Object> wanted = sheet.weighted().get(weighted);
    List<Object> model = sheet.model();
    for (int i = 0; i < model.size(); i++) {
      if (model.get(i) instanceof Map<?, ?> map
          && map.containsValue(wanted)
          && map.values().iterator().next() == wanted) {
        return i;
      }
    }
    throw new IllegalArgumentException("layer " + weighted + " does not stand in the open");
  }

  /** Puts layers between a plain dense layer and its activation. */
  static void beforeActivation(Sheet sheet, int layer, Object... between) {
    int at = position(sheet, layer);
    Map<String, Object> dense = sheet.weighted().get(layer);
    Object activation = dense.remove("activation");
    sheet.model().add(at + 1, activation);
    for (int i = between.length - 1; i >= 0; i--) {
      sheet.model().add(at + 1, between[i]);
    }
  }

  /** Puts a layer after a plain layer with weights. */
  static void after(Sheet sheet, int layer, Object more) {
    sheet.model().add(position(sheet, layer) + 1, more);
  }

  /** {@code x factor + offset}. */
  static Object rescale(double factor, double offset) {
    return Sheet.thing("rescale", Sheet.thing("factor", factor, "offset", offset));
  }

  /** A setting of the optimizer, whichever it is. */
  static void optimizer(Sheet sheet, Net net, String setting, Object value) {
    sheet.set("optimizer." + net.optimizer() + "." + setting, value);
  }

  /** The rate, times a factor. */
  static void rate(Sheet sheet, Net net, double factor) {
    optimizer(sheet, net, "rate", Double.parseDouble("%.3g".formatted(net.rate() * factor)));
  }

  /** More epochs, by a factor. */
  static void epochs(Sheet sheet, double factor) {
    int epochs = ((Number) sheet.get("train.epochs")).intValue();
    sheet.set("train.epochs", Math.max(1, (int) Math.round(epochs * factor)));
  }
}
