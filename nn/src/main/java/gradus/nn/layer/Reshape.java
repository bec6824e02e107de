package gradus.nn.layer;

import gradus.core.shape.Ints;
import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.Arrays;
import java.util.List;

/**
 * The same numbers of each example under other axes: [batch, ..] to [batch, sizes..]; one size may
 * be -1, for what is left.
 *
 * @param sizes after the batch
 */
public record Reshape(Ints sizes) implements Layer {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "reshape",
          Reshape.class,
          "The same numbers under other axes",
          List.of(Setting.wholes("sizes", -1, null, "sizes after the batch; one may be -1")),
          s -> new Reshape(Ints.of(s.wholes("sizes"))),
          l -> Settings.of("sizes", l.sizes.toArray()));

  /** To sizes after the batch. */
  public static Reshape of(int... sizes) {
    return new Reshape(Ints.of(sizes));
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    int count = x.shape().slice(1, x.shape().rank()).count();
    int known = 1;
    int open = 0;
    for (int size : sizes.toArray()) {
      known *= size == -1 ? 1 : size;
      open += size == -1 ? 1 : 0;
    }
    boolean fits = open == 0 ? known == count : open == 1 && known > 0 && count % known == 0;
    if (!fits) {
      throw new ShapeException(
          "got "
              + x.shape()
              + ", that is "
              + count
              + " numbers an example; cannot be "
              + sizes
              + "; the sizes must multiply to "
              + count);
    }
    int[] all = Shape.SCALAR.plus(x.size(0)).sizes();
    all = Arrays.copyOf(all, sizes.size() + 1);
    for (int i = 0; i < sizes.size(); i++) {
      all[i + 1] = sizes.get(i) == -1 ? count / known : sizes.get(i);
    }
    return x.reshape(all);
  }
}
