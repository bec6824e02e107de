package gradus.nn.init;

import gradus.core.shape.Shape;

/**
 * What a layer uses when none is given: the initializer that fits the activation that follows. He
 * for the ReLU family (normal, {@code gain / sqrt(in)}), LeCun for SELU, else Xavier uniform with
 * the activation's gain.
 *
 * @param fit what follows
 */
public record DefaultFor(Fit fit) implements Initializer {
  @Override
  public float[] values(Shape shape, long seed) {
    return switch (fit.kind()) {
      case XAVIER -> new XavierUniform(fit.gain()).values(shape, seed);
      case HE, LECUN ->
          new Normal(0, fit.gain() / Math.sqrt(Fans.of(shape).in())).values(shape, seed);
    };
  }
}
