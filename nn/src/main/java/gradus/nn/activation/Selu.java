package gradus.nn.activation;

import gradus.core.tensor.Tensor;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.init.Initializer;

/**
 * {@code y = s x} above 0, else {@code s alpha (e^x - 1)} with s = 1.0507.. and alpha = 1.6732..,
 * for which mean 0 and variance 1 are a fixed point; derivative {@code s alpha} at 0 (Klambauer et
 * al. 2017).
 */
public record Selu() implements Activation {
  /** Its line in the catalog. */
  public static final Entry<Activation> ENTRY =
      Entry.of("selu", Selu.class, "ELU scaled so that signals normalize themselves", new Selu());

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    return x.lessEqual(0).where(Pieces.negative(x).expm1().mul(ALPHA), x).mul(SCALE);
  }

  @Override
  public String formula() {
    return "s z if z > 0, else s alpha (e^z - 1)";
  }

  @Override
  public String derivative() {
    return "s if z > 0, else a + s alpha";
  }

  @Override
  public Initializer.Fit fit() {
    return new Initializer.Fit(Initializer.Fit.Kind.LECUN, 1);
  }

  /** The slope above 0. */
  public static final double SCALE = 1.0507009873554805;

  /** Minus the limit far below 0, before scaling. */
  public static final double ALPHA = 1.6732632423543772;
}
