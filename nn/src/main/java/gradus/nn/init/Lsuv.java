package gradus.nn.init;

import gradus.core.tensor.Key;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.ParameterSpec;
import gradus.nn.Trace;
import gradus.nn.activation.Activation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Layer-sequential unit variance (Mishkin and Matas 2016): layer by layer from the input, weights
 * are divided by the standard deviation of what the layer gives for a batch (before its
 * activation), until that is 1.
 */
public final class Lsuv {
  private static final double NEAR_ENOUGH = 0.01;
  private static final int ATTEMPTS = 10;

  private Lsuv() {}

  /**
   * The factor for each weight by which every layer gives unit variance for a batch.
   *
   * @param model the model
   * @param batch inputs [batch, ..] with numbers
   * @param parameters the numbers of all parameters and states, by name
   * @return a factor by the name of each weight (of rank 2 or more, in a layer that has one); 1
   *     where a layer gives a constant
   */
  public static Map<String, Double> scales(
      Layer model, Tensor batch, Map<String, Tensor> parameters) {
    Map<String, Tensor> values = new LinkedHashMap<>(parameters);
    Trace first = trace(model, batch, values);
    Map<String, Double> scales = new LinkedHashMap<>();
    for (Trace.Application application : first.applications()) {
      for (String weight : weights(first, application)) {
        double scale = scales.getOrDefault(weight, 1.0);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
          double std = std(signal(trace(model, batch, values), application.path()));
          if (Math.abs(std - 1) < NEAR_ENOUGH || !(std > 1e-12)) {
            break;
          }
          scale /= std;
          values.put(weight, scaled(parameters.get(weight), scale));
        }
        scales.put(weight, scale);
      }
    }
    return scales;
  }

  private static Trace trace(Layer model, Tensor batch, Map<String, Tensor> values) {
    return Trace.of(model, batch, false, Key.of(0, 0), values);
  }

  /**
   * The weights that belong to a layer itself, not to a layer inside it; none of a recurrent layer,
   * whose states are bounded or grow with time.
   */
  private static List<String> weights(Trace trace, Trace.Application application) {
    List<String> names = new ArrayList<>();
    for (ParameterSpec spec : trace.specs()) {
      boolean own =
          spec.name().startsWith(application.path() + ".")
              && spec.name().indexOf('.', application.path().length() + 1) < 0;
      if (own && spec.trainable() && spec.shape().rank() >= 2) {
        names.add(spec.name());
      }
      if (own && spec.name().endsWith("recurrent_weight")) {
        return List.of();
      }
    }
    return names;
  }

  /** What a layer gives, before the activation inside it. */
  private static Tensor signal(Trace trace, String path) {
    for (Trace.Application application : trace.applications()) {
      boolean inside = application.path().startsWith(path + ".");
      if (application.path().equals(path)) {
        return application.output();
      } else if (inside && application.layer() instanceof Activation) {
        return application.input();
      }
    }
    throw new IllegalStateException("no layer " + path);
  }

  private static double std(Tensor signal) {
    float[] values = signal.toFloats();
    double mean = 0;
    for (float value : values) {
      mean += value / (double) values.length;
    }
    double variance = 0;
    for (float value : values) {
      variance += (value - mean) * (value - mean) / values.length;
    }
    return Math.sqrt(variance);
  }

  private static Tensor scaled(Tensor weight, double scale) {
    float[] values = weight.toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] * scale);
    }
    return Tensor.of(weight.shape(), values);
  }
}
