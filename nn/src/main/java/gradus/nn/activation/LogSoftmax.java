package gradus.nn.activation;

import gradus.core.tensor.Tensor;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@code y_i = x_i - log sum_j e^x_j} along an axis: the log of softmax, stable.
 *
 * @param axis the axis; negative ones count from the end
 */
public record LogSoftmax(int axis) implements Activation {
  /** Its line in the catalog. */
  public static final Entry<Activation> ENTRY =
      Entry.of(
          "log_softmax",
          LogSoftmax.class,
          "Logs of probabilities along an axis",
          List.of(Setting.whole("axis", -8, -1, "the axis whose exponentials sum to 1")),
          s -> new LogSoftmax(s.whole("axis")),
          a -> Settings.of("axis", a.axis()));

  /** With the usual settings. */
  public static LogSoftmax of() {
    return new LogSoftmax(-1);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    return x.logSoftmax(axis);
  }

  @Override
  public String formula() {
    return "z_i - log sum_j e^z_j";
  }

  @Override
  public String derivative() {
    return "by z_j: (i = j) - e^a_j";
  }
}
