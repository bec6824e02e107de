package gradus.core.compile;

import gradus.core.ir.Node;
import gradus.core.ir.Op;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A value that a few simple instructions make from one tensor in memory is not stored for other
 * kernels: they compute it again, which costs no more memory traffic than loading it.
 */
final class Recompute {
  private static final int CHEAP = 3;

  private Recompute() {}

  /** Gives groups copies of cheap members of other groups. */
  static void cheapest(List<Group> groups, Map<Node, Group> groupOf, Set<Node> outputs) {
    for (Group group : groups) {
      if (!(group.root() == null)) {
        continue;
      }
      for (Node member : List.copyOf(group.members())) {
        for (Node input : member.inputs()) {
          Node source = View.of(input).base();
          Group other = groupOf.get(source);
          if (other != null && other != group && !group.copies().contains(source) && View.of(input).identity()
              && !outputs.contains(source) && cheap(source, other, groupOf)) {
            group.copies().add(source);
            group.members().add(group.members().indexOf(member), source);
          }
        }
      }
    }
  }

  private static boolean cheap(Node node, Group home, Map<Node, Group> groupOf) {
    boolean elementwise = node.op() instanceof Op.Unary || node.op() instanceof Op.Binary || node.op() instanceof Op.Select;
    if (!elementwise || Costs.of(node) > CHEAP || !node.shape().equals(home.domain())) {
      return false;
    }
    Set<Node> large = new HashSet<>();
    for (Node input : node.inputs()) {
      View view = View.of(input);
      if (groupOf.get(view.base()) == home) {
        return false;
      }
      if (view.base().shape().count() * 4L > node.shape().count()) {
        large.add(view.base());
      }
    }
    return large.size() <= 1;
  }
}
