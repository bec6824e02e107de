package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@code y = x factor + offset} by fixed numbers, for example 1/255 for pixels.
 *
 * @param factor the factor
 * @param offset the offset
 */
public record Rescale(double factor, double offset) implements Layer {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "rescale",
          Rescale.class,
          "x factor + offset, for inputs of a known range",
          List.of(
              Setting.number(
                  "factor", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1, "factor"),
              Setting.number(
                  "offset", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, "offset")),
          s -> new Rescale(s.number("factor"), s.number("offset")),
          l -> Settings.of("factor", l.factor, "offset", l.offset));

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    return x.floats().mul(factor).add(offset);
  }
}
