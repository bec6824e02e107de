package gradus.nn.activation;

import gradus.core.tensor.Tensor;
import gradus.nn.Scope;
import gradus.nn.config.Entry;

/** {@code y = min(max(x + 3, 0), 6) / 6}; derivative 0 at -3 and 3 (Courbariaux et al. 2015). */
public record HardSigmoid() implements Activation {
  /** Its line in the catalog. */
  public static final Entry<Activation> ENTRY =
      Entry.of(
          "hard_sigmoid",
          HardSigmoid.class,
          "A sigmoid of three straight pieces",
          new HardSigmoid());

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    return Pieces.upTo(x.add(3).relu(), 6).div(6);
  }

  @Override
  public String formula() {
    return "min(max(z + 3, 0), 6) / 6";
  }

  @Override
  public String derivative() {
    return "1/6 if -3 < z < 3, else 0";
  }
}
