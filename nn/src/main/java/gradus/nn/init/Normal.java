package gradus.nn.init;

import gradus.core.shape.Shape;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * Normal with a mean and a standard deviation.
 *
 * @param mean mean
 * @param std standard deviation
 */
public record Normal(double mean, double std) implements Initializer {
  /** Its line in the catalog. */
  public static final Entry<Initializer> ENTRY =
      Entry.of(
          "normal",
          Normal.class,
          "Normal, by mean and standard deviation",
          List.of(
              Setting.number("mean", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, "mean"),
              Setting.number("std", 0, Double.POSITIVE_INFINITY, 0.05, "standard deviation")),
          s -> new Normal(s.number("mean"), s.number("std")),
          i -> Settings.of("mean", i.mean(), "std", i.std()));

  /** With the usual settings. */
  public static Normal of() {
    return new Normal(0, 0.05);
  }

  @Override
  public float[] values(Shape shape, long seed) {
    Draws draws = new Draws(seed);
    return Draws.fill(shape.count(), i -> mean + std * draws.normal(i));
  }
}
