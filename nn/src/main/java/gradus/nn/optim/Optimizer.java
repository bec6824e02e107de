package gradus.nn.optim;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import java.util.List;

/** How a gradient changes a parameter. The update is traced into the training step. */
public interface Optimizer {
  /** The learning rate from which schedules start. */
  double rate();

  /** The same optimizer with another rate. */
  Optimizer withRate(double rate);

  /** What the optimizer keeps for a parameter of a shape, for example momentum; may be empty. */
  List<Slot> slots(Shape shape);

  /**
   * One step.
   *
   * @param context rate and step
   * @param parameter w
   * @param gradient the gradient by w, same shape
   * @param slots the values of {@link #slots}, in order
   */
  Update update(Context context, Tensor parameter, Tensor gradient, List<Tensor> slots);

  /** A kept value: name, shape and the number that fills it at the start. */
  record Slot(String name, Shape shape, double initial) {}

  /** The new parameter and the new slots, in order. */
  record Update(Tensor parameter, List<Tensor> slots) {}

  /**
   * What all parameters share in a step.
   *
   * @param rate the learning rate, a scalar
   * @param step the number of this step as a float scalar, 1 at the first
   * @param decay the factor for weight decay of this parameter (1, or 0 where its group has none)
   */
  record Context(Tensor rate, Tensor step, double decay) {}
}
