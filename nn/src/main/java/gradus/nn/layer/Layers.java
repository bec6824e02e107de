package gradus.nn.layer;

import gradus.nn.Layer;
import gradus.nn.Sequential;
import gradus.nn.activation.Activation;
import gradus.nn.activation.Activations;
import gradus.nn.config.Catalog;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.ArrayList;
import java.util.List;

/** All layers, and the activations, which are layers too. */
public final class Layers {
  private static final Entry<Layer> SEQUENTIAL =
      Entry.of(
          "sequential",
          Sequential.class,
          "Layers one after another",
          List.of(Setting.many("layers", () -> Layers.CATALOG, "in order")),
          s -> new Sequential(s.many("layers", Layer.class)),
          l -> Settings.of("layers", l.layers()));

  /** All layers by name. */
  public static final Catalog<Layer> CATALOG = new Catalog<>("layer", all());

  private Layers() {}

  private static List<Entry<Layer>> all() {
    List<Entry<Layer>> entries =
        new ArrayList<>(
            List.of(
                Dense.ENTRY,
                Conv1d.ENTRY,
                Conv2d.ENTRY,
                Conv3d.ENTRY,
                DepthwiseConv2d.ENTRY,
                SeparableConv2d.ENTRY,
                ConvTranspose2d.ENTRY,
                MaxPool.ENTRY,
                AvgPool.ENTRY,
                GlobalAvgPool.ENTRY,
                GlobalMaxPool.ENTRY,
                AdaptiveAvgPool.ENTRY,
                AdaptiveMaxPool.ENTRY,
                Upsample.ENTRY,
                Flatten.ENTRY,
                Reshape.ENTRY,
                Rescale.ENTRY,
                BatchNorm.ENTRY,
                LayerNorm.ENTRY,
                GroupNorm.ENTRY,
                InstanceNorm.ENTRY,
                RmsNorm.ENTRY,
                LocalResponseNorm.ENTRY,
                L2Normalize.ENTRY,
                Dropout.ENTRY,
                SpatialDropout.ENTRY,
                AlphaDropout.ENTRY,
                GaussianNoise.ENTRY,
                Embedding.ENTRY,
                Rnn.ENTRY,
                Lstm.ENTRY,
                Gru.ENTRY,
                Residual.ENTRY,
                DenseBlock.ENTRY,
                Parallel.ENTRY,
                Graph.ENTRY,
                SEQUENTIAL));
    for (Entry<Activation> activation : Activations.CATALOG.entries()) {
      entries.add(Entry.widen(activation));
    }
    return List.copyOf(entries);
  }
}
