package gradus.bench.ward;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A healthy network on a small real data set, as a short training.
 *
 * @param data the name of the set
 * @param depth hidden layers with weights
 * @param width their units, or filters
 * @param activation what follows them
 * @param style how they are joined
 * @param optimizer {@code sgd}, {@code momentum} or {@code adam}
 */
record Net(String data, int depth, int width, String activation, Style style, String optimizer) {
  /** How layers are joined. */
  enum Style {
    PLAIN,
    BATCH_NORM,
    LAYER_NORM,
    RESIDUAL,
    REZERO,
    CONV,
    CONV_NORM,
    CONV_RESIDUAL;

    boolean conv() {
      return this == CONV || this == CONV_NORM || this == CONV_RESIDUAL;
    }

    boolean normed() {
      return this == BATCH_NORM || this == CONV_NORM;
    }

    boolean residual() {
      return this == RESIDUAL || this == REZERO || this == CONV_RESIDUAL;
    }

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /** Without norms and skips, by ReLU and Adam. */
  static Net of(String data, int depth, int width) {
    return new Net(data, depth, width, "relu", Style.PLAIN, "adam");
  }

  Net act(String other) {
    return new Net(data, depth, width, other, style, optimizer);
  }

  Net style(Style other) {
    return new Net(data, depth, width, activation, other, optimizer);
  }

  Net by(String other) {
    return new Net(data, depth, width, activation, style, other);
  }

  /** A name that tells all of it. */
  String name() {
    return String.join("-", data, "d" + depth, "w" + width, activation, style.word(), optimizer);
  }

  boolean numbers() {
    return data.equals("diabetes");
  }

  int classes() {
    return switch (data) {
      case "digits" -> 10;
      case "iris", "wine" -> 3;
      case "breast_cancer" -> 2;
      default -> 1;
    };
  }

  private int batch() {
    return data.equals("digits") ? 32 : data.equals("iris") || data.equals("wine") ? 8 : 16;
  }

  private int epochs() {
    return switch (data) {
      case "digits" -> depth >= 10 && style == Style.PLAIN ? 20 : 14;
      case "iris" -> 25;
      case "wine" -> 12;
      case "breast_cancer" -> 8;
      default -> 10;
    };
  }

  /** The rate that suits it. */
  double rate() {
    boolean deep = depth >= 10;
    boolean eased = style != Style.PLAIN && style != Style.CONV;
    return switch (optimizer) {
      case "sgd" -> (deep && !eased ? 0.02 : 0.1) * (numbers() ? 0.2 : 1);
      case "momentum" -> (deep && !eased ? 0.003 : 0.02) * (numbers() ? 0.25 : 1);
      default -> deep ? 1e-3 : 3e-3;
    };
  }

  /** As a run file. */
  Sheet sheet() {
    Sheet sheet =
        Sheet.empty()
            .set("data", Sheet.thing("set", data, "validation", 0.2, "test", 0.25))
            .set("loss", numbers() ? "mse" : "cross_entropy")
            .set("optimizer." + optimizer, Sheet.thing("rate", rate()))
            .set("metrics", List.of(numbers() ? "r2" : "accuracy"))
            .set("train", Sheet.thing("epochs", epochs(), "batch", batch(), "drop_last", true))
            .set("health", Sheet.thing("every", 10));
    if (data.equals("digits")) {
      sheet.set("data.limit", 1000);
    }
    if (numbers()) {
      sheet.set("penalties", Sheet.thing("l2", 1e-2));
    }
    List<Object> layers = sheet.model();
    if (style.conv()) {
      conv(layers);
    } else {
      if (data.equals("digits")) {
        layers.add("flatten");
      }
      for (int i = 0; i < depth; i++) {
        hidden(layers, i);
      }
    }
    layers.add(Sheet.thing("dense", Sheet.thing("units", classes())));
    return sheet;
  }

  private void hidden(List<Object> layers, int i) {
    Map<String, Object> dense = Sheet.thing("units", width);
    List<Object> block = new ArrayList<>();
    switch (style) {
      case BATCH_NORM, LAYER_NORM -> {
        dense.put("bias", false);
        block.add(Sheet.thing("dense", dense));
        block.add(style.word().replace('-', '_'));
        block.add(activation);
      }
      case PLAIN -> {
        dense.put("activation", activation);
        block.add(Sheet.thing("dense", dense));
      }
      case RESIDUAL, REZERO -> {
        dense.put("activation", activation);
        if (i > 0 && style == Style.RESIDUAL) {
          block.add("layer_norm");
        }
        block.add(Sheet.thing("dense", dense));
      }
      case CONV, CONV_NORM, CONV_RESIDUAL -> throw new IllegalStateException();
    }
    if (style == Style.RESIDUAL && i > 0) {
      layers.add(Sheet.thing("residual", block));
    } else if (style == Style.REZERO && i > 0) {
      layers.add(Sheet.thing("residual", Sheet.thing("layers", block, "scaled", true)));
    } else {
      layers.addAll(block);
    }
  }

  private void conv(List<Object> layers) {
    for (int i = 0; i < depth; i++) {
      Map<String, Object> conv = Sheet.thing("filters", width, "kernel", 3);
      List<Object> block = new ArrayList<>();
      block.add(Sheet.thing("conv2d", conv));
      if (style == Style.CONV) {
        conv.put("activation", activation);
      } else {
        conv.put("bias", false);
        block.add("batch_norm");
        block.add(activation);
      }
      if (style == Style.CONV_RESIDUAL && i > 0) {
        layers.add(Sheet.thing("residual", block));
      } else {
        layers.addAll(block);
      }
      if (i == 0) {
        layers.add(Sheet.thing("max_pool", 2));
      }
    }
    layers.add("flatten");
  }

  /** The path of a layer with weights; that after the last hidden one is the head. */
  String path(int i) {
    String kind = style.conv() ? "conv2d" : "dense";
    if (i == depth) {
      return style.conv() ? "dense_1" : style.residual() ? "dense_2" : "dense_" + (depth + 1);
    }
    return style.residual() && i > 0 ? "residual_" + i + "." + kind + "_1" : kind + "_" + (i + 1);
  }

  /** The paths of some layers as a range. */
  String paths(int from, int to) {
    return from == to ? path(from) : path(from) + ".." + path(to);
  }
}
