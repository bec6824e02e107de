package gradus.nn.activation;

import gradus.core.tensor.Tensor;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@code y_i = e^x_i / sum_j e^x_j} along an axis: positive, with sum 1 (Bridle 1990).
 *
 * @param axis the axis; negative ones count from the end
 */
public record Softmax(int axis) implements Activation {
  /** Its line in the catalog. */
  public static final Entry<Activation> ENTRY =
      Entry.of(
          "softmax",
          Softmax.class,
          "Probabilities along an axis",
          List.of(Setting.whole("axis", -8, -1, "the axis that sums to 1")),
          s -> new Softmax(s.whole("axis")),
          a -> Settings.of("axis", a.axis()));

  /** With the usual settings. */
  public static Softmax of() {
    return new Softmax(-1);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    return x.softmax(axis);
  }

  @Override
  public String formula() {
    return "e^z_i / sum_j e^z_j";
  }

  @Override
  public String derivative() {
    return "by z_j: a_i ((i = j) - a_j)";
  }
}
