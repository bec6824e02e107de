package gradus.nn.activation;

import gradus.core.tensor.Tensor;
import gradus.nn.Scope;
import gradus.nn.config.Entry;

/**
 * {@code y = 1 / (1 + e^-x)}, in (0, 1); slope at most 1/4, so deep chains of it lose the gradient.
 */
public record Sigmoid() implements Activation {
  /** Its line in the catalog. */
  public static final Entry<Activation> ENTRY =
      Entry.of("sigmoid", Sigmoid.class, "1 / (1 + e^-x), between 0 and 1", new Sigmoid());

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    return x.sigmoid();
  }

  @Override
  public String formula() {
    return "1 / (1 + e^-z)";
  }

  @Override
  public String derivative() {
    return "a (1 - a)";
  }
}
