package gradus.nn.init;

import gradus.core.shape.Shape;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * Uniform in (low, high).
 *
 * @param low lower end
 * @param high upper end
 */
public record Uniform(double low, double high) implements Initializer {
  /** Its line in the catalog. */
  public static final Entry<Initializer> ENTRY =
      Entry.of(
          "uniform",
          Uniform.class,
          "Uniform between two numbers",
          List.of(
              Setting.number(
                  "low", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, -0.05, "lower end"),
              Setting.number(
                  "high", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0.05, "upper end")),
          s -> new Uniform(s.number("low"), s.number("high")),
          i -> Settings.of("low", i.low(), "high", i.high()));

  /** Checks the settings. */
  public Uniform {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "uniform: got low " + low + ", high " + high + "; low must not be above high");
    }
  }

  /** With the usual settings. */
  public static Uniform of() {
    return new Uniform(-0.05, 0.05);
  }

  @Override
  public float[] values(Shape shape, long seed) {
    Draws draws = new Draws(seed);
    return Draws.fill(shape.count(), i -> low + (high - low) * draws.uniform(i));
  }
}
