package gradus.nn.activation;

import gradus.core.tensor.Tensor;
import gradus.nn.Scope;
import gradus.nn.config.Entry;

/** {@code y = x / (1 + |x|)}, in (-1, 1) (Glorot and Bengio 2010). */
public record Softsign() implements Activation {
  /** Its line in the catalog. */
  public static final Entry<Activation> ENTRY =
      Entry.of("softsign", Softsign.class, "x / (1 + |x|), between -1 and 1", new Softsign());

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    return x.div(x.abs().add(1));
  }

  @Override
  public String formula() {
    return "z / (1 + |z|)";
  }

  @Override
  public String derivative() {
    return "1 / (1 + |z|)^2";
  }
}
