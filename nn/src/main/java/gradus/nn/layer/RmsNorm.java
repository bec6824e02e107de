package gradus.nn.layer;

import gradus.core.shape.Ints;
import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import gradus.nn.init.Constant;
import java.util.List;

/**
 * {@code y = x / sqrt(mean(x^2) + eps) gamma} over the last axes of each example. Parameter: {@code
 * gamma} of the shape of those axes (Zhang and Sennrich 2019).
 *
 * @param axes the last axes
 * @param eps added to the mean square
 */
public record RmsNorm(Ints axes, double eps) implements Layer {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "rms_norm",
          RmsNorm.class,
          "Root mean square 1 of each example",
          List.of(
              Setting.wholes(
                  "axes", -8, List.of(-1L), "the last axes, which are normalized together"),
              Setting.number("eps", 0, 1, 1e-5, "added to the variance")),
          s -> new RmsNorm(Ints.of(s.wholes("axes")), s.number("eps")),
          l -> Settings.of("axes", l.axes.toArray(), "eps", l.eps));

  /** Over the last axis, with eps 1e-5. */
  public static RmsNorm of() {
    return new RmsNorm(Ints.of(-1), 1e-5);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    int[] at = Norm.last(x, axes);
    Shape shape = x.shape().slice(at[0], x.shape().rank());
    Tensor y = x.floats().mul(x.floats().square().meanKeep(at).add(eps).rsqrt());
    return y.mul(scope.parameter("gamma", shape, new Constant(1)));
  }
}
