package gradus.nn.activation;

import gradus.core.shape.ShapeException;
import gradus.core.tensor.Tensor;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@code y = a sigmoid(b)}, where a and b are the first and the second half of x along an axis:
 * [.., 2 n, ..] to [.., n, ..] (Dauphin et al. 2017).
 *
 * @param axis the axis; negative ones count from the end
 */
public record Glu(int axis) implements Activation {
  /** Its line in the catalog. */
  public static final Entry<Activation> ENTRY =
      Entry.of(
          "glu",
          Glu.class,
          "The first half times the sigmoid of the second",
          List.of(Setting.whole("axis", -8, -1, "the axis to halve")),
          s -> new Glu(s.whole("axis")),
          a -> Settings.of("axis", a.axis()));

  /** With the usual settings. */
  public static Glu of() {
    return new Glu(-1);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    int size = x.size(axis);
    if (size % 2 != 0) {
      throw new ShapeException(
          "glu: got " + x.shape() + "; axis " + axis + " must have an even size to be halved");
    }
    return x.slice(axis, 0, size / 2).mul(x.slice(axis, size / 2, size).sigmoid());
  }

  @Override
  public String formula() {
    return "u sigmoid(v), with z = [u, v]";
  }

  @Override
  public String derivative() {
    return "by u: sigmoid(v); by v: a (1 - sigmoid(v))";
  }
}
