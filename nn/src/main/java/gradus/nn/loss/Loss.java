package gradus.nn.loss;

import gradus.core.shape.ShapeException;
import gradus.core.tensor.Tensor;

/**
 * What training makes small: a scalar from the model's output and the target. A loss of one's own
 * needs only {@link #values}.
 */
@FunctionalInterface
public interface Loss {
  /**
   * The loss before it is averaged: output [batch, ..], target → a value for each element or for
   * each example, as the loss says.
   *
   * @throws ShapeException if output and target do not fit
   */
  Tensor values(Tensor output, Tensor target);

  /** What each value counts in a mean, in the shape of the values; null means all the same. */
  default Tensor weights(Tensor output, Tensor target) {
    return null;
  }

  /** How {@link #apply} reduces the values. */
  default Reduction reduction() {
    return Reduction.MEAN;
  }

  /** output [batch, ..], target → scalar: the mean of the values unless the loss says otherwise. */
  default Tensor apply(Tensor output, Tensor target) {
    return reduce(reduction(), output, target);
  }

  /** The values reduced in a given way. */
  default Tensor reduce(Reduction reduction, Tensor output, Tensor target) {
    return reduction.apply(values(output, target), weights(output, target), output.shape().size(0));
  }

  /**
   * The mean in which each example counts by its weight: {@code sum(w v) / sum(w)}.
   *
   * @param importance [batch], 0 or more
   */
  default Tensor apply(Tensor output, Tensor target, Tensor importance) {
    Tensor values = values(output, target);
    if (importance.shape().count() != values.size(0)) {
      throw new ShapeException(
          "loss: got weights "
              + importance.shape()
              + " for "
              + values.size(0)
              + " examples; one weight for each example must be given");
    }
    int[] sizes = new int[values.shape().rank()];
    java.util.Arrays.fill(sizes, 1);
    sizes[0] = values.size(0);
    Tensor each = importance.reshape(sizes);
    Tensor own = weights(output, target);
    return Reduction.MEAN.apply(
        values.mul(each), own == null ? each : own.mul(each), output.shape().size(0));
  }

  /** Whether targets are class labels (ints) rather than numbers. */
  default boolean labels() {
    return false;
  }

  /** How many numbers a model must put out for so many targets of an example. */
  default int outputs(int targets) {
    return targets;
  }

  /** What a user wants to see of the model's output: probabilities for logits, else the output. */
  default Tensor prediction(Tensor output) {
    return output;
  }
}
