package gradus.nn.init;

import gradus.core.shape.Shape;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * Uniform in ±{@code gain sqrt(6 / (in + out))}: keeps the variance of signals and gradients
 * through linear units (Glorot and Bengio 2010).
 *
 * @param gain factor for the activation that follows; 5/3 for tanh
 */
public record XavierUniform(double gain) implements Initializer {
  /** Its line in the catalog. */
  public static final Entry<Initializer> ENTRY =
      Entry.of(
          "xavier_uniform",
          XavierUniform.class,
          "Keeps variances through tanh-like units (Glorot)",
          List.of(
              Setting.number(
                  "gain",
                  0,
                  Double.POSITIVE_INFINITY,
                  1,
                  "factor for the activation that follows; 5/3 for tanh")),
          s -> new XavierUniform(s.number("gain")),
          i -> Settings.of("gain", i.gain()));

  /** With the usual settings. */
  public static XavierUniform of() {
    return new XavierUniform(1);
  }

  @Override
  public float[] values(Shape shape, long seed) {
    double bound = Math.sqrt(3) * XavierNormal.std(shape, gain);
    return new Uniform(-bound, bound).values(shape, seed);
  }
}
