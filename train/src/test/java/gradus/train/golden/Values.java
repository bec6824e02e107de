package gradus.train.golden;

import gradus.core.ir.Data;
import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import tools.jackson.databind.JsonNode;

/** Numbers of a golden case in row-major order. */
record Values(Shape shape, boolean ints, double[] data) {

  static Values read(JsonNode node) {
    double[] data = new double[node.get("data").size()];
    for (int i = 0; i < data.length; i++) {
      data[i] = node.get("data").get(i).asDouble();
    }
    int[] sizes = new int[node.get("shape").size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = node.get("shape").get(i).asInt();
    }
    boolean ints = node.has("dtype") && node.get("dtype").asString().equals("int");
    return new Values(Shape.of(sizes), ints, data);
  }

  /** The tensor; inputs of the goldens are exact in float32. */
  Tensor tensor() {
    if (ints) {
      int[] values = new int[data.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (int) data[i];
      }
      return Tensor.of(Data.ints(shape, values));
    }
    float[] values = new float[data.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) data[i];
    }
    return Tensor.of(Data.floats(shape, values));
  }

  /** The scale of the numbers: {@code max(1, max |x|)}. */
  double scale() {
    double scale = 1;
    for (double x : data) {
      scale = Math.max(scale, Math.abs(x));
    }
    return scale;
  }
}
