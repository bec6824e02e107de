package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.config.Entry;

/**
 * The largest value over space of each channel: [batch, space.., channels] to [batch, channels]; of
 * equal values the first one takes the gradient.
 */
public record GlobalMaxPool() implements Layer {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "global_max_pool",
          GlobalMaxPool.class,
          "The largest value over space of each channel",
          new GlobalMaxPool());

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    Tensor flat = Pooling.flat(x);
    return Pooling.maximum(flat, 1, flat.size(1), 1).reshape(x.size(0), x.size(-1));
  }
}
