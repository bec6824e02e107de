package gradus.health.forecast;

import gradus.core.ir.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The nearest known nodes that a node is made of. */
final class Frontier {
  private final Map<Node, ?> places;
  private final Map<Node, ?> leaves;
  private final Set<Node> seen = new HashSet<>();
  private final List<Node> found = new ArrayList<>();

  private Frontier(Map<Node, ?> places, Map<Node, ?> leaves) {
    this.places = places;
    this.leaves = leaves;
  }

  static List<Node> of(Node node, Map<Node, ?> places, Map<Node, ?> leaves) {
    Frontier frontier = new Frontier(places, leaves);
    node.inputs().forEach(frontier::visit);
    return frontier.found;
  }

  private void visit(Node node) {
    if (!seen.add(node)) {
      return;
    }
    if (places.containsKey(node) || leaves.containsKey(node)) {
      found.add(node);
      return;
    }
    node.inputs().forEach(this::visit);
  }
}
