package gradus.nn.loss;

import gradus.core.tensor.Tensor;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@code x} where t = 1, {@code max(0, margin - x)} where t = -1: for distances x of pairs; a value
 * for each element.
 *
 * @param margin distance beyond which unlike pairs cost nothing
 */
public record HingeEmbedding(double margin) implements Loss {
  /** Its line in the catalog. */
  public static final Entry<Loss> ENTRY =
      Entry.of(
          "hinge_embedding",
          HingeEmbedding.class,
          "Of distances, with targets 1 (alike) and -1",
          List.of(
              Setting.number(
                  "margin",
                  Double.NEGATIVE_INFINITY,
                  Double.POSITIVE_INFINITY,
                  1,
                  "distance beyond which unlike pairs cost nothing")),
          s -> new HingeEmbedding(s.number("margin")),
          l -> Settings.of("margin", l.margin()));

  /** With the usual settings. */
  public static HingeEmbedding of() {
    return new HingeEmbedding(1);
  }

  @Override
  public Tensor values(Tensor output, Tensor target) {
    Tensor t = Fit.same("hinge_embedding", output, target);
    Tensor far = Tensor.full(output.shape(), margin).sub(output).relu();
    return t.greater(0).where(output, far);
  }
}
