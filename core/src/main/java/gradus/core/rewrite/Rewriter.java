package gradus.core.rewrite;

import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.ir.Op;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rebuilds a graph from its inputs to its outputs, round by round until nothing changes: each node
 * is simplified by the rules, equal nodes become one, and what no output needs falls away.
 */
public final class Rewriter {
  private static final int ROUNDS = 8;

  private final Map<Node, Node> replaced = new HashMap<>();
  private final Map<Object, Node> known = new HashMap<>();
  private boolean changed;

  private Rewriter() {}

  /** Applies all rules; input nodes stay the same, outputs keep their positions. */
  public static Graph simplify(Graph graph) {
    Graph current = graph;
    for (int round = 0; round < ROUNDS; round++) {
      Rewriter rewriter = new Rewriter();
      Graph next = rewriter.pass(current);
      if (!rewriter.changed) {
        return next;
      }
      current = next;
    }
    return current;
  }

  private Graph pass(Graph graph) {
    for (Node node : graph.nodes()) {
      replaced.put(node, rebuild(node));
    }
    return Graph.of(graph.outputs().stream().map(replaced::get).toList());
  }

  /** A node over what its inputs were replaced by. */
  private Node overReplaced(Node node) {
    boolean same = true;
    Node[] inputs = new Node[node.inputs().size()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = replaced.get(node.input(i));
      same &= inputs[i] == node.input(i);
    }
    return same ? node : node.with(List.of(inputs));
  }

  private Node rebuild(Node node) {
    Node same = overReplaced(node);
    Node simple = same.replace(() -> Rules.apply(same));
    changed |= simple != same;
    if (simple.op() instanceof Op.Input || simple.op() instanceof Op.Barrier) {
      return simple;
    }
    Node first = known.putIfAbsent(List.of(simple.op(), simple.inputs()), simple);
    changed |= first != null && first != simple;
    return first == null ? simple : first;
  }
}
