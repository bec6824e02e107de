package gradus.nn.loss;

import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@code d^2 / (2 beta)} where {@code |d| < beta}, else {@code |d| - beta / 2}, with d = x - t; a
 * value for each element (Girshick 2015).
 *
 * @param beta where the tip ends
 */
public record SmoothL1(double beta) implements Loss {
  /** Its line in the catalog. */
  public static final Entry<Loss> ENTRY =
      Entry.of(
          "smooth_l1",
          SmoothL1.class,
          "Absolute, with a rounded tip",
          List.of(
              Setting.number(
                  "beta", Double.MIN_VALUE, Double.POSITIVE_INFINITY, 1, "where the tip ends")),
          s -> new SmoothL1(s.number("beta")),
          l -> Settings.of("beta", l.beta()));

  /** With the usual settings. */
  public static SmoothL1 of() {
    return new SmoothL1(1);
  }

  @Override
  public Tensor values(Tensor output, Tensor target) {
    Tensor d = output.sub(Fit.same("smooth_l1", output, target));
    Tensor size = d.abs();
    return size.less(beta).where(d.square().mul(0.5 / beta), size.sub(beta / 2));
  }
}
