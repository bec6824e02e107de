package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@code lambda Σ |w|}: drives weights to exactly 0; derivative 0 at 0 (Tibshirani 1996).
 *
 * @param lambda the strength
 * @param filter which parameters
 */
public record L1(double lambda, ParameterFilter filter) implements Penalty {
  static final Entry<Penalty> ENTRY =
      Entry.of(
          "l1",
          L1.class,
          "strength times the sum of sizes",
          List.of(
              Setting.number("lambda", 0, 1e6, 1e-4, "strength"),
              ParameterFilter.patternSetting(),
              ParameterFilter.kindSetting(ParameterFilter.Kind.MATRICES)),
          s -> new L1(s.number("lambda"), ParameterFilter.read(s)),
          x ->
              Settings.of(
                  "lambda", x.lambda(),
                  "pattern", x.filter().pattern(),
                  "parameters", x.filter().kind().word()));

  /** On weights and kernels. */
  public static L1 of(double lambda) {
    return new L1(lambda, ParameterFilter.MATRICES);
  }

  @Override
  public Tensor of(Tensor parameter) {
    return parameter.abs().sum().mul(lambda);
  }
}
