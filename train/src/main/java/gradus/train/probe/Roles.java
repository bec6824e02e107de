package gradus.train.probe;

import gradus.core.ir.Node;
import gradus.core.ir.Op;
import gradus.core.shape.DType;
import gradus.train.log.Event;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;

/** Tells from its operations what a piece of a model does to a gradient. */
final class Roles {
  private final Node input;

  /** For a model with this input. */
  Roles(Node input) {
    this.input = input;
  }

  /** Whether one value is made from another. */
  boolean leads(Node from, Node to) {
    return from == to || between(from, to).contains(from);
  }

  /**
   * What is computed between two values: all that {@code to} needs and that was made after {@code
   * from}, and {@code from} itself if it is needed.
   */
  static Set<Node> between(Node from, Node to) {
    Set<Node> inside = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Node> open = new ArrayDeque<>();
    open.push(to);
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (node.id() >= from.id() && inside.add(node) && node != from) {
        node.inputs().forEach(open::push);
      }
    }
    return inside;
  }

  /** The role of what lies between two values. */
  Event.Role of(Node from, Node to) {
    boolean elementwise = true;
    boolean roots = false;
    boolean sums = false;
    boolean past = false;
    for (Node node : between(from, to)) {
      if (node == from) {
        continue;
      }
      switch (node.op()) {
        case Op.MatMul _, Op.Convolution _, Op.ConvolutionInput _ -> {
          return Event.Role.WEIGHT;
        }
        case Op.Random _, Op.PoolIndex _, Op.Gather _, Op.GatherRows _, Op.SortIndex _ -> {
          return Event.Role.OTHER;
        }
        case Op.Reduce _ -> sums = true;
        case Op.Unary unary ->
            roots |=
                switch (unary.function()) {
                  case SQRT, RSQRT -> true;
                  default -> false;
                };
        case Op.Reshape _, Op.Permute _, Op.Slice _, Op.Pad _, Op.Concat _, Op.Reverse _ ->
            elementwise &= node.type() != DType.F32 || isSmall(node, to);
        default -> {}
      }
      past |= node.inputs().stream().anyMatch(other -> isEarlier(other, from));
    }
    if (sums && roots) {
      return Event.Role.NORM;
    }
    if (past) {
      return Event.Role.SKIP;
    }
    return elementwise && !sums && from.shape().equals(to.shape())
        ? Event.Role.SLOPE
        : Event.Role.OTHER;
  }

  /** A parameter or number on its way to being spread over the signal. */
  private static boolean isSmall(Node node, Node to) {
    return node.shape().count() < to.shape().count();
  }

  /** Whether a piece reads a value of the signal from before its beginning. */
  private boolean isEarlier(Node other, Node from) {
    return other != from
        && other.id() < from.id()
        && other.type() == DType.F32
        && other.shape().rank() > 0
        && (other == input || !other.inputs().isEmpty())
        && leadsFromInput(other);
  }

  private boolean leadsFromInput(Node node) {
    return node == input || between(input, node).contains(input);
  }
}
