package gradus.core.compile;

import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which inputs a result is written over, and so must be read before. */
final class Replaced {
  private final Map<Node, Set<Node>> inputs = new HashMap<>();

  Replaced(Graph graph, Compiler.Placement placement) {
    Map<Long, Set<Node>> inputsAt = new HashMap<>();
    placement
        .inputs()
        .forEach((input, at) -> inputsAt.computeIfAbsent(at, _ -> new HashSet<>()).add(input));
    placement
        .outputs()
        .forEach(
            (position, at) ->
                inputs
                    .computeIfAbsent(View.base(graph.outputs().get(position)), _ -> new HashSet<>())
                    .addAll(inputsAt.getOrDefault(at, Set.of())));
  }

  /** Whether a node is a result with a given place. */
  boolean places(Node node) {
    return inputs.containsKey(node);
  }

  /** The inputs over which a step may write. */
  Set<Node> by(Step step) {
    Set<Node> all = new HashSet<>();
    step.writes().forEach(node -> all.addAll(inputs.getOrDefault(node, Set.of())));
    return all;
  }
}
