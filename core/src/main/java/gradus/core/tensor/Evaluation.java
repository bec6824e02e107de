package gradus.core.tensor;

import gradus.core.interpret.Interpreter;
import gradus.core.ir.Data;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs what a tensor needs. */
final class Evaluation {
  private Evaluation() {}

  static List<Data> run(List<Node> nodes) {
    List<double[]> values = Interpreter.run(Graph.of(nodes), Map.of());
    List<Data> results = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      float[] floats = new float[values.get(i).length];
      for (int j = 0; j < floats.length; j++) {
        floats[j] = (float) values.get(i)[j];
      }
      Data data = Data.floats(nodes.get(i).shape(), floats);
      results.add(nodes.get(i).type() == gradus.core.shape.DType.F32 ? data : Data.ints(data.shape(), data.toInts()));
    }
    return results;
  }
}
