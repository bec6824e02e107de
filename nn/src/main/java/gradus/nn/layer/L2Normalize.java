package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@code y = x / max(|x|, eps)}: length 1 along an axis; derivative of the length 0 at 0.
 *
 * @param axis the axis
 * @param eps the smallest divisor
 */
public record L2Normalize(int axis, double eps) implements Layer {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "l2_normalize",
          L2Normalize.class,
          "Length 1 along an axis",
          List.of(
              Setting.whole("axis", -8, -1, "the axis"),
              Setting.number("eps", Double.MIN_VALUE, 1, 1e-12, "smallest divisor")),
          s -> new L2Normalize(s.whole("axis"), s.number("eps")),
          l -> Settings.of("axis", l.axis, "eps", l.eps));

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    Tensor squares = x.floats().square().sumKeep(axis);
    Tensor enough = squares.greater(eps * eps);
    Tensor some = enough.where(squares, Tensor.ones(squares.shape()));
    Tensor factor = enough.where(some.rsqrt(), Tensor.full(squares.shape(), 1 / eps));
    return x.floats().mul(factor);
  }
}
