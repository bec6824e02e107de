package gradus.nn.init;

import gradus.core.shape.Shape;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * Uniform with bound {@code sqrt 3} times the deviation of {@link HeNormal} (He et al. 2015).
 *
 * @param slope slope of the leaky ReLU that follows, below 0
 * @param fanOut whether to count the outgoing connections, for the gradients, rather than the
 *     incoming
 */
public record HeUniform(double slope, boolean fanOut) implements Initializer {
  /** Its line in the catalog. */
  public static final Entry<Initializer> ENTRY =
      Entry.of(
          "he_uniform",
          HeUniform.class,
          "Keeps variances through ReLU-like units (He)",
          List.of(
              Setting.number(
                  "slope",
                  Double.NEGATIVE_INFINITY,
                  Double.POSITIVE_INFINITY,
                  0,
                  "slope of the leaky ReLU that follows, below 0"),
              Setting.flag(
                  "fan_out", false, "keep the variance of gradients rather than of signals")),
          s -> new HeUniform(s.number("slope"), s.flag("fan_out")),
          i -> Settings.of("slope", i.slope(), "fan_out", i.fanOut()));

  /** With the usual settings. */
  public static HeUniform of() {
    return new HeUniform(0, false);
  }

  @Override
  public float[] values(Shape shape, long seed) {
    double bound = Math.sqrt(3) * HeNormal.std(shape, slope, fanOut);
    return new Uniform(-bound, bound).values(shape, seed);
  }
}
