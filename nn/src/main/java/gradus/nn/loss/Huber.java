package gradus.nn.loss;

import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@code d^2 / 2} where {@code |d| < delta}, else {@code delta (|d| - delta / 2)}, with d = x - t;
 * a value for each element (Huber 1964).
 *
 * @param delta where squared becomes absolute
 */
public record Huber(double delta) implements Loss {
  /** Its line in the catalog. */
  public static final Entry<Loss> ENTRY =
      Entry.of(
          "huber",
          Huber.class,
          "Squared near the target, absolute far from it",
          List.of(
              Setting.number(
                  "delta",
                  Double.MIN_VALUE,
                  Double.POSITIVE_INFINITY,
                  1,
                  "where squared becomes absolute")),
          s -> new Huber(s.number("delta")),
          l -> Settings.of("delta", l.delta()));

  /** With the usual settings. */
  public static Huber of() {
    return new Huber(1);
  }

  @Override
  public Tensor values(Tensor output, Tensor target) {
    Tensor d = output.sub(Fit.same("huber", output, target));
    Tensor size = d.abs();
    return size.less(delta).where(d.square().mul(0.5), size.sub(delta / 2).mul(delta));
  }
}
