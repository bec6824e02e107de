package gradus.nn.activation;

import gradus.core.tensor.Tensor;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.init.Initializer;

/** {@code y = max(x, 0)}; derivative 0 at 0 (Nair and Hinton 2010). */
public record Relu() implements Activation {
  /** Its line in the catalog. */
  public static final Entry<Activation> ENTRY =
      Entry.of("relu", Relu.class, "max(x, 0)", new Relu());

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    return x.relu();
  }

  @Override
  public String formula() {
    return "max(z, 0)";
  }

  @Override
  public String derivative() {
    return "1 if z > 0, else 0";
  }

  @Override
  public Initializer.Fit fit() {
    return new Initializer.Fit(Initializer.Fit.Kind.HE, Math.sqrt(2));
  }
}
