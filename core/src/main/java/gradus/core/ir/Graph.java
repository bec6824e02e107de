package gradus.core.ir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A computation in single assignment: all nodes that the outputs need, in the order of their
 * making, so that every node stands after its inputs.
 */
public record Graph(List<Node> nodes, List<Node> inputs, List<Node> outputs) {

  /** The graph of all nodes that the outputs need; its inputs in the order of their making. */
  public static Graph of(List<Node> outputs) {
    List<Node> nodes = since(outputs, 0);
    List<Node> inputs = nodes.stream().filter(n -> n.op() instanceof Op.Input).toList();
    return new Graph(nodes, inputs, List.copyOf(outputs));
  }

  /**
   * The nodes that the outputs need and that were not made before a certain one, in the order of
   * their making. All that depends on a node was made after it.
   *
   * @param id of that node
   */
  public static List<Node> since(List<Node> outputs, long id) {
    Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Node> open = new ArrayDeque<>(outputs);
    List<Node> nodes = new ArrayList<>();
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (node.id() >= id && seen.add(node)) {
        nodes.add(node);
        for (Node input : node.inputs()) {
          open.push(input);
        }
      }
    }
    nodes.sort(Comparator.comparingLong(Node::id));
    return List.copyOf(nodes);
  }

  /** For each node the nodes that read it, in order; a node that reads it twice stands twice. */
  public Map<Node, List<Node>> readers() {
    Map<Node, List<Node>> readers = new HashMap<>();
    for (Node node : nodes) {
      readers.computeIfAbsent(node, _ -> new ArrayList<>());
      for (Node input : node.inputs()) {
        readers.computeIfAbsent(input, _ -> new ArrayList<>()).add(node);
      }
    }
    return readers;
  }

  /**
   * Checks that every node stands once and after its inputs, and that its shape and type are what
   * its operation gives.
   *
   * @throws IllegalStateException naming the node, if the graph is broken
   */
  public Graph verify() {
    Set<Node> seen = new HashSet<>();
    for (Node node : nodes) {
      for (Node input : node.inputs()) {
        if (!seen.contains(input)) {
          throw new IllegalStateException(node + " reads a node that does not stand before it");
        }
      }
      Typing.Type type = Typing.infer(node.op(), node.inputs());
      if (!type.shape().equals(node.shape()) || type.type() != node.type()) {
        throw new IllegalStateException(node + " should be " + type);
      }
      if (!seen.add(node)) {
        throw new IllegalStateException(node + " stands twice");
      }
    }
    for (Node output : outputs) {
      if (!seen.contains(output)) {
        throw new IllegalStateException("output " + output + " is not in the graph");
      }
    }
    return this;
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
