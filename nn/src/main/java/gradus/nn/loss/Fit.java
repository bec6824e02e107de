package gradus.nn.loss;

import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;
import gradus.core.tensor.Tensor;

/** Checks that an output and a target fit, and constants of a loss. */
final class Fit {
  private Fit() {}

  /** The target as floats in the shape of the output; [n] fits [n, 1] and the other way round. */
  static Tensor same(String loss, Tensor output, Tensor target) {
    Shape a = output.shape();
    Shape b = target.shape();
    if (a.equals(b)) {
      return target.floats();
    }
    boolean column = a.count() == b.count() && (a.equals(b.plus(1)) || b.equals(a.plus(1)));
    if (!column) {
      throw new ShapeException(
          loss
              + ": got output "
              + a
              + " and target "
              + b
              + "; they must be equal; let the last layer give as many numbers as the target has");
    }
    return target.floats().reshape(a);
  }

  /** The labels as they are, one for each row of the output. */
  static Tensor labels(String loss, Tensor output, Tensor target) {
    if (target.type() != DType.I32) {
      throw new ShapeException(
          loss
              + ": got targets that are numbers, "
              + target.shape()
              + "; class labels (whole numbers) must be given");
    }
    Shape x = output.shape();
    if (x.rank() < 2) {
      throw new ShapeException(loss + ": got output " + x + "; must be [batch, .., classes]");
    }
    Shape rows = x.slice(0, x.rank() - 1);
    if (target.shape().equals(rows.plus(1))) {
      return target.reshape(rows);
    }
    if (!target.shape().equals(rows)) {
      throw new ShapeException(
          loss
              + ": got output "
              + x
              + " and labels "
              + target.shape()
              + "; labels must be "
              + rows);
    }
    return target;
  }

  /** A list of numbers along the last axis of x. */
  static Tensor vector(String loss, java.util.List<Double> numbers, Tensor x) {
    if (numbers.size() != x.size(-1)) {
      throw new ShapeException(
          loss
              + ": got "
              + numbers.size()
              + " weights for "
              + x.size(-1)
              + " outputs; one weight for each must be given");
    }
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers.get(i).floatValue();
    }
    return Tensor.of(values);
  }
}
