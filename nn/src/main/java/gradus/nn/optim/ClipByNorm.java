package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * The gradient of each parameter alone no longer than the limit: {@code g min(1, limit / (|g| +
 * 1e-6))}.
 *
 * @param limit the largest norm
 * @param norm which norm
 */
public record ClipByNorm(double limit, Norm norm) implements Clip {
  static final Entry<Clip> ENTRY =
      Entry.of(
          "norm",
          ClipByNorm.class,
          "the gradient of each parameter no longer than a limit",
          List.of(Setting.number("limit", 0, 1e30, "the largest norm"), Norm.setting()),
          s -> new ClipByNorm(s.number("limit"), Norm.of(s.text("norm"))),
          x -> Settings.of("limit", x.limit(), "norm", x.norm().word()));

  @Override
  public Clipped apply(List<Tensor> parameters, List<Tensor> gradients) {
    List<Tensor> norms = new ArrayList<>();
    List<Tensor> shortened = new ArrayList<>();
    List<Tensor> clipped = new ArrayList<>();
    for (Tensor gradient : gradients) {
      Tensor length = norm.total(List.of(gradient));
      Tensor factor = ClipByGlobalNorm.factor(limit, length);
      norms.add(length);
      shortened.add(length.mul(factor));
      clipped.add(gradient.mul(factor));
    }
    return new Clipped(clipped, norm.total(norms), norm.total(shortened));
  }
}
