package gradus.nn.activation;

import gradus.core.tensor.Tensor;
import gradus.nn.Scope;
import gradus.nn.config.Entry;

/** {@code y = x}: nothing happens. */
public record Identity() implements Activation {
  /** Its line in the catalog. */
  public static final Entry<Activation> ENTRY =
      Entry.of("identity", Identity.class, "The input as it is", new Identity());

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    return x;
  }

  @Override
  public String formula() {
    return "z";
  }

  @Override
  public String derivative() {
    return "1";
  }
}
