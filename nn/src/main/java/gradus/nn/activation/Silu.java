package gradus.nn.activation;

import gradus.core.tensor.Tensor;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.init.Initializer;

/** {@code y = x sigmoid(x)}, also called swish (Elfwing et al. 2018; Ramachandran et al. 2017). */
public record Silu() implements Activation {
  /** Its line in the catalog. */
  public static final Entry<Activation> ENTRY =
      Entry.of("silu", Silu.class, "x sigmoid(x), also called swish", new Silu());

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    return x.mul(x.sigmoid());
  }

  @Override
  public String formula() {
    return "z sigmoid(z)";
  }

  @Override
  public String derivative() {
    return "sigmoid(z) (1 + z (1 - sigmoid(z)))";
  }

  @Override
  public Initializer.Fit fit() {
    return new Initializer.Fit(Initializer.Fit.Kind.HE, Math.sqrt(2));
  }
}
