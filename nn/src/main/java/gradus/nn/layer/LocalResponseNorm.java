package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * {@code y = x / (k + alpha / size sum of squares)^beta} over the channels {@code j - size / 2 .. j
 * + (size - 1) / 2}. Krizhevsky et al. (2012) do not divide alpha by the size: {@code divide}
 * false, k = 2.
 *
 * @param size how many channels
 * @param alpha factor of the squares
 * @param beta the exponent
 * @param k added to the sum
 * @param divide whether alpha is divided by the size
 */
public record LocalResponseNorm(int size, double alpha, double beta, double k, boolean divide)
    implements Layer {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "local_response_norm",
          LocalResponseNorm.class,
          "Divides by the activity of neighbouring channels",
          List.of(
              Setting.whole("size", 1, 5, "how many channels"),
              Setting.number("alpha", 0, Double.POSITIVE_INFINITY, 1e-4, "factor of the squares"),
              Setting.number("beta", 0, Double.POSITIVE_INFINITY, 0.75, "exponent"),
              Setting.number("k", 0, Double.POSITIVE_INFINITY, 1, "added to the sum"),
              Setting.flag("divide", true, "divide alpha by the size")),
          s ->
              new LocalResponseNorm(
                  s.whole("size"),
                  s.number("alpha"),
                  s.number("beta"),
                  s.number("k"),
                  s.flag("divide")),
          l ->
              Settings.of(
                  "size", l.size, "alpha", l.alpha, "beta", l.beta, "k", l.k, "divide", l.divide));

  /** Over 5 channels with alpha 1e-4, beta 0.75, k 1. */
  public static LocalResponseNorm of() {
    return new LocalResponseNorm(5, 1e-4, 0.75, 1, true);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    int rank = x.shape().rank();
    int[] before = new int[rank];
    int[] after = new int[rank];
    before[rank - 1] = size / 2;
    after[rank - 1] = (size - 1) / 2;
    Tensor squares = x.floats().square().pad(before, after, 0);
    Tensor sum = squares.slice(-1, 0, x.size(-1));
    for (int i = 1; i < size; i++) {
      sum = sum.add(squares.slice(-1, i, i + x.size(-1)));
    }
    return x.floats().mul(sum.mul(divide ? alpha / size : alpha).add(k).pow(-beta));
  }
}
