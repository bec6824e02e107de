package gradus.cli;

import gradus.core.ir.Node;
import gradus.core.ir.Products;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Counts the multiply-adds of products and convolutions, by the layer that makes them. */
final class MultiplyAdds {
  private MultiplyAdds() {}

  /** Layer path to count, of all that an output needs. */
  static Map<String, Long> of(Node output) {
    Map<String, Long> counts = new HashMap<>();
    Set<Node> seen = new HashSet<>();
    Deque<Node> open = new ArrayDeque<>();
    open.add(output);
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (seen.add(node)) {
        counts.merge(node.place(), Products.multiplyAdds(node), Long::sum);
        open.addAll(node.inputs());
      }
    }
    return counts;
  }
}
