package gradus.nn.init;

import gradus.core.shape.Shape;
import gradus.nn.config.Entry;

/** Uniform in ±{@code sqrt(3 / in)} (LeCun et al. 1998). */
public record LecunUniform() implements Initializer {
  /** Its line in the catalog. */
  public static final Entry<Initializer> ENTRY =
      Entry.of(
          "lecun_uniform",
          LecunUniform.class,
          "Keeps variances through linear units and SELU (LeCun)",
          new LecunUniform());

  @Override
  public float[] values(Shape shape, long seed) {
    double bound = Math.sqrt(3.0 / Fans.of(shape).in());
    return new Uniform(-bound, bound).values(shape, seed);
  }
}
