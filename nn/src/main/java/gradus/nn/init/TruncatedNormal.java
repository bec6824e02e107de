package gradus.nn.init;

import gradus.core.ir.UnaryOp;
import gradus.core.shape.Shape;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * Normal without its tails beyond {@code mean ± truncation sigma}, where sigma is such that {@code
 * std} is the deviation of what is left.
 *
 * @param mean mean
 * @param std standard deviation of the values after truncation
 * @param truncation where the tails are cut, in standard deviations before truncation
 */
public record TruncatedNormal(double mean, double std, double truncation) implements Initializer {
  /** Its line in the catalog. */
  public static final Entry<Initializer> ENTRY =
      Entry.of(
          "truncated_normal",
          TruncatedNormal.class,
          "Normal without its tails",
          List.of(
              Setting.number("mean", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, "mean"),
              Setting.number(
                  "std",
                  0,
                  Double.POSITIVE_INFINITY,
                  0.05,
                  "standard deviation of the values after truncation"),
              Setting.number(
                  "truncation",
                  Double.MIN_VALUE,
                  Double.POSITIVE_INFINITY,
                  2,
                  "where the tails are cut, in standard deviations before truncation")),
          s -> new TruncatedNormal(s.number("mean"), s.number("std"), s.number("truncation")),
          i -> Settings.of("mean", i.mean(), "std", i.std(), "truncation", i.truncation()));

  /** With the usual settings. */
  public static TruncatedNormal of() {
    return new TruncatedNormal(0, 0.05, 2);
  }

  /**
   * The standard deviation of a standard normal number within [-t, t]: {@code sqrt(1 - 2 t phi(t) /
   * (2 Phi(t) - 1))}; 0.8796.. for 2.
   */
  public static double correction(double t) {
    double density = StrictMath.exp(-t * t / 2) / StrictMath.sqrt(2 * StrictMath.PI);
    double inside = UnaryOp.ERF.apply(t / StrictMath.sqrt(2));
    return StrictMath.sqrt(1 - 2 * t * density / inside);
  }

  @Override
  public float[] values(Shape shape, long seed) {
    Draws draws = new Draws(seed);
    double sigma = std / correction(truncation);
    return Draws.fill(shape.count(), i -> mean + sigma * draws.truncated(i, truncation));
  }
}
