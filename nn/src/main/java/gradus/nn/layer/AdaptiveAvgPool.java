package gradus.nn.layer;

import gradus.core.shape.Ints;
import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * Means of windows {@code floor(i n / out) .. ceil((i + 1) n / out)}: any input [batch, space..,
 * channels] to a fixed size.
 *
 * @param size of the output
 */
public record AdaptiveAvgPool(Ints size) implements Layer {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "adaptive_avg_pool",
          AdaptiveAvgPool.class,
          "Means of as many windows as asked for",
          List.of(Setting.wholes("size", 1, null, "size of the output along each axis")),
          s -> new AdaptiveAvgPool(Ints.of(s.wholes("size"))),
          l -> Settings.of("size", l.size.toArray()));

  /** To a size: one number, or one for each axis. */
  public static AdaptiveAvgPool of(int... size) {
    return new AdaptiveAvgPool(Ints.of(size));
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    Ints sizes = Space.each("size", size, Space.of(x));
    Tensor y = x.floats();
    for (int i = 0; i < sizes.size(); i++) {
      y = mean(y, i + 1, sizes.get(i));
    }
    return y;
  }

  private static Tensor mean(Tensor x, int axis, int out) {
    int n = x.size(axis);
    if (n % out == 0) {
      Shape tiles = x.shape().slice(0, axis).plus(out, n / out);
      return x.reshape(tiles.plus(x.shape().slice(axis + 1, x.shape().rank()).sizes()))
          .mean(axis + 1);
    }
    Shape shape = Shape.of(out, n);
    Tensor i = Tensor.iota(shape, 0).floats();
    Tensor j = Tensor.iota(shape, 1).floats();
    Tensor start = i.mul(n).div(out).floor();
    Tensor end = i.add(1).mul(n).add(out - 1).div(out).floor();
    Tensor inside = j.greaterEqual(start).mul(j.less(end));
    return Space.contract(inside.div(end.sub(start)), x, axis);
  }
}
