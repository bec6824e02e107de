package gradus.nn;

import gradus.core.tensor.Tensor;
import gradus.nn.init.Initializer;
import java.util.List;

/**
 * Layers one after another: {@code y = f_n(.. f_2(f_1(x)))}. Tells each layer which activation
 * follows, so that the default initializer fits it.
 */
public record Sequential(List<Layer> layers) implements Layer {
  /** Keeps an immutable copy. */
  public Sequential {
    layers = List.copyOf(layers);
  }

  /** Layers one after another. */
  public static Sequential of(Layer... layers) {
    return new Sequential(List.of(layers));
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    Tensor y = x;
    for (int i = 0; i < layers.size(); i++) {
      y = scope.apply(layers.get(i), y, following(i, scope));
    }
    return y;
  }

  private Initializer.Fit following(int position, Scope scope) {
    for (int i = position + 1; i < layers.size(); i++) {
      if (layers.get(i) instanceof Initializer.Fitting fitting) {
        return fitting.fit();
      }
      if (layers.get(i) instanceof Weighted) {
        return Initializer.Fit.LINEAR;
      }
    }
    return scope.fit();
  }
}
