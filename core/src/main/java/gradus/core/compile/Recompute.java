package gradus.core.compile;

import gradus.core.ir.Node;
import gradus.core.ir.Op;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A value that a few simple instructions make from one tensor in memory is not stored for other
 * kernels: they compute it again, which costs no more memory traffic than loading it.
 */
final class Recompute {
  private static final int CHEAP = 3;

  private Recompute() {}

  /** Gives groups copies of cheap members of other groups. */
  static void cheapest(List<Group> groups, Map<Node, Group> groupOf, Set<Node> outputs) {
    Set<Node> kept = keptAnyway(groups, outputs);
    keepDear(groups, groupOf, kept);
    for (Group group : groups) {
      for (Node member : List.copyOf(group.members())) {
        if (member == group.root() || member.op() instanceof Op.Gather) {
          continue;
        }
        for (Node input : member.inputs()) {
          Node source = View.of(input).base();
          Group other = groupOf.get(source);
          if (other != null
              && other != group
              && !group.copies().contains(source)
              && View.of(input).identity()
              && !outputs.contains(source)
              && cheap(source, other, groupOf, kept)) {
            group.copies().add(source);
            group.members().add(group.members().indexOf(member), source);
          }
        }
      }
    }
  }

  /** What lies in memory in any case, because an operation that is not elementwise reads it. */
  private static Set<Node> keptAnyway(List<Group> groups, Set<Node> outputs) {
    Set<Node> kept = new HashSet<>(outputs);
    for (Group group : groups) {
      if (group.root() != null) {
        group.root().inputs().forEach(input -> kept.add(View.of(input).base()));
      }
    }
    return kept;
  }

  /** What other groups read, and is not cheap itself, lies in memory too. */
  private static void keepDear(List<Group> groups, Map<Node, Group> groupOf, Set<Node> kept) {
    TreeMap<Long, Node> read = new TreeMap<>();
    for (Group group : groups) {
      for (Node member : group.members()) {
        for (Node input : member.inputs()) {
          View view = View.of(input);
          Group home = groupOf.get(view.base());
          if (home != null && home != group) {
            read.put(view.base().id(), view.base());
            if (!view.identity()) {
              kept.add(view.base());
            }
          }
        }
      }
    }
    // A node comes after those that it reads.
    for (Node node : read.values()) {
      if (!cheap(node, groupOf.get(node), groupOf, kept)) {
        kept.add(node);
      }
    }
  }

  private static boolean cheap(Node node, Group home, Map<Node, Group> groupOf, Set<Node> kept) {
    boolean elementwise =
        node.op() instanceof Op.Unary
            || node.op() instanceof Op.Binary
            || node.op() instanceof Op.Select;
    if (!elementwise || Costs.of(node) > CHEAP || !node.shape().equals(home.domain())) {
      return false;
    }
    Set<Node> large = new HashSet<>();
    for (Node input : node.inputs()) {
      View view = View.of(input);
      if (groupOf.get(view.base()) == home && !kept.contains(view.base())) {
        return false;
      }
      boolean rule = view.base().op() instanceof Op.Fill || view.base().op() instanceof Op.Iota;
      if (!rule && view.base().shape().count() * 4L > node.shape().count()) {
        large.add(view.base());
      }
    }
    return large.size() <= 1;
  }
}
