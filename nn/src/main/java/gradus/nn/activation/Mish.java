package gradus.nn.activation;

import gradus.core.tensor.Tensor;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.init.Initializer;

/** {@code y = x tanh(log(1 + e^x))} (Misra 2019). */
public record Mish() implements Activation {
  /** Its line in the catalog. */
  public static final Entry<Activation> ENTRY =
      Entry.of("mish", Mish.class, "x tanh(softplus(x))", new Mish());

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    return x.mul(x.softplus().tanh());
  }

  @Override
  public String formula() {
    return "z tanh(log(1 + e^z))";
  }

  @Override
  public String derivative() {
    return "t + z sigmoid(z) (1 - t^2) with t = tanh(log(1 + e^z))";
  }

  @Override
  public Initializer.Fit fit() {
    return new Initializer.Fit(Initializer.Fit.Kind.HE, Math.sqrt(2));
  }
}
