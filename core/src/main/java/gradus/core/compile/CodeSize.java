package gradus.core.compile;

import gradus.core.ir.Node;
import gradus.core.ir.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether the code of a group stays below the 8,000 bytes up to which the JIT compiles a method,
 * counted in lane instructions. A group with reductions along its rows goes over a row several
 * times, and each pass computes again what it needs of the passes before it; where it folds, its
 * vector code stands there as often as vectors make 16 lanes.
 */
final class CodeSize {
  /**
   * What a loop may hold that goes over its elements once: about 4,500 bytes, and some for its
   * stores.
   */
  private static final int ONE_PASS = 220;

  /** What all passes over a row may hold together: about 7,000 bytes with vectors of 4 lanes. */
  private static final int ALL_PASSES = 110;

  /** What another tensor in memory costs to read. */
  private static final int LOAD = 3;

  private CodeSize() {}

  /** Whether a group has room for more nodes. */
  static boolean fits(Group group, List<Node> more) {
    boolean again = group.reduced() != null && group.rows();
    int weight = group.weight();
    for (Node node : more) {
      weight += Costs.of(node);
    }
    if (weight > (again ? ALL_PASSES : ONE_PASS)) {
      return false;
    }
    if (again) {
      return passes(group, more) <= ALL_PASSES;
    }
    if (weight + LOAD * (inputs(group.members()) + inputs(more)) <= ONE_PASS) {
      return true;
    }
    Set<Node> own = new HashSet<>(group.members());
    own.addAll(more);
    return weight + LOAD * reads(own, own).size() <= ONE_PASS;
  }

  /** At least as many as the tensors that some nodes read. */
  private static int inputs(List<Node> nodes) {
    int count = 0;
    for (Node node : nodes) {
      count += node.inputs().size();
    }
    return count;
  }

  /** What some nodes read that is not among a group's own. */
  private static Set<Node> reads(Set<Node> nodes, Set<Node> own) {
    Set<Node> reads = new HashSet<>();
    for (Node node : nodes) {
      for (Node input : node.inputs()) {
        Node base = View.base(input);
        if (!own.contains(base) && !(base.op() instanceof Op.Fill)) {
          reads.add(base);
        }
      }
    }
    return reads;
  }

  private static int passes(Group group, List<Node> more) {
    Map<Node, Integer> pass = new HashMap<>();
    List<Node> nodes = new ArrayList<>(group.members());
    nodes.addAll(more);
    nodes.sort(Comparator.comparingLong(Node::id));
    int last = 0;
    for (Node node : nodes) {
      int at = 0;
      for (Node input : node.inputs()) {
        Node base = View.base(input);
        Integer known = pass.get(base);
        if (known != null) {
          boolean wait = row(group, base) && !row(group, node);
          at = Math.max(at, known + (wait ? 1 : 0));
        }
      }
      pass.put(node, at);
      last = Math.max(last, at);
    }
    int size = 0;
    for (int k = 0; k <= last; k++) {
      size += pass(group, nodes, pass, k);
    }
    return size;
  }

  /** The code of one pass: what becomes known in it, and all elements that this is made of. */
  private static int pass(Group group, List<Node> nodes, Map<Node, Integer> pass, int which) {
    Set<Node> needed = new HashSet<>();
    int size = 0;
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (pass.get(node) == which || needed.contains(node)) {
        needed.add(node);
        size += Costs.of(node);
        for (Node input : node.inputs()) {
          Node base = View.base(input);
          if (pass.containsKey(base) && !row(group, base)) {
            needed.add(base);
          }
        }
      }
    }
    return size + LOAD * reads(needed, pass.keySet()).size();
  }

  private static boolean row(Group group, Node node) {
    return group.level(node) == Group.Level.ROW;
  }
}
