package gradus.nn.init;

import gradus.core.shape.Shape;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * Normal with deviation {@code gain sqrt(2 / (in + out))} (Glorot and Bengio 2010).
 *
 * @param gain factor for the activation that follows; 5/3 for tanh
 */
public record XavierNormal(double gain) implements Initializer {
  /** Its line in the catalog. */
  public static final Entry<Initializer> ENTRY =
      Entry.of(
          "xavier_normal",
          XavierNormal.class,
          "Keeps variances through tanh-like units (Glorot)",
          List.of(
              Setting.number(
                  "gain",
                  0,
                  Double.POSITIVE_INFINITY,
                  1,
                  "factor for the activation that follows; 5/3 for tanh")),
          s -> new XavierNormal(s.number("gain")),
          i -> Settings.of("gain", i.gain()));

  /** With the usual settings. */
  public static XavierNormal of() {
    return new XavierNormal(1);
  }

  static double std(Shape shape, double gain) {
    Fans fans = Fans.of(shape);
    return gain * Math.sqrt(2.0 / ((double) fans.in() + fans.out()));
  }

  @Override
  public float[] values(Shape shape, long seed) {
    return new Normal(0, std(shape, gain)).values(shape, seed);
  }
}
