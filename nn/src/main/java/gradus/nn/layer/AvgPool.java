package gradus.nn.layer;

import gradus.core.ir.Op;
import gradus.core.shape.Ints;
import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * The mean of each window: [batch, space.., channels] to [batch, space'.., channels], over one, two
 * or three axes.
 *
 * @param size of a window
 * @param stride how far a window moves; null for its size
 * @param padding around the input
 * @param countPadding whether the divisor counts padding
 * @param ceil whether the number of windows is rounded up
 */
public record AvgPool(Ints size, Ints stride, Padding padding, boolean countPadding, boolean ceil)
    implements Layer {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "avg_pool",
          AvgPool.class,
          "The mean of each window",
          List.of(
              Setting.wholes("size", 1, List.of(2L), "size of a window along each axis"),
              Setting.wholes(
                      "stride", 1, List.of(1L), "how far a window moves; the size if not given")
                  .withoutDefault(),
              Padding.setting("valid"),
              Setting.flag("count_padding", true, "divide by the window with its padding"),
              Setting.flag("ceil", false, "round the number of windows up")),
          s ->
              new AvgPool(
                  Ints.of(s.wholes("size")),
                  s.has("stride") ? Ints.of(s.wholes("stride")) : null,
                  Padding.read(s),
                  s.flag("count_padding"),
                  s.flag("ceil")),
          l ->
              Settings.of(
                  "size",
                  l.size.toArray(),
                  "stride",
                  l.stride == null ? null : l.stride.toArray(),
                  "padding",
                  l.padding.written(),
                  "count_padding",
                  l.countPadding,
                  "ceil",
                  l.ceil));

  /** Windows of a size (one number, or one for each axis) side by side. */
  public static AvgPool of(int... size) {
    return new AvgPool(Ints.of(size), null, Padding.VALID, true, false);
  }

  /** With another stride. */
  public AvgPool stride(int... steps) {
    return new AvgPool(size, Ints.of(steps), padding, countPadding, ceil);
  }

  /** With a padding. */
  public AvgPool padding(Padding edges) {
    return new AvgPool(size, stride, edges, countPadding, ceil);
  }

  /** Whether to divide by the window with its padding rather than by the elements inside. */
  public AvgPool countPadding(boolean count) {
    return new AvgPool(size, stride, padding, count, ceil);
  }

  /** With the number of windows rounded up. */
  public AvgPool ceil(boolean up) {
    return new AvgPool(size, stride, padding, countPadding, up);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    int space = Space.of(x);
    Ints sizes = Space.each("size", size, space);
    Ints steps = stride == null ? sizes : Space.each("stride", stride, space);
    Ints one = Ints.repeat(1, space);
    Op.Window plain = padding.window(x.shape(), sizes, steps, one);
    Op.Window window = Pooling.window(x.shape(), padding, sizes, steps, one, ceil);
    Tensor y = x.floats();
    for (int i = 0; i < space; i++) {
      y = mean(y, i, sizes.get(i), window, plain.after().get(i));
    }
    return y;
  }

  /** The mean along one spatial axis. A window's mean is the mean of means along each axis. */
  private Tensor mean(Tensor x, int i, int k, Op.Window window, int paddedAfter) {
    int n = x.size(i + 1);
    int before = window.before().get(i);
    int after = window.after().get(i);
    int step = window.stride().get(i);
    int out = window.outputSize(i, n, k);
    if (out < 1) {
      throw new ShapeException(
          "window " + size + " does not fit into " + x.shape() + "; use a smaller window");
    }
    if (before == 0 && after == 0 && step == k && n == out * k) {
      Shape tiles = x.shape().slice(0, i + 1).plus(out, k);
      return x.reshape(tiles.plus(x.shape().slice(i + 2, x.shape().rank()).sizes())).mean(i + 2);
    }
    int[] front = new int[x.shape().rank()];
    int[] back = new int[x.shape().rank()];
    front[i + 1] = before;
    back[i + 1] = after;
    Tensor padded = before + after == 0 ? x : x.pad(front, back, 0);
    Tensor y = padded.slice(i + 1, 0, (out - 1) * step + 1, step);
    for (int j = 1; j < k; j++) {
      y = y.add(padded.slice(i + 1, j, j + (out - 1) * step + 1, step));
    }
    float[] counts = new float[out];
    for (int p = 0; p < out; p++) {
      int start = p * step - before;
      counts[p] =
          countPadding
              ? Math.min(start + k, n + paddedAfter) - start
              : Math.min(start + k, n) - Math.max(start, 0);
    }
    int[] along = Ints.repeat(1, x.shape().rank()).toArray();
    along[i + 1] = out;
    return y.div(Tensor.of(Shape.of(along), counts));
  }
}
