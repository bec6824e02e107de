package gradus.nn.layer;

import gradus.core.shape.Ints;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * Maxima of windows {@code floor(i n / out) .. ceil((i + 1) n / out)}: any input [batch, space..,
 * channels] to a fixed size; of equal values the first one takes the gradient.
 *
 * @param size of the output
 */
public record AdaptiveMaxPool(Ints size) implements Layer {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "adaptive_max_pool",
          AdaptiveMaxPool.class,
          "Maxima of as many windows as asked for",
          List.of(Setting.wholes("size", 1, null, "size of the output along each axis")),
          s -> new AdaptiveMaxPool(Ints.of(s.wholes("size"))),
          l -> Settings.of("size", l.size.toArray()));

  /** To a size: one number, or one for each axis. */
  public static AdaptiveMaxPool of(int... size) {
    return new AdaptiveMaxPool(Ints.of(size));
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    Ints sizes = Space.each("size", size, Space.of(x));
    Tensor y = x.floats();
    // The last axis first: so the first of equal values in row-major order wins.
    for (int i = sizes.size() - 1; i >= 0; i--) {
      y = maximum(y, i + 1, sizes.get(i));
    }
    return y;
  }

  private static Tensor maximum(Tensor x, int axis, int out) {
    int n = x.size(axis);
    if (n % out == 0) {
      return Pooling.maximum(x, axis, n / out, n / out);
    }
    List<Tensor> parts = new ArrayList<>();
    for (int i = 0; i < out; i++) {
      int start = i * n / out;
      int end = ((i + 1) * n + out - 1) / out;
      parts.add(Pooling.maximum(x.slice(axis, start, end), axis, end - start, 1));
    }
    return Tensor.concat(axis, parts);
  }
}
