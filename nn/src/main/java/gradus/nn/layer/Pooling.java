package gradus.nn.layer;

import gradus.core.ir.Op;
import gradus.core.shape.Ints;
import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;

/** The windows of pooling: sizes, and the last window when sizes are rounded up. */
final class Pooling {
  private Pooling() {}

  /**
   * The window over x; with {@code ceil} a last, partly empty window is added unless it would start
   * in the padding after the input.
   */
  static Op.Window window(
      Shape x, Padding padding, Ints size, Ints stride, Ints dilation, boolean ceil) {
    Op.Window plain = padding.window(x, size, stride, dilation);
    if (!ceil) {
      return plain;
    }
    int[] after = plain.after().toArray();
    for (int i = 0; i < after.length; i++) {
      int n = x.size(i + 1);
      int before = plain.before().get(i);
      int reach = dilation.get(i) * (size.get(i) - 1) + 1;
      int room = n + before + after[i] - reach;
      int last = (room + stride.get(i) - 1) / stride.get(i);
      if (last * stride.get(i) >= n + before) {
        last--;
      }
      after[i] = Math.max(0, last * stride.get(i) + reach - n - before);
    }
    return new Op.Window(stride, plain.before(), Ints.of(after), dilation);
  }

  /** The maximum of windows without padding over one axis. */
  static Tensor maximum(Tensor x, int axis, int size, int stride) {
    int space = x.shape().rank() - 2;
    int[] sizes = Ints.repeat(1, space).toArray();
    int[] strides = sizes.clone();
    sizes[axis - 1] = size;
    strides[axis - 1] = stride;
    Op.Window plain = Space.plain(space);
    return x.maxPool(
        Ints.of(sizes),
        new Op.Window(Ints.of(strides), plain.before(), plain.after(), plain.dilation()));
  }

  /** Every position of the space in one row: [batch, space.., channels] to [batch, n, channels]. */
  static Tensor flat(Tensor x) {
    Space.of(x);
    return x.floats().reshape(x.size(0), -1, x.size(-1));
  }
}
