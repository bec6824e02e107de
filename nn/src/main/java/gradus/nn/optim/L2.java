package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@code lambda / 2 Σ w²} (Hoerl and Kennard 1970).
 *
 * @param lambda the strength
 * @param filter which parameters
 */
public record L2(double lambda, ParameterFilter filter) implements Penalty {
  static final Entry<Penalty> ENTRY =
      Entry.of(
          "l2",
          L2.class,
          "half the strength times the sum of squares",
          List.of(
              Setting.number("lambda", 0, 1e6, 1e-4, "strength"),
              ParameterFilter.patternSetting(),
              ParameterFilter.kindSetting(ParameterFilter.Kind.MATRICES)),
          s -> new L2(s.number("lambda"), ParameterFilter.read(s)),
          x ->
              Settings.of(
                  "lambda", x.lambda(),
                  "pattern", x.filter().pattern(),
                  "parameters", x.filter().kind().word()));

  /** On weights and kernels. */
  public static L2 of(double lambda) {
    return new L2(lambda, ParameterFilter.MATRICES);
  }

  @Override
  public Tensor of(Tensor parameter) {
    return parameter.square().sum().mul(lambda / 2);
  }
}
