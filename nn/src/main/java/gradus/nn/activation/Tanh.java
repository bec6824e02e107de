package gradus.nn.activation;

import gradus.core.tensor.Tensor;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.init.Initializer;

/** {@code y = (e^x - e^-x) / (e^x + e^-x)}, in (-1, 1). */
public record Tanh() implements Activation {
  /** Its line in the catalog. */
  public static final Entry<Activation> ENTRY =
      Entry.of("tanh", Tanh.class, "Hyperbolic tangent, between -1 and 1", new Tanh());

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    return x.tanh();
  }

  @Override
  public String formula() {
    return "(e^z - e^-z) / (e^z + e^-z)";
  }

  @Override
  public String derivative() {
    return "1 - a^2";
  }

  @Override
  public Initializer.Fit fit() {
    return new Initializer.Fit(Initializer.Fit.Kind.XAVIER, 5.0 / 3);
  }
}
