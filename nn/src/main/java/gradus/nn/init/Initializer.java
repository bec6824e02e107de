package gradus.nn.init;

import gradus.core.shape.Shape;

/** How a parameter starts: a pure function of its shape and a seed. */
@FunctionalInterface
public interface Initializer {
  /** The numbers of a parameter in row-major order; the same for the same seed. */
  float[] values(Shape shape, long seed);

  /**
   * What the weights before an activation should be fitted to: the gain that keeps the variance of
   * the signal through it, and whether it halves the signal as ReLU does.
   */
  record Fit(Kind kind, double gain) {
    /** No activation, or one that is linear at 0 with slope 1. */
    public static final Fit LINEAR = new Fit(Kind.XAVIER, 1);

    /** The family of initializers that fits. */
    public enum Kind {
      /** Glorot and Bengio 2010. */
      XAVIER,
      /** He et al. 2015. */
      HE,
      /** LeCun et al. 1998; what SELU asks for. */
      LECUN
    }
  }

  /** A layer that is an activation, or ends in one, says what fits it. */
  interface Fitting {
    /** What the weights before it should be fitted to. */
    Fit fit();
  }
}
