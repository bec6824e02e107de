package gradus.nn.init;

import gradus.core.shape.Shape;
import gradus.nn.config.Entry;

/** Normal with deviation {@code 1 / sqrt(in)} (LeCun et al. 1998). */
public record LecunNormal() implements Initializer {
  /** Its line in the catalog. */
  public static final Entry<Initializer> ENTRY =
      Entry.of(
          "lecun_normal",
          LecunNormal.class,
          "Keeps variances through linear units and SELU (LeCun)",
          new LecunNormal());

  @Override
  public float[] values(Shape shape, long seed) {
    return new Normal(0, Math.sqrt(1.0 / Fans.of(shape).in())).values(shape, seed);
  }
}
