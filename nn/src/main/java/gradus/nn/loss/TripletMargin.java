package gradus.nn.loss;

import gradus.core.shape.ShapeException;
import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@code max(0, d(anchor, positive) - d(anchor, negative) + margin)} with {@code d(a, b) = sqrt(sum
 * (a - b + 1e-6)^2)} along the last axis; {@code swap} takes the smaller of d(anchor, negative) and
 * d(positive, negative) (Schroff et al. 2015; Balntas et al. 2016). As a loss of a model the output
 * is [batch, 3, features] = anchor, positive, negative, and the target is not used.
 *
 * @param margin lead beyond which nothing is lost
 * @param swap use the harder of the two negatives
 */
public record TripletMargin(double margin, boolean swap) implements Loss {
  /** Its line in the catalog. */
  public static final Entry<Loss> ENTRY =
      Entry.of(
          "triplet_margin",
          TripletMargin.class,
          "Of anchor, positive and negative vectors [batch, 3, features]",
          List.of(
              Setting.number(
                  "margin",
                  Double.NEGATIVE_INFINITY,
                  Double.POSITIVE_INFINITY,
                  1,
                  "lead beyond which nothing is lost"),
              Setting.flag("swap", false, "use the harder of the two negatives")),
          s -> new TripletMargin(s.number("margin"), s.flag("swap")),
          l -> Settings.of("margin", l.margin(), "swap", l.swap()));

  /** With the usual settings. */
  public static TripletMargin of() {
    return new TripletMargin(1, false);
  }

  @Override
  public Tensor values(Tensor output, Tensor target) {
    if (output.shape().rank() != 3 || output.size(1) != 3) {
      throw new ShapeException(
          "triplet_margin: got output "
              + output.shape()
              + "; must be [batch, 3, features]: anchor, positive, negative");
    }
    return values(output.index(1, 0), output.index(1, 1), output.index(1, 2), margin, swap, EPS);
  }

  private static final double EPS = 1e-6;

  /** The value for each row of three tensors [.., features]. */
  public static Tensor values(
      Tensor anchor, Tensor positive, Tensor negative, double margin, boolean swap, double eps) {
    Tensor near = distance(anchor, positive, eps);
    Tensor far = distance(anchor, negative, eps);
    if (swap) {
      Tensor other = distance(positive, negative, eps);
      far = other.less(far).where(other, far);
    }
    return near.sub(far).add(margin).relu();
  }

  private static Tensor distance(Tensor a, Tensor b, double eps) {
    return a.sub(b).add(eps).square().sum(-1).sqrt();
  }
}
