package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.Sequential;
import gradus.nn.Weighted;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * Each repetition of the layers reads everything before it: {@code x_(k+1) = [x_k, layers(x_k)]}
 * along the last axis (Huang et al. 2017).
 *
 * @param layers what a repetition consists of
 * @param repeat how many repetitions
 */
public record DenseBlock(List<Layer> layers, int repeat) implements Weighted {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "dense_block",
          DenseBlock.class,
          "Joins the input and what the layers give, again and again",
          List.of(
              Setting.many("layers", () -> Layers.CATALOG, "what a repetition consists of"),
              Setting.whole("repeat", 1, 1, "how many repetitions")),
          s -> new DenseBlock(s.many("layers", Layer.class), s.whole("repeat")),
          l -> Settings.of("layers", l.layers, "repeat", l.repeat));

  /** Keeps an immutable copy. */
  public DenseBlock {
    layers = List.copyOf(layers);
  }

  /** With repetitions of layers. */
  public static DenseBlock of(int repeat, Layer... layers) {
    return new DenseBlock(List.of(layers), repeat);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    Tensor all = x;
    for (int i = 0; i < repeat; i++) {
      all = Join.CONCAT.of(List.of(all, new Sequential(layers).apply(all, scope)));
    }
    return all;
  }
}
