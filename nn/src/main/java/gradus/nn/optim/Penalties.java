package gradus.nn.optim;

import gradus.core.tensor.Tensor;
import gradus.nn.ParameterSpec;
import gradus.nn.config.Catalog;
import java.util.List;
import java.util.function.Function;

/** All penalties by name, and their sum. */
public final class Penalties {
  private Penalties() {}

  /** The catalog. */
  public static final Catalog<Penalty> CATALOG =
      new Catalog<>("penalty", List.of(L1.ENTRY, L2.ENTRY, Elastic.ENTRY));

  /**
   * The sum of all penalties, a scalar, to be added to the loss.
   *
   * @param parameters the parameters of the model; states are not penalized
   * @param values the tensor of a parameter's name
   */
  public static Tensor total(
      List<Penalty> penalties, List<ParameterSpec> parameters, Function<String, Tensor> values) {
    Tensor total = Tensor.scalar(0);
    for (Penalty penalty : penalties) {
      for (ParameterSpec parameter : parameters) {
        if (parameter.trainable() && penalty.filter().matches(parameter)) {
          total = total.add(penalty.of(values.apply(parameter.name())));
        }
      }
    }
    return total;
  }
}
