package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import java.util.stream.IntStream;

/**
 * The mean over space of each channel: [batch, space.., channels] to [batch, channels] (Lin et al.
 * 2014).
 */
public record GlobalAvgPool() implements Layer {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "global_avg_pool",
          GlobalAvgPool.class,
          "The mean over space of each channel",
          new GlobalAvgPool());

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    int space = Space.of(x);
    return x.floats().mean(IntStream.rangeClosed(1, space).toArray());
  }
}
