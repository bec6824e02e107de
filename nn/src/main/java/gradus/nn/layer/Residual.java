package gradus.nn.layer;

import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.Sequential;
import gradus.nn.Weighted;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import gradus.nn.init.Zeros;
import java.util.List;

/**
 * {@code y = shortcut(x) + layers(x)}, or {@code shortcut(x) + scale layers(x)} with a learned
 * scale that starts at 0, so that the block starts as the identity. Without a shortcut of its own x
 * is added as it is, or, where the layers change its shape, through a 1×1 convolution (with a
 * stride) or a dense layer, without bias. Parameter: {@code scale []} (He et al. 2016; Bachlechner
 * et al. 2021).
 *
 * @param layers what is added
 * @param shortcut what x goes through; empty for x itself or a projection
 * @param scaled whether there is a learned scale
 */
public record Residual(List<Layer> layers, List<Layer> shortcut, boolean scaled)
    implements Weighted {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "residual",
          Residual.class,
          "Adds the input to what the layers give",
          List.of(
              Setting.many("layers", () -> Layers.CATALOG, "what is added"),
              Setting.many("shortcut", () -> Layers.CATALOG, "what the input goes through")
                  .optional(),
              Setting.flag("scaled", false, "learn a scale that starts at 0")),
          s ->
              new Residual(
                  s.many("layers", Layer.class), s.many("shortcut", Layer.class), s.flag("scaled")),
          l ->
              Settings.of(
                  "layers", l.layers,
                  "shortcut", l.shortcut.isEmpty() ? null : l.shortcut,
                  "scaled", l.scaled));

  /** Keeps immutable copies. */
  public Residual {
    layers = List.copyOf(layers);
    shortcut = List.copyOf(shortcut);
  }

  /** Around layers. */
  public static Residual of(Layer... layers) {
    return new Residual(List.of(layers), List.of(), false);
  }

  /** With a shortcut of its own. */
  public Residual shortcut(Layer... through) {
    return new Residual(layers, List.of(through), scaled);
  }

  /** With a learned scale that starts at 0. */
  public Residual withScale() {
    return new Residual(layers, shortcut, true);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    Tensor y = new Sequential(layers).apply(x, scope);
    Tensor past =
        shortcut.isEmpty()
            ? project(x, y.shape(), scope)
            : scope.apply("shortcut", new Sequential(shortcut), x);
    if (!past.shape().equals(y.shape())) {
      throw new ShapeException(
          "got "
              + y.shape()
              + " from the layers and "
              + past.shape()
              + " past them; shapes must be equal; give a shortcut that fits");
    }
    return past.add(scaled ? y.mul(scope.parameter("scale", Shape.SCALAR, new Zeros())) : y);
  }

  private static Tensor project(Tensor x, Shape to, Scope scope) {
    Shape from = x.shape();
    if (from.equals(to) || from.rank() != to.rank() || from.rank() < 2) {
      return x;
    }
    int channels = to.size(-1);
    if (from.with(-1, channels).equals(to)) {
      return scope.apply("projection", Dense.of(channels).withoutBias(), x);
    }
    int[] stride = new int[from.rank() - 2];
    for (int i = 0; i < stride.length; i++) {
      stride[i] =
          Math.max(1, (from.size(i + 1) + to.size(i + 1) - 1) / Math.max(1, to.size(i + 1)));
    }
    ConvSpec spec = ConvSpec.of(channels, 1).stride(stride).withoutBias();
    return switch (stride.length) {
      case 1 -> scope.apply("projection", new Conv1d(spec), x);
      case 2 -> scope.apply("projection", new Conv2d(spec), x);
      case 3 -> scope.apply("projection", new Conv3d(spec), x);
      default -> x;
    };
  }
}
