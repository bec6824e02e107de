package gradus.nn.activation;

import gradus.core.tensor.Tensor;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.init.Initializer;

/** {@code y = min(max(x, 0), 6)}; derivative 0 at 0 and at 6 (Krizhevsky 2010). */
public record Relu6() implements Activation {
  /** Its line in the catalog. */
  public static final Entry<Activation> ENTRY =
      Entry.of("relu6", Relu6.class, "ReLU that stops at 6", new Relu6());

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    return Pieces.upTo(x.relu(), 6);
  }

  @Override
  public String formula() {
    return "min(max(z, 0), 6)";
  }

  @Override
  public String derivative() {
    return "1 if 0 < z < 6, else 0";
  }

  @Override
  public Initializer.Fit fit() {
    return new Initializer.Fit(Initializer.Fit.Kind.HE, Math.sqrt(2));
  }
}
