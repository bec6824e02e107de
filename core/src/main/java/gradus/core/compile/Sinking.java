package gradus.core.compile;

import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.ir.Op;
import gradus.core.shape.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Moves what follows a product, but is read by one other loop only, into that loop: if it is made
 * of values that lie in memory anyway, the loop can make it, and nobody has to store it.
 */
final class Sinking {
  private static final int CHEAP = 3;

  private final Map<Node, Group> groupOf;
  private final Map<Node, List<Node>> readers;
  private final Set<Node> outputs;

  Sinking(Graph graph, Map<Node, Group> groupOf) {
    this.groupOf = groupOf;
    this.readers = graph.readers();
    this.outputs = new HashSet<>(graph.outputs());
  }

  /** The loop into which a member of a product's group can move; or null. */
  Group target(Node node, Group home) {
    List<Node> reading = readers.getOrDefault(node, List.of());
    if (node == home.root() || outputs.contains(node) || reading.isEmpty()) {
      return null;
    }
    Group target = groupOf.get(reading.get(0));
    boolean fits =
        target != null
            && target != home
            && target.root() == null
            && target.domain().equals(node.shape())
            && reading.stream().allMatch(reader -> groupOf.get(reader) == target)
            && node.inputs().stream().allMatch(input -> atHand(input, home, node.shape()))
            && CodeSize.fits(target, List.of(node));
    return fits ? target : null;
  }

  /** Whether an input lies in memory in any case, or is made from what lies there at no cost. */
  private boolean atHand(Node input, Group home, Shape domain) {
    View view = View.of(input);
    Node base = view.base();
    if (groupOf.get(base) != home) {
      return true;
    }
    return view.identity() && (stored(base, home) || cheap(base, home, domain));
  }

  private boolean stored(Node node, Group home) {
    return outputs.contains(node)
        || readers.getOrDefault(node, List.of()).stream()
            .anyMatch(reader -> groupOf.get(reader) != home);
  }

  private boolean cheap(Node node, Group home, Shape domain) {
    boolean elementwise = node.op() instanceof Op.Unary || node.op() instanceof Op.Binary;
    if (!elementwise || Costs.of(node) > CHEAP || !node.shape().equals(domain)) {
      return false;
    }
    Set<Node> large = new HashSet<>();
    for (Node input : node.inputs()) {
      Node base = View.base(input);
      if (groupOf.get(base) == home && !stored(base, home)) {
        return false;
      }
      boolean rule = base.op() instanceof Op.Fill || base.op() instanceof Op.Iota;
      if (!rule && base.shape().count() * 4L > domain.count()) {
        large.add(base);
      }
    }
    return large.size() <= 1;
  }
}
