package gradus.train;

import gradus.core.ir.Data;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;
import gradus.core.tensor.Key;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Trace;
import gradus.nn.loss.Loss;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A model with the values of its parameters; immutable.
 *
 * @param layer the network
 * @param loss what it was trained with; says how outputs are to be read
 * @param example the shape of one example
 * @param values parameters and states by name
 */
public record TrainedModel(Layer layer, Loss loss, Shape example, Map<String, Data> values) {
  /** Keeps a copy, in order. */
  public TrainedModel {
    values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * Predictions for examples [n, ..]: probabilities for losses on logits, else the outputs.
   *
   * @throws ShapeException if the examples have another shape than the model was trained on
   */
  public Tensor predict(Tensor examples) {
    Shape given = examples.shape();
    if (given.rank() != example.rank() + 1 || !given.slice(1, given.rank()).equals(example)) {
      throw new ShapeException(
          "predict: got " + given + "; must be [examples] followed by " + example);
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    values.forEach((name, data) -> tensors.put(name, Tensor.of(data)));
    Trace trace =
        Trace.of(
            layer,
            examples.type() == DType.F32 ? examples : examples.floats(),
            false,
            Key.of(0, 0),
            tensors);
    return loss.prediction(trace.output());
  }

  /** The prediction for one example, row-major. */
  public float[] predict(float... one) {
    return predict(Tensor.of(Shape.of(1).plus(example.sizes()), one)).toFloats();
  }
}
