package gradus.nn.layer;

import gradus.core.shape.Ints;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * The largest value of each window: [batch, space.., channels] to [batch, space'.., channels], over
 * one, two or three axes. Padding never wins; of equal values the first one takes the gradient.
 *
 * @param size of a window
 * @param stride how far a window moves; null for its size
 * @param padding around the input
 * @param dilation distance of the positions in a window
 * @param ceil whether the number of windows is rounded up
 */
public record MaxPool(Ints size, Ints stride, Padding padding, Ints dilation, boolean ceil)
    implements Layer {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "max_pool",
          MaxPool.class,
          "The largest value of each window",
          List.of(
              Setting.wholes("size", 1, List.of(2L), "size of a window along each axis"),
              Setting.wholes(
                      "stride", 1, List.of(1L), "how far a window moves; the size if not given")
                  .withoutDefault(),
              Padding.setting("valid"),
              Setting.wholes("dilation", 1, List.of(1L), "distance of the positions in a window"),
              Setting.flag("ceil", false, "round the number of windows up")),
          s ->
              new MaxPool(
                  Ints.of(s.wholes("size")),
                  s.has("stride") ? Ints.of(s.wholes("stride")) : null,
                  Padding.read(s),
                  Ints.of(s.wholes("dilation")),
                  s.flag("ceil")),
          l ->
              Settings.of(
                  "size",
                  l.size.toArray(),
                  "stride",
                  l.stride == null ? null : l.stride.toArray(),
                  "padding",
                  l.padding.written(),
                  "dilation",
                  l.dilation.toArray(),
                  "ceil",
                  l.ceil));

  /** Windows of a size (one number, or one for each axis) side by side. */
  public static MaxPool of(int... size) {
    return new MaxPool(Ints.of(size), null, Padding.VALID, Ints.of(1), false);
  }

  /** With another stride. */
  public MaxPool stride(int... steps) {
    return new MaxPool(size, Ints.of(steps), padding, dilation, ceil);
  }

  /** With a padding. */
  public MaxPool padding(Padding edges) {
    return new MaxPool(size, stride, edges, dilation, ceil);
  }

  /** With positions that lie apart. */
  public MaxPool dilation(int... distance) {
    return new MaxPool(size, stride, padding, Ints.of(distance), ceil);
  }

  /** With the number of windows rounded up. */
  public MaxPool ceil(boolean up) {
    return new MaxPool(size, stride, padding, dilation, up);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    int space = Space.of(x);
    Ints sizes = Space.each("size", size, space);
    Ints steps = stride == null ? sizes : Space.each("stride", stride, space);
    Ints apart = Space.each("dilation", dilation, space);
    return x.floats().maxPool(sizes, Pooling.window(x.shape(), padding, sizes, steps, apart, ceil));
  }
}
