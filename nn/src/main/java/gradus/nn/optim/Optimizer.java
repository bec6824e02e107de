package gradus.nn.optim;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import java.util.List;

/**
 * How a gradient changes a parameter. The update is traced into the training step, so it is
 * differentiable, fused and the same on every machine.
 */
public interface Optimizer {
  /** The learning rate from which schedules start. */
  double rate();

  /** The same optimizer with another rate. */
  Optimizer withRate(double rate);

  /** The weight decay of parameters whose group does not say otherwise. */
  double decay();

  /** What the optimizer keeps for a parameter of a shape, for example momentum; may be empty. */
  List<Slot> slots(Shape shape);

  /**
   * One step.
   *
   * @param context rate, step and weight decay
   * @param parameter w
   * @param gradient the gradient by w, same shape
   * @param slots the values of {@link #slots}, in order
   */
  Update update(Context context, Tensor parameter, Tensor gradient, List<Tensor> slots);

  /** A kept value: name, shape and the number that fills it at the start. */
  record Slot(String name, Shape shape, double initial) {
    /** A slot that starts at 0. */
    public static Slot zeros(String name, Shape shape) {
      return new Slot(name, shape, 0);
    }
  }

  /** The new parameter and the new slots, in order. */
  record Update(Tensor parameter, List<Tensor> slots) {
    /** The new parameter and the new slots. */
    public static Update of(Tensor parameter, Tensor... slots) {
      return new Update(parameter, List.of(slots));
    }
  }

  /**
   * What an update needs to know besides its tensors.
   *
   * @param rate the learning rate of this parameter in this step, a scalar
   * @param step the number of this step as a float scalar, 1 at the first
   * @param decay the weight decay of this parameter
   */
  record Context(Tensor rate, Tensor step, double decay) {

    /** {@code 1 - beta^t}, exact for a beta near 1: {@code -expm1(t log beta)}. */
    public Tensor correction(double beta) {
      return step.mul(Math.log(beta)).expm1().neg();
    }

    /** Coupled decay, as an L2 penalty: {@code g + decay w}. */
    public Tensor coupled(Tensor gradient, Tensor parameter) {
      return decay == 0 ? gradient : gradient.add(parameter.mul(decay));
    }

    /** Decoupled decay (Loshchilov and Hutter 2019): {@code w (1 - rate decay)}. */
    public Tensor decoupled(Tensor parameter) {
      return decay == 0 ? parameter : parameter.mul(rate.mul(-decay).add(1));
    }

    /** The same with another rate. */
    public Context withRate(Tensor rate) {
      return new Context(rate, step, decay);
    }
  }
}
