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
 * {@code y = (x - mean) / sqrt(var + eps) gamma + beta} over the last axes of each example, by the
 * biased variance. Parameters: {@code gamma, beta} of the shape of those axes (Ba et al. 2016).
 *
 * @param axes the last axes
 * @param eps added to the variance
 * @param affine whether there are gamma and beta
 */
public record LayerNorm(Ints axes, double eps, boolean affine) implements Layer {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "layer_norm",
          LayerNorm.class,
          "Mean 0 and variance 1 of each example",
          List.of(
              Setting.wholes(
                  "axes", -8, List.of(-1L), "the last axes, which are normalized together"),
              Setting.number("eps", 0, 1, 1e-5, "added to the variance"),
              Setting.flag("affine", true, "learn a scale and an offset")),
          s -> new LayerNorm(Ints.of(s.wholes("axes")), s.number("eps"), s.flag("affine")),
          l -> Settings.of("axes", l.axes.toArray(), "eps", l.eps, "affine", l.affine));

  /** Over the last axis, with eps 1e-5. */
  public static LayerNorm of() {
    return new LayerNorm(Ints.of(-1), 1e-5, true);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    int[] at = Norm.last(x, axes);
    Tensor y = Norm.of(x.floats(), eps, at);
    return affine ? Norm.affine(y, scope, x.shape().slice(at[0], x.shape().rank())) : y;
  }
}
