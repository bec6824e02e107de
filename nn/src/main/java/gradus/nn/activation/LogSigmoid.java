package gradus.nn.activation;

import gradus.core.tensor.Tensor;
import gradus.nn.Scope;
import gradus.nn.config.Entry;

/** {@code y = log(1 / (1 + e^-x))}, stable at both ends. */
public record LogSigmoid() implements Activation {
  /** Its line in the catalog. */
  public static final Entry<Activation> ENTRY =
      Entry.of("log_sigmoid", LogSigmoid.class, "log of the sigmoid", new LogSigmoid());

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    return x.neg().softplus().neg();
  }

  @Override
  public String formula() {
    return "-log(1 + e^-z)";
  }

  @Override
  public String derivative() {
    return "1 - sigmoid(z)";
  }
}
