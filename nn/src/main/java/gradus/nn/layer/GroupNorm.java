package gradus.nn.layer;

import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@code y = (x - mean) / sqrt(var + eps) gamma + beta} over space and over groups of adjacent
 * channels of each example. Parameters: {@code gamma, beta [channels]} (Wu and He 2018).
 *
 * @param groups how many
 * @param eps added to the variance
 * @param affine whether there are gamma and beta
 */
public record GroupNorm(int groups, double eps, boolean affine) implements Layer {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "group_norm",
          GroupNorm.class,
          "Mean 0 and variance 1 of groups of channels of each example",
          List.of(
              Setting.whole("groups", "how many groups of channels"),
              Setting.number("eps", 0, 1, 1e-5, "added to the variance"),
              Setting.flag("affine", true, "learn a scale and an offset")),
          s -> new GroupNorm(s.whole("groups"), s.number("eps"), s.flag("affine")),
          l -> Settings.of("groups", l.groups, "eps", l.eps, "affine", l.affine));

  /** With eps 1e-5. */
  public static GroupNorm of(int groups) {
    return new GroupNorm(groups, 1e-5, true);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    int channels = x.size(-1);
    if (channels % groups != 0) {
      throw new ShapeException(
          "got "
              + channels
              + " channels and "
              + groups
              + " groups; the channels must be a multiple of the groups");
    }
    Tensor parts = x.floats().reshape(x.size(0), -1, groups, channels / groups);
    Tensor y = Norm.of(parts, eps, 1, 3).reshape(x.shape());
    return affine ? Norm.affine(y, scope, Shape.of(channels)) : y;
  }
}
