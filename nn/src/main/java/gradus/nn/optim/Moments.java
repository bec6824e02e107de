package gradus.nn.optim;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The two averages of Adam and its kin: {@code m = beta1 m + (1 - beta1) g, v = beta2 v + (1 -
 * beta2) g²}; with {@code amsgrad} also the largest v so far, which then stands for v.
 */
record Moments(double beta1, double beta2, boolean amsgrad) {

  /** The averages after a step. */
  record Values(Tensor mean, Tensor square, List<Tensor> slots) {}

  List<Optimizer.Slot> slots(Shape shape) {
    List<Optimizer.Slot> slots = new ArrayList<>();
    slots.add(Optimizer.Slot.zeros("mean", shape));
    slots.add(Optimizer.Slot.zeros("square", shape));
    if (amsgrad) {
      slots.add(Optimizer.Slot.zeros("largest_square", shape));
    }
    return slots;
  }

  Values next(Tensor gradient, List<Tensor> slots) {
    Tensor mean = Common.average(beta1, slots.get(0), gradient);
    Tensor square = Common.average(beta2, slots.get(1), gradient.square());
    if (!amsgrad) {
      return new Values(mean, square, List.of(mean, square));
    }
    Tensor largest = slots.get(2).maximum(square);
    return new Values(mean, largest, List.of(mean, square, largest));
  }

  /** {@code (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)}. */
  Tensor direction(Optimizer.Context context, Values values, double epsilon) {
    Tensor root = values.square().sqrt().mul(context.correction(beta2).rsqrt());
    return values.mean().mul(context.correction(beta1).reciprocal()).div(root.add(epsilon));
  }
}
