package gradus.nn.optim;

import gradus.core.tensor.Tensor;

/** What is added to the loss so that weights stay small. */
public interface Penalty {
  /** Which parameters. */
  ParameterFilter filter();

  /** The penalty of one parameter, a scalar. */
  Tensor of(Tensor parameter);
}
