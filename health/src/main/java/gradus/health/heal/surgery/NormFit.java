package gradus.health.heal.surgery;

import gradus.core.ir.Data;
import gradus.core.shape.Shape;
import gradus.nn.Trace;
import gradus.nn.layer.BatchNorm;
import java.util.List;
import java.util.Map;

/**
 * A batch norm that was inserted gives what it gets: its running mean and variance are those of
 * real examples, its scale {@code sqrt(variance + eps)}, its offset the mean.
 */
final class NormFit {
  private NormFit() {}

  /**
   * Fits the norms whose values are not given.
   *
   * @param given the names of values that were there before
   */
  static Map<String, Data> of(Weights weights, java.util.Set<String> given) {
    List<Trace.Application> norms =
        weights.applications().stream()
            .filter(each -> each.layer() instanceof BatchNorm)
            .filter(each -> !given.contains("value:" + each.path() + ".running_mean"))
            .toList();
    // Each is made the identity first, so that one pass sees what each of them gets.
    for (Trace.Application each : norms) {
      int width = each.input().size(-1);
      fit(weights, each, new double[width], ones(width));
    }
    for (Trace.Application each : weights.applications()) {
      if (norms.stream().anyMatch(norm -> norm.path().equals(each.path()))) {
        fit(weights, each, mean(each, null), null);
      }
    }
    return weights.values();
  }

  private static void fit(
      Weights weights, Trace.Application each, double[] mean, double[] variance) {
    double[] spread = variance == null ? mean(each, mean) : variance;
    double eps = ((BatchNorm) each.layer()).eps();
    int width = mean.length;
    float[] shift = new float[width];
    float[] square = new float[width];
    float[] scale = new float[width];
    for (int i = 0; i < width; i++) {
      shift[i] = (float) mean[i];
      square[i] = (float) spread[i];
      scale[i] = (float) Math.sqrt(square[i] + eps);
    }
    put(weights, each.path() + ".running_mean", shift);
    put(weights, each.path() + ".running_var", square);
    put(weights, each.path() + ".gamma", scale);
    put(weights, each.path() + ".beta", shift);
  }

  private static void put(Weights weights, String name, float[] numbers) {
    weights.values().put("value:" + name, Data.floats(Shape.of(numbers.length), numbers));
  }

  /** The mean of each channel, or of the squared distance from given means. */
  private static double[] mean(Trace.Application each, double[] from) {
    float[] numbers = each.input().toFloats();
    int width = each.input().size(-1);
    double[] mean = new double[width];
    int rows = numbers.length / width;
    for (int i = 0; i < numbers.length; i++) {
      double x = from == null ? numbers[i] : Math.pow(numbers[i] - from[i % width], 2);
      mean[i % width] += x / rows;
    }
    return mean;
  }

  private static double[] ones(int width) {
    double[] ones = new double[width];
    java.util.Arrays.fill(ones, 1);
    return ones;
  }
}
