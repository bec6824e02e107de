package gradus.train.golden;

import static gradus.train.golden.LayerOperations.read;
import static gradus.train.golden.LayerOperations.settings;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.init.Zeros;
import gradus.nn.layer.Residual;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model as the goldens describe it, made of this engine's layers under the names of the goldens.
 */
record GoldenModel(List<Config> layers) implements Layer {
  private static final List<String> KNOWN =
      List.of(
          "dense",
          "conv2d",
          "batch_norm",
          "activation",
          "max_pool2d",
          "global_avg_pool2d",
          "flatten",
          "residual",
          "embedding",
          "lstm",
          "last_step",
          "layer_norm");

  /** Whether all layers, also inner ones, exist. */
  static boolean supports(List<Config> layers) {
    return layers.stream()
        .allMatch(
            layer ->
                KNOWN.contains(layer.text("type"))
                    && (!layer.has("layers") || supports(layer.parts("layers")))
                    && (!layer.has("shortcut") || supports(layer.parts("shortcut"))));
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    return apply(layers, x, scope);
  }

  private static Tensor apply(List<Config> layers, Tensor x, Scope scope) {
    Tensor y = x;
    for (Config config : layers) {
      Layer layer = layer(config, scope);
      y = config.has("name") ? scope.apply(config.text("name"), layer, y) : layer.apply(y, scope);
    }
    return y;
  }

  private static Layer layer(Config c, Scope scope) {
    return switch (c.text("type")) {
      case "dense" -> read("dense", settings("units", c.whole("out"), "bias", c.flag("bias")));
      case "conv2d" ->
          read(
              "conv2d",
              settings(
                  "filters",
                  c.whole("out"),
                  "kernel",
                  c.whole("kernel"),
                  "stride",
                  c.whole("stride"),
                  "padding",
                  c.whole("padding"),
                  "bias",
                  c.flag("bias")));
      case "batch_norm" ->
          read("batch_norm", settings("momentum", c.number("momentum"), "eps", c.number("eps")));
      case "layer_norm" -> read("layer_norm", settings("eps", c.number("eps")));
      case "activation" -> read(c.text("function"), settings());
      case "max_pool2d" ->
          read("max_pool", settings("size", c.whole("kernel"), "stride", c.whole("stride")));
      case "global_avg_pool2d" -> read("global_avg_pool", settings());
      case "flatten" -> read("flatten", settings());
      case "embedding" ->
          read("embedding", settings("count", c.whole("count"), "features", c.whole("features")));
      case "lstm" -> lstm(c);
      case "last_step" -> (x, _) -> x.index(1, -1);
      case "residual" -> residual(c, scope);
      default -> throw new IllegalArgumentException("no layer " + c.text("type"));
    };
  }

  /** With the two biases of the goldens, which an optimizer moves both. */
  private static Layer lstm(Config c) {
    int units = c.whole("hidden");
    return (x, scope) -> {
      Map<String, Tensor> given = new LinkedHashMap<>();
      Map<String, Shape> shapes =
          Map.of(
              "l0.w_ih", Shape.of(x.size(-1), 4 * units),
              "l0.w_hh", Shape.of(units, 4 * units),
              "l0.b_ih", Shape.of(4 * units),
              "l0.b_hh", Shape.of(4 * units));
      shapes.forEach((name, shape) -> given.put(name, scope.parameter(name, shape, new Zeros())));
      Map<String, Object> settings = settings("units", units, "output", "all");
      Map<String, Tensor> weights = RecurrentOperations.weights("lstm", given, "l0.");
      return RecurrentOperations.trace("lstm", settings, x, weights).output();
    };
  }

  /** Inner layers stand in the outer scope, because their names in the goldens are whole paths. */
  private static Layer residual(Config c, Scope scope) {
    Layer inner = (x, _) -> apply(c.parts("layers"), x, scope);
    Layer past = (x, _) -> apply(c.parts("shortcut"), x, scope);
    Residual residual = Residual.of(inner);
    return c.parts("shortcut").isEmpty() ? residual : residual.shortcut(past);
  }
}
