package gradus.core.tensor;

/** Lengths of vectors, with gradient 0 where the length is 0. */
public final class Norms {
  private Norms() {}

  /**
   * {@code (Σ |x|^p)^(1/p)} over axes, which stay with size 1; no axes means all.
   *
   * @param p at least 1; infinity for the largest
   */
  public static Tensor keep(Tensor x, double p, int... axes) {
    if (!(p >= 1)) {
      throw new IllegalArgumentException("norm: got p " + p + "; must be 1 or more");
    }
    if (p == 1) {
      return x.abs().sumKeep(axes);
    } else if (p == 2) {
      return root(x.square().sumKeep(axes), 0.5);
    } else if (Double.isInfinite(p)) {
      return x.abs().maxKeep(axes);
    }
    return root(x.abs().pow(p).sumKeep(axes), 1 / p);
  }

  /**
   * {@code sqrt(mean((x - mean(x))²))} over axes, which stay with size 1; unbiased divides by n -
   * 1.
   */
  public static Tensor deviationKeep(Tensor x, boolean unbiased, int... axes) {
    return root(varianceKeep(x, unbiased, axes), 0.5);
  }

  /** The variance over axes, which stay with size 1; unbiased divides by n - 1. */
  public static Tensor varianceKeep(Tensor x, boolean unbiased, int... axes) {
    Tensor variance = x.varianceKeep(axes);
    double count = (double) x.shape().count() / Math.max(1, variance.shape().count());
    return unbiased ? variance.mul(count / (count - 1)) : variance;
  }

  /** {@code x / max(norm, epsilon)} along axes, with the Euclidean norm. */
  public static Tensor normalize(Tensor x, double epsilon, int... axes) {
    return x.div(keep(x, 2, axes).maximum(epsilon));
  }

  /** A power whose gradient is 0 at 0, where it would be infinite. */
  private static Tensor root(Tensor x, double power) {
    Tensor zero = x.equalTo(0);
    Tensor safe = zero.where(Tensor.ones(x.shape()), x);
    return zero.where(x, safe.pow(power));
  }
}
