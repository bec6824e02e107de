package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import java.util.List;

/**
 * Keeps gradients from growing too large. Works by the rules of IEEE: a gradient that is not finite
 * makes the norm not finite, which the training reports; nothing is thrown.
 */
public interface Clip {
  /**
   * The clipped gradients.
   *
   * @param parameters the parameters, in order
   * @param gradients their gradients, of the same shapes
   */
  Clipped apply(List<Tensor> parameters, List<Tensor> gradients);

  /**
   * Gradients and their length.
   *
   * @param gradients the gradients, in the order of the parameters
   * @param before the norm of all gradients together before clipping, a scalar
   * @param after the same after clipping
   */
  record Clipped(List<Tensor> gradients, Tensor before, Tensor after) {}

  /** Each element within [-limit, limit]. */
  static Clip value(double limit) {
    return new ClipByValue(limit);
  }

  /** The gradient of each parameter no longer than the limit. */
  static Clip norm(double limit) {
    return new ClipByNorm(limit, Norm.TWO);
  }

  /** All gradients together no longer than the limit. */
  static Clip globalNorm(double limit) {
    return new ClipByGlobalNorm(limit, Norm.TWO);
  }

  /** The gradient of each unit no longer than a share of its weights. */
  static Clip adaptive(double share) {
    return new ClipAdaptively(share, 1e-3);
  }
}
