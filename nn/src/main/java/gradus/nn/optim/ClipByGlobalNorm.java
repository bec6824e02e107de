package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * All gradients together no longer than the limit, their direction kept: {@code g min(1, limit /
 * (total + 1e-6))} (Pascanu, Mikolov and Bengio 2013).
 *
 * @param limit the largest norm of all gradients together
 * @param norm which norm
 */
public record ClipByGlobalNorm(double limit, Norm norm) implements Clip {
  static final Entry<Clip> ENTRY =
      Entry.of(
          "global_norm",
          ClipByGlobalNorm.class,
          "all gradients together no longer than a limit",
          List.of(Setting.number("limit", 0, 1e30, "the largest norm"), Norm.setting()),
          s -> new ClipByGlobalNorm(s.number("limit"), Norm.of(s.text("norm"))),
          x -> Settings.of("limit", x.limit(), "norm", x.norm().word()));

  @Override
  public Clipped apply(List<Tensor> parameters, List<Tensor> gradients) {
    Tensor total = norm.total(gradients);
    Tensor factor = factor(limit, total);
    List<Tensor> clipped = gradients.stream().map(g -> g.mul(factor)).toList();
    return new Clipped(clipped, total, total.mul(factor));
  }

  /** {@code min(1, limit / (length + 1e-6))}; the small number keeps 0 from dividing. */
  static Tensor factor(double limit, Tensor length) {
    return Tensor.scalar(limit).div(length.add(1e-6)).minimum(1);
  }
}
