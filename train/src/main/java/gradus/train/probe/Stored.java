package gradus.train.probe;

import gradus.core.ir.Node;
import gradus.core.ir.Op;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells which values of a step surely lie in memory as wholes, from who reads them: products,
 * convolutions and other operations that are not elementwise find their inputs there, and what
 * follows a product is stored where a sum needs all of it. A sample of such a value is a part of
 * it; others are computed again.
 */
final class Stored {
  private final Map<Node, List<Node>> readers;
  private final Set<Node> told = new HashSet<>();
  private final Map<Node, Boolean> following = new HashMap<>();

  /** Of a step in which nodes have these readers. */
  Stored(Map<Node, List<Node>> readers) {
    this.readers = readers;
  }

  /** Says that a value lies in memory. */
  void add(Node node) {
    told.add(node);
  }

  /** Whether a value surely lies in memory. */
  boolean contains(Node node) {
    return told.contains(node) || isRead(node, node);
  }

  /** Whether a value, or what is only moved of it, is read by what looks for it in memory. */
  private boolean isRead(Node value, Node moved) {
    for (Node reader : readers.getOrDefault(moved, List.of())) {
      boolean reads =
          isMove(reader)
              ? isRead(value, reader)
              : reader.op() instanceof Op.Reduce ? follows(value) : !isElementwise(reader);
      if (reads) {
        return true;
      }
    }
    return false;
  }

  /** Whether a value is a product or is made, element by element, in the kernel of one. */
  private boolean follows(Node node) {
    Boolean known = following.get(node);
    if (known == null) {
      known =
          node.op() instanceof Op.MatMul
              || node.op() instanceof Op.Convolution
              || isElementwise(node)
                  && node.inputs().stream()
                      .anyMatch(
                          input ->
                              input.shape().equals(node.shape())
                                  && follows(input)
                                  && !contains(input));
      following.put(node, known);
    }
    return known;
  }

  private static boolean isMove(Node node) {
    return node.op() instanceof Op.Reshape
        || node.op() instanceof Op.Permute
        || node.op() instanceof Op.Slice
        || node.op() instanceof Op.Reverse;
  }

  private static boolean isElementwise(Node node) {
    return node.op() instanceof Op.Unary
        || node.op() instanceof Op.Binary
        || node.op() instanceof Op.Select
        || node.op() instanceof Op.Convert
        || node.op() instanceof Op.Broadcast
        || node.op() instanceof Op.Custom
        || node.op() instanceof Op.Barrier;
  }
}
