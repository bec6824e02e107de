package gradus.nn.init;

import gradus.core.shape.Shape;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * One number everywhere.
 *
 * @param value the number
 */
public record Constant(double value) implements Initializer {
  /** Its line in the catalog. */
  public static final Entry<Initializer> ENTRY =
      Entry.of(
          "constant",
          Constant.class,
          "One number everywhere",
          List.of(
              Setting.number(
                  "value", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, "the number")),
          s -> new Constant(s.number("value")),
          i -> Settings.of("value", i.value()));

  @Override
  public float[] values(Shape shape, long seed) {
    return Draws.fill(shape.count(), _ -> value);
  }
}
