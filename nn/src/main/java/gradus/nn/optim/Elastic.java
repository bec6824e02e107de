package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@code l1 Σ |w| + l2 / 2 Σ w²} (Zou and Hastie 2005).
 *
 * @param l1 the strength of sizes
 * @param l2 the strength of squares
 * @param filter which parameters
 */
public record Elastic(double l1, double l2, ParameterFilter filter) implements Penalty {
  static final Entry<Penalty> ENTRY =
      Entry.of(
          "elastic",
          Elastic.class,
          "sizes and squares",
          List.of(
              Setting.number("l1", 0, 1e6, 1e-4, "strength of sizes"),
              Setting.number("l2", 0, 1e6, 1e-4, "strength of squares"),
              ParameterFilter.patternSetting(),
              ParameterFilter.kindSetting(ParameterFilter.Kind.MATRICES)),
          s -> new Elastic(s.number("l1"), s.number("l2"), ParameterFilter.read(s)),
          x ->
              Settings.of(
                  "l1", x.l1(),
                  "l2", x.l2(),
                  "pattern", x.filter().pattern(),
                  "parameters", x.filter().kind().word()));

  /** On weights and kernels. */
  public static Elastic of(double l1, double l2) {
    return new Elastic(l1, l2, ParameterFilter.MATRICES);
  }

  @Override
  public Tensor of(Tensor parameter) {
    return parameter.abs().sum().mul(l1).add(parameter.square().sum().mul(l2 / 2));
  }
}
