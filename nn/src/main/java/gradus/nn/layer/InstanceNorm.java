package gradus.nn.layer;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code y = (x - mean) / sqrt(var + eps) gamma + beta} over space, for each channel of each
 * example. Parameters: {@code gamma, beta [channels]} (Ulyanov et al. 2016).
 *
 * @param eps added to the variance
 * @param affine whether there are gamma and beta
 */
public record InstanceNorm(double eps, boolean affine) implements Layer {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "instance_norm",
          InstanceNorm.class,
          "Mean 0 and variance 1 of each channel of each example",
          List.of(
              Setting.number("eps", 0, 1, 1e-5, "added to the variance"),
              Setting.flag("affine", true, "learn a scale and an offset")),
          s -> new InstanceNorm(s.number("eps"), s.flag("affine")),
          l -> Settings.of("eps", l.eps, "affine", l.affine));

  /** With eps 1e-5. */
  public static InstanceNorm of() {
    return new InstanceNorm(1e-5, true);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    int space = Space.of(x);
    Tensor y = Norm.of(x.floats(), eps, IntStream.rangeClosed(1, space).toArray());
    return affine ? Norm.affine(y, scope, Shape.of(x.size(-1))) : y;
  }
}
