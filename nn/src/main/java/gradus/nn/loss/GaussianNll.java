package gradus.nn.loss;

import gradus.core.shape.ShapeException;
import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@code (log v + (x - t)^2 / v) / 2} with mean x and variance {@code v = max(v, 1e-6)}; {@code
 * full} adds {@code log(2 pi) / 2} (Nix and Weigend 1994). As a loss of a model the output is [..,
 * 2 n]: n means, then n logs of variances; the target is [.., n]; a value for each element.
 *
 * @param full with the constant term
 */
public record GaussianNll(boolean full) implements Loss {
  /** Its line in the catalog. */
  public static final Entry<Loss> ENTRY =
      Entry.of(
          "gaussian_nll",
          GaussianNll.class,
          "Of means and logs of variances [.., 2 n] and targets [.., n]",
          List.of(Setting.flag("full", false, "with the constant term")),
          s -> new GaussianNll(s.flag("full")),
          l -> Settings.of("full", l.full()));

  /** With the usual settings. */
  public static GaussianNll of() {
    return new GaussianNll(false);
  }

  @Override
  public Tensor values(Tensor output, Tensor target) {
    int n = output.size(-1) / 2;
    if (output.size(-1) != 2 * n) {
      throw new ShapeException(
          "gaussian_nll: got output "
              + output.shape()
              + "; the last axis must be even: means, then logs of variances");
    }
    Tensor mean = output.slice(-1, 0, n);
    Tensor variance = output.slice(-1, n, 2 * n).exp();
    return values(mean, Fit.same("gaussian_nll", mean, target), variance, full);
  }

  @Override
  public int outputs(int targets) {
    return 2 * targets;
  }

  @Override
  public Tensor prediction(Tensor output) {
    return output.slice(-1, 0, output.size(-1) / 2);
  }

  private static final double SMALLEST = 1e-6;

  /** The value for each element of mean, target and variance of one shape. */
  public static Tensor values(Tensor mean, Tensor target, Tensor variance, boolean full) {
    Tensor v = variance.less(SMALLEST).where(Tensor.full(variance.shape(), SMALLEST), variance);
    Tensor value = v.log().add(mean.sub(target).square().div(v)).mul(0.5);
    return full ? value.add(0.5 * Math.log(2 * Math.PI)) : value;
  }
}
