package gradus.train.golden;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.activation.Activations;
import gradus.nn.init.Zeros;
import java.util.List;

/** A model as the goldens describe it, made of this engine's layers. */
record GoldenModel(List<Config> layers) implements Layer {
  private static final List<String> KNOWN = List.of("dense", "activation", "flatten");

  static boolean supports(List<Config> layers) {
    return layers.stream().allMatch(layer ->
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
    for (Config layer : layers) {
      y = apply(layer, y, scope);
    }
    return y;
  }

  private static Tensor apply(Config c, Tensor x, Scope scope) {
    return switch (c.text("type")) {
      case "dense" -> scope.apply(c.text("name"), (z, own) -> {
        Tensor y = z.matmul(own.parameter("weight", Shape.of(z.size(-1), c.whole("out")), new Zeros()));
        return c.flag("bias") ? y.add(own.parameter("bias", Shape.of(c.whole("out")), new Zeros())) : y;
      }, x);
      case "activation" -> scope.apply(Activations.CATALOG.read(c.text("function"), "layers"), x);
      case "flatten" -> x.reshape(x.size(0), -1);
      default -> throw new IllegalArgumentException("no layer " + c.text("type"));
    };
  }
}
