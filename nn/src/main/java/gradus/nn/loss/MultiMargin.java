package gradus.nn.loss;

import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@code sum over j != t of max(0, margin - x_t + x_j)^p / classes} of scores x [.., classes] and
 * labels t [..], a value for each row (Crammer and Singer 2001).
 *
 * @param margin lead beyond which nothing is lost
 * @param power 1, or 2 for squares
 */
public record MultiMargin(double margin, int power) implements Loss {
  /** Its line in the catalog. */
  public static final Entry<Loss> ENTRY =
      Entry.of(
          "multi_margin",
          MultiMargin.class,
          "Of scores and labels: the right one must lead by a margin",
          List.of(
              Setting.number(
                  "margin",
                  Double.NEGATIVE_INFINITY,
                  Double.POSITIVE_INFINITY,
                  1,
                  "lead beyond which nothing is lost"),
              Setting.whole("power", 1, 1, "1, or 2 for squares")),
          s -> new MultiMargin(s.number("margin"), s.whole("power")),
          l -> Settings.of("margin", l.margin(), "power", l.power()));

  /** Checks the settings. */
  public MultiMargin {
    if (power != 1 && power != 2) {
      throw new IllegalArgumentException("multi_margin: got power " + power + "; must be 1 or 2");
    }
  }

  /** With the usual settings. */
  public static MultiMargin of() {
    return new MultiMargin(1, 1);
  }

  @Override
  public Tensor values(Tensor output, Tensor target) {
    Tensor t = Fit.labels("multi_margin", output, target);
    Tensor hot = t.oneHot(output.size(-1));
    Tensor zero = Tensor.zeros(output.shape());
    Tensor right = hot.where(output, zero).sumKeep(-1);
    Tensor missing = output.sub(right).add(margin).relu();
    Tensor cost = power == 2 ? missing.square() : missing;
    return hot.where(zero, cost).sum(-1).div(output.size(-1));
  }

  @Override
  public boolean labels() {
    return true;
  }
}
