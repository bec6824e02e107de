package gradus.nn.activation;

import gradus.core.tensor.Tensor;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import gradus.nn.init.Initializer;
import java.util.List;

/**
 * {@code y = min(max(x, low), high)}; derivative 0 at both ends (Collobert 2004).
 *
 * @param low the smallest output
 * @param high the largest output
 */
public record HardTanh(double low, double high) implements Activation {
  /** Its line in the catalog. */
  public static final Entry<Activation> ENTRY =
      Entry.of(
          "hard_tanh",
          HardTanh.class,
          "x limited to [low, high]",
          List.of(
              Setting.number(
                  "low", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, -1, "smallest output"),
              Setting.number(
                  "high", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1, "largest output")),
          s -> new HardTanh(s.number("low"), s.number("high")),
          a -> Settings.of("low", a.low(), "high", a.high()));

  /** Checks the settings. */
  public HardTanh {
    if (!(low < high)) {
      throw new IllegalArgumentException(
          "hard_tanh: got low " + low + ", high " + high + "; low must be below high");
    }
  }

  /** With the usual settings. */
  public static HardTanh of() {
    return new HardTanh(-1, 1);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    return Pieces.upTo(x.lessEqual(low).where(Tensor.full(x.shape(), low), x), high);
  }

  @Override
  public String formula() {
    return "min(max(z, low), high)";
  }

  @Override
  public String derivative() {
    return "1 if low < z < high, else 0";
  }

  @Override
  public Initializer.Fit fit() {
    return new Initializer.Fit(Initializer.Fit.Kind.XAVIER, 5.0 / 3);
  }
}
