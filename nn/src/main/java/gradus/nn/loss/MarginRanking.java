package gradus.nn.loss;

import gradus.core.shape.ShapeException;
import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@code max(0, -t (a - b) + margin)}: with t = 1 the score a must be above b by the margin, with t
 * = -1 below. As a loss of a model the output is [batch, 2] = [a, b] and the target [batch].
 *
 * @param margin lead beyond which nothing is lost
 */
public record MarginRanking(double margin) implements Loss {
  /** Its line in the catalog. */
  public static final Entry<Loss> ENTRY =
      Entry.of(
          "margin_ranking",
          MarginRanking.class,
          "Of two scores [batch, 2] and 1 or -1 for which must be larger",
          List.of(
              Setting.number(
                  "margin",
                  Double.NEGATIVE_INFINITY,
                  Double.POSITIVE_INFINITY,
                  0,
                  "lead beyond which nothing is lost")),
          s -> new MarginRanking(s.number("margin")),
          l -> Settings.of("margin", l.margin()));

  /** With the usual settings. */
  public static MarginRanking of() {
    return new MarginRanking(0);
  }

  @Override
  public Tensor values(Tensor output, Tensor target) {
    if (output.shape().rank() != 2 || output.size(-1) != 2) {
      throw new ShapeException(
          "margin_ranking: got output " + output.shape() + "; must be [batch, 2], two scores");
    }
    Tensor first = output.index(-1, 0);
    Tensor t = Fit.same("margin_ranking", first, target);
    return values(first, output.index(-1, 1), t, margin);
  }

  /** The value for each element of two scores a and b of one shape. */
  public static Tensor values(Tensor a, Tensor b, Tensor target, double margin) {
    return b.sub(a).mul(target).add(margin).relu();
  }
}
