package gradus.core.rewrite;

import gradus.core.ir.BinaryOp;
import gradus.core.ir.Node;
import gradus.core.ir.Nodes;
import gradus.core.ir.Op;
import gradus.core.shape.Ints;
import gradus.core.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Rules for what is put together and cut apart. The gradient of something that is read in slices,
 * as a sequence is time by time, comes as a sum of slices within zeros; and the gradient of a
 * weight that is used many times as a sum of products. Both become one.
 */
final class Joins {
  private Joins() {}

  /** A simpler node with the value of a sum, or the node itself. */
  static Node sum(Node node) {
    Node a = node.input(0);
    Node b = node.input(1);
    Node joined = joined(a, b);
    if (joined != null) {
      return joined;
    }
    if (isSum(a)) {
      for (int i = 0; i < 2; i++) {
        Node inner = joined(a.input(i), b);
        if (inner != null) {
          return Nodes.add(a.input(1 - i), inner);
        }
      }
    }
    return node;
  }

  private static boolean isSum(Node node) {
    return node.op() instanceof Op.Binary binary && binary.function() == BinaryOp.ADD;
  }

  /** The sum of two nodes as one that is cheaper; or null. */
  private static Node joined(Node a, Node b) {
    if (a.op() instanceof Op.Pad p && b.op() instanceof Op.Pad q) {
      Node neighbours = neighbours(a, p, b, q);
      return neighbours == null ? neighbours(b, q, a, p) : neighbours;
    }
    return products(a, b);
  }

  /** Two slices within zeros, the second right behind the first, become one slice within zeros. */
  private static Node neighbours(Node a, Op.Pad p, Node b, Op.Pad q) {
    if (p.value() != 0 || q.value() != 0 || !p.inner().all(0) || !q.inner().all(0)) {
      return null;
    }
    Shape first = a.input(0).shape();
    Shape second = b.input(0).shape();
    int axis = -1;
    for (int i = 0; i < first.rank(); i++) {
      boolean same = p.before().get(i) == q.before().get(i) && p.after().get(i) == q.after().get(i);
      if (!same) {
        boolean follows = q.before().get(i) == p.before().get(i) + first.size(i);
        if (axis >= 0 || !follows) {
          return null;
        }
        axis = i;
      }
    }
    if (axis < 0) {
      return null;
    }
    int[] after = p.after().toArray();
    after[axis] -= second.size(axis);
    Node both = Node.of(new Op.Concat(axis), a.input(0), b.input(0));
    Node flat = concat(both, axis);
    return Node.of(new Op.Pad(p.before(), Ints.of(after), p.inner(), 0), flat);
  }

  /**
   * {@code Aᵀ B + Cᵀ D = [A; C]ᵀ [B; D]}, if copying the factors is cheaper than adding another
   * product.
   */
  private static Node products(Node a, Node b) {
    if (!isOuter(a) || !isOuter(b) || !a.shape().equals(b.shape())) {
      return null;
    }
    long terms = Math.min(a.input(0).shape().size(0), b.input(0).shape().size(0));
    long m = a.shape().size(0);
    long n = a.shape().size(1);
    if (terms * (m + n) > m * n) {
      return null;
    }
    Node left = concat(Node.of(new Op.Concat(0), a.input(0), b.input(0)), 0);
    Node right = concat(Node.of(new Op.Concat(0), a.input(1), b.input(1)), 0);
    return Node.of(new Op.MatMul(true, false), left, right);
  }

  private static boolean isOuter(Node node) {
    return node.op() instanceof Op.MatMul product
        && product.transposeA()
        && !product.transposeB()
        && node.shape().rank() == 2;
  }

  /** What joins something that was joined along the same axis joins all of it. */
  static Node concat(Node node, int axis) {
    if (node.inputs().size() == 1) {
      return node.input(0);
    }
    List<Node> parts = new ArrayList<>();
    for (Node input : node.inputs()) {
      if (input.op() instanceof Op.Concat inner && inner.axis() == axis) {
        parts.addAll(input.inputs());
      } else {
        parts.add(input);
      }
    }
    return parts.size() == node.inputs().size()
        ? node
        : Node.of(new Op.Concat(axis), parts.toArray(Node[]::new));
  }

  /** A slice of what was joined, if it lies within one part, is a slice of this part. */
  static Node slice(Node node, Op.Slice o) {
    Node whole = node.input(0);
    if (!(whole.op() instanceof Op.Concat concat)) {
      return node;
    }
    int axis = concat.axis();
    int size = o.size().get(axis);
    int first = o.start().get(axis);
    int end = first + Math.max(0, size - 1) * o.step().get(axis) + 1;
    int at = 0;
    for (Node part : whole.inputs()) {
      int next = at + part.shape().size(axis);
      if (size > 0 && first >= at && end <= next) {
        int[] start = o.start().toArray();
        start[axis] -= at;
        return Node.of(new Op.Slice(Ints.of(start), o.size(), o.step()), part);
      }
      at = next;
    }
    return node;
  }
}
