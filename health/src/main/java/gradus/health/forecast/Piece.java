package gradus.health.forecast;

import gradus.core.grad.Gradients;
import gradus.core.interpret.Interpreter;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.ir.Op;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A part of a traced model cut out between given nodes, to be run alone in float64.
 *
 * @param inputs stand in for the nodes at which it was cut, in their order
 * @param output what it gives
 * @param others all other inputs: parameters and the random key
 */
record Piece(List<Node> inputs, Node output, List<Node> others) {
  /** Cuts out what leads from nodes to another one. */
  static Piece of(List<Node> from, Node to) {
    Map<Node, Node> copies = copies(from, to);
    List<Node> inputs = from.stream().map(copies::get).toList();
    Node output = copies.get(to);
    List<Node> others =
        Graph.of(List.of(output)).inputs().stream().filter(n -> !inputs.contains(n)).toList();
    return new Piece(inputs, output, others);
  }

  /** What leads to a node, with new inputs in place of the nodes at which it is cut. */
  static Map<Node, Node> copies(List<Node> from, Node to) {
    Map<Node, Node> copies = new HashMap<>();
    for (Node node : from) {
      copies.put(node, Tensor.input("piece", node.shape(), node.type()).node());
    }
    for (Node node : Graph.of(List.of(to)).nodes()) {
      if (!copies.containsKey(node)) {
        boolean moved = node.inputs().stream().anyMatch(i -> copies.get(i) != i);
        List<Node> inputs = node.inputs().stream().map(copies::get).toList();
        copies.put(node, moved ? node.with(inputs) : node);
      }
    }
    return copies;
  }

  /** Values of all its inputs: those given, and of the others what the function says. */
  Map<Node, double[]> point(List<double[]> given, Function<Node, double[]> other) {
    Map<Node, double[]> point = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      point.put(inputs.get(i), given.get(i));
    }
    others.forEach(node -> point.put(node, other.apply(node)));
    return point;
  }

  /** What it gives at a point. */
  double[] run(Map<Node, double[]> point) {
    return Interpreter.run(Graph.of(List.of(output)), point).getFirst();
  }

  /** Gradients at its inputs for one at its output. */
  List<double[]> pull(Map<Node, double[]> point, double[] gradient) {
    Node seed = Tensor.input("gradient", output.shape(), DType.F32).node();
    List<Node> pulled = Gradients.of(List.of(output), List.of(seed), inputs);
    Map<Node, double[]> all = new HashMap<>(point);
    all.put(seed, gradient);
    return Interpreter.run(Graph.of(pulled), all);
  }

  /** The name of an input. */
  static String name(Node node) {
    return node.op() instanceof Op.Input input ? input.name() : "";
  }

  /** One number in every element of a node. */
  static double[] full(Shape shape, double value) {
    double[] values = new double[shape.count()];
    java.util.Arrays.fill(values, value);
    return values;
  }
}
