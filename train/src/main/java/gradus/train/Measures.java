package gradus.train;

import gradus.core.tensor.Tensor;
import gradus.nn.loss.BinaryCrossEntropy;
import gradus.nn.loss.BinaryCrossEntropyLogits;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.loss.Loss;
import gradus.nn.loss.NegativeLogLikelihood;
import gradus.train.data.Batch;
import gradus.train.data.Normalization;
import gradus.train.metric.InUnits;
import gradus.train.metric.Metric;
import gradus.train.metric.MetricCatalog;
import gradus.train.metric.Outputs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The metrics of a training, and the loss, over the batches of an evaluation. */
final class Measures {
  private final List<Metric> metrics;
  private double lossSum;
  private long count;

  Measures(List<String> names, Loss loss, int width, boolean labels, Normalization targets) {
    boolean each = !labels && width > 1 && asksEach(loss);
    Outputs outputs = new Outputs(width, form(loss), each);
    List<String> wanted =
        !names.isEmpty()
            ? names
            : labels || outputs.form() != Outputs.Form.VALUES
                ? List.of("accuracy")
                : List.of("rmse", "r2");
    this.metrics =
        wanted.stream()
            .map(name -> labels ? MetricCatalog.make(name, outputs) : make(name, outputs, targets))
            .toList();
  }

  /** A metric of targets that are numbers; one of probabilities needs no units. */
  private static Metric make(String name, Outputs outputs, Normalization targets) {
    boolean values = outputs.form() == Outputs.Form.VALUES || MetricCatalog.comparesNumbers(name);
    return targets == null || !values
        ? MetricCatalog.make(name, outputs)
        : new InUnits(MetricCatalog.make(name, Outputs.values(outputs.width())), outputs, targets);
  }

  /** Whether a loss asks of each output alone whether it is 1. */
  private static boolean asksEach(Loss loss) {
    return switch (loss) {
      case BinaryCrossEntropy _, BinaryCrossEntropyLogits _ -> true;
      default -> false;
    };
  }

  /** What the numbers are that a model trained with this loss puts out. */
  static Outputs.Form form(Loss loss) {
    return switch (loss) {
      case CrossEntropy _, BinaryCrossEntropyLogits _ -> Outputs.Form.LOGITS;
      case NegativeLogLikelihood _ -> Outputs.Form.LOG_PROBABILITIES;
      case BinaryCrossEntropy _ -> Outputs.Form.PROBABILITIES;
      default -> Outputs.Form.VALUES;
    };
  }

  /** What metrics look at: logits and probabilities as they are, else what the loss predicts. */
  static Tensor answers(Loss loss, Tensor output) {
    return form(loss) == Outputs.Form.VALUES ? loss.prediction(output) : output;
  }

  void add(Batch batch, Engine.Evaluation evaluation) {
    lossSum += evaluation.loss() * batch.size();
    count += batch.size();
    metrics.forEach(metric -> metric.accumulate(evaluation.outputs(), batch));
  }

  double loss() {
    return count == 0 ? Double.NaN : lossSum / count;
  }

  Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    metrics.forEach(metric -> values.put(metric.name(), metric.value()));
    return values;
  }

  /** The metric by which the best model is chosen. */
  Metric watched() {
    return metrics.get(0);
  }
}
