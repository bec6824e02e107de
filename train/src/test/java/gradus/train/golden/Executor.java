package gradus.train.golden;

import gradus.core.interpret.Interpreter;
import gradus.core.ir.Data;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.ir.Op;
import gradus.core.shape.DType;
import gradus.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two ways of running a graph. */
enum Executor {
  /** The interpreter. */
  FLOAT64 {
    @Override
    List<double[]> run(List<Node> outputs, Map<Node, double[]> inputs) {
      return Interpreter.run(Graph.of(outputs), inputs);
    }
  },
  /** What runs when a tensor's numbers are read. */
  FLOAT32 {
    @Override
    List<double[]> run(List<Node> outputs, Map<Node, double[]> inputs) {
      List<double[]> results = new ArrayList<>();
      for (Node output : bound(outputs, inputs)) {
        Data data = Tensor.of(output).data();
        double[] values = new double[data.shape().count()];
        for (int i = 0; i < values.length; i++) {
          values[i] = data.value(i);
        }
        results.add(values);
      }
      return results;
    }
  };

  /** The values of the outputs for given values of the inputs. */
  abstract List<double[]> run(List<Node> outputs, Map<Node, double[]> inputs);

  /** The outputs with constants in place of inputs. */
  private static List<Node> bound(List<Node> outputs, Map<Node, double[]> inputs) {
    if (inputs.isEmpty()) {
      return outputs;
    }
    Map<Node, Node> images = new HashMap<>();
    for (Node node : Graph.of(outputs).nodes()) {
      images.put(
          node,
          node.op() instanceof Op.Input
              ? constant(node, inputs.get(node))
              : node.inputs().isEmpty()
                  ? node
                  : node.with(node.inputs().stream().map(images::get).toList()));
    }
    return outputs.stream().map(images::get).toList();
  }

  private static Node constant(Node input, double[] values) {
    boolean ints = input.type() == DType.I32;
    return new Values(input.shape(), ints, values).tensor().node();
  }
}
