package gradus.core.grad;

import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.ir.Nodes;
import gradus.core.shape.DType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reverse-mode differentiation, from graph to graph: {@code x̄ = Σ over readers y of (∂y/∂x)ᵀ ȳ}.
 * The result is made of the same primitives, so it can be differentiated again. (Linnainmaa 1970;
 * Rumelhart, Hinton and Williams 1986.)
 */
public final class Gradients {
  private Gradients() {}

  /**
   * The gradients of {@code Σ_k <outputs_k, seeds_k>} by each of {@code by}; zeros where an output
   * does not depend on it.
   */
  public static List<Node> of(List<Node> outputs, List<Node> seeds, List<Node> by) {
    long first = by.stream().mapToLong(Node::id).min().orElse(Long.MAX_VALUE);
    List<Node> nodes = Graph.since(outputs, first);
    Set<Node> active = dependents(nodes, by);
    Map<Node, Node> adjoints = new HashMap<>();
    for (int k = 0; k < outputs.size(); k++) {
      adjoints.merge(outputs.get(k), seeds.get(k), Nodes::add);
    }
    for (Node node : nodes.reversed()) {
      Node adjoint = adjoints.get(node);
      if (adjoint == null || !active.contains(node) || node.inputs().isEmpty()) {
        continue;
      }
      List<Node> pulled = Node.at(node.place(), () -> Rules.pull(node, adjoint));
      for (int k = 0; k < pulled.size(); k++) {
        Node input = node.input(k);
        if (pulled.get(k) != null && active.contains(input) && input.type() == DType.F32) {
          adjoints.merge(input, pulled.get(k), Nodes::add);
        }
      }
    }
    return by.stream()
        .map(x -> adjoints.containsKey(x) ? adjoints.get(x) : Nodes.zeros(x))
        .toList();
  }

  private static Set<Node> dependents(List<Node> nodes, List<Node> by) {
    Set<Node> active = new HashSet<>(by);
    for (Node node : nodes) {
      if (node.inputs().stream().anyMatch(active::contains)) {
        active.add(node);
      }
    }
    return active;
  }
}
