package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;
import java.util.stream.IntStream;

/**
 * While training, drops whole channels of an example [batch, space.., channels] and divides the
 * others by {@code 1 - rate} (Tompson et al. 2015).
 *
 * @param rate the share that is dropped
 */
public record SpatialDropout(double rate) implements Layer {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "spatial_dropout",
          SpatialDropout.class,
          "Drops whole random channels while training",
          List.of(Setting.number("rate", 0, 0.999999, 0.5, "share that is dropped")),
          s -> new SpatialDropout(s.number("rate")),
          l -> Settings.of("rate", l.rate));

  /** Checks the settings. */
  public SpatialDropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "spatial_dropout: got rate " + rate + "; must be within [0, 1)");
    }
  }

  /** With a rate. */
  public static SpatialDropout of(double rate) {
    return new SpatialDropout(rate);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    int[] space = IntStream.rangeClosed(1, Space.of(x)).toArray();
    return scope.training() && rate > 0 ? Drop.of(x, x.shape().keep(space), rate, scope) : x;
  }
}
