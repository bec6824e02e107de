package gradus.nn.activation;

import gradus.core.tensor.Tensor;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.init.Initializer;

/** {@code y = x hard_sigmoid(x)} (Howard et al. 2019). */
public record HardSwish() implements Activation {
  /** Its line in the catalog. */
  public static final Entry<Activation> ENTRY =
      Entry.of("hard_swish", HardSwish.class, "x hard_sigmoid(x)", new HardSwish());

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    return x.mul(Pieces.upTo(x.add(3).relu(), 6)).div(6);
  }

  @Override
  public String formula() {
    return "z min(max(z + 3, 0), 6) / 6";
  }

  @Override
  public String derivative() {
    return "0 below -3, 1 above 3, else (2 z + 3) / 6";
  }

  @Override
  public Initializer.Fit fit() {
    return new Initializer.Fit(Initializer.Fit.Kind.HE, Math.sqrt(2));
  }
}
