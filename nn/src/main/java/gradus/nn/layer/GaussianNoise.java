package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * While training, {@code y = x + std n} with standard normal n; otherwise nothing (Bishop 1995).
 *
 * @param std standard deviation of the noise
 */
public record GaussianNoise(double std) implements Layer {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "gaussian_noise",
          GaussianNoise.class,
          "Adds normal noise while training",
          List.of(
              Setting.number(
                  "std", 0, Double.POSITIVE_INFINITY, 0.1, "standard deviation of the noise")),
          s -> new GaussianNoise(s.number("std")),
          l -> Settings.of("std", l.std));

  /** With a standard deviation. */
  public static GaussianNoise of(double std) {
    return new GaussianNoise(std);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    return scope.training() ? x.floats().add(scope.normal(x.shape()).mul(std)) : x;
  }
}
