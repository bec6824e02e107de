package gradus.nn.init;

import gradus.core.shape.Shape;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * Normal with deviation {@code sqrt(2 / (1 + slope^2) / fan)}: keeps variances although ReLU halves
 * them (He et al. 2015).
 *
 * @param slope slope of the leaky ReLU that follows, below 0
 * @param fanOut whether to count the outgoing connections, for the gradients, rather than the
 *     incoming
 */
public record HeNormal(double slope, boolean fanOut) implements Initializer {
  /** Its line in the catalog. */
  public static final Entry<Initializer> ENTRY =
      Entry.of(
          "he_normal",
          HeNormal.class,
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
          s -> new HeNormal(s.number("slope"), s.flag("fan_out")),
          i -> Settings.of("slope", i.slope(), "fan_out", i.fanOut()));

  /** With the usual settings. */
  public static HeNormal of() {
    return new HeNormal(0, false);
  }

  static double std(Shape shape, double slope, boolean fanOut) {
    Fans fans = Fans.of(shape);
    return Math.sqrt(2 / (1 + slope * slope) / (fanOut ? fans.out() : fans.in()));
  }

  @Override
  public float[] values(Shape shape, long seed) {
    return new Normal(0, std(shape, slope, fanOut)).values(shape, seed);
  }
}
