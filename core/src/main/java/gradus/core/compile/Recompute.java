package gradus.core.compile;

import gradus.core.ir.Node;
import gradus.core.ir.Op;
import java.util.ArrayList;
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
          Node source = View.base(input);
          Group other = groupOf.get(source);
          if (other != null
              && other != group
              && !group.copies().contains(source)
              && View.of(input).identity()
              && !outputs.contains(source)
              && cheap(source, other, groupOf, kept)) {
            copy(chain(source, other, groupOf, kept), member, group);
          }
        }
      }
    }
  }

  private static void copy(List<Node> chain, Node before, Group group) {
    if (chain.size() > 1 && !CodeSize.fits(group, chain)) {
      return;
    }
    for (Node node : chain) {
      if (group.copies().add(node)) {
        group.members().add(group.members().indexOf(before), node);
      }
    }
  }

  /** A cheap value after those of its group that it is made from and that nobody stores. */
  private static List<Node> chain(Node node, Group home, Map<Node, Group> groupOf, Set<Node> kept) {
    List<Node> chain = new ArrayList<>();
    for (Node input : node.inputs()) {
      Node base = View.base(input);
      if (groupOf.get(base) == home && !kept.contains(base)) {
        chain.addAll(chain(base, home, groupOf, kept));
      }
    }
    chain.add(node);
    return chain;
  }

  /** What lies in memory in any case, because an operation that is not elementwise reads it. */
  private static Set<Node> keptAnyway(List<Group> groups, Set<Node> outputs) {
    Set<Node> kept = new HashSet<>(outputs);
    for (Group group : groups) {
      if (group.root() != null) {
        group.root().inputs().forEach(input -> kept.add(View.base(input)));
        group.taps().forEach(tap -> kept.add(tap.input(0)));
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
    Set<Node> large = new HashSet<>();
    return cost(node, home, groupOf, kept, large) <= CHEAP && large.size() <= 1;
  }

  /**
   * The instructions that make a value from what lies in memory, of which large tensors are told.
   */
  private static int cost(
      Node node, Group home, Map<Node, Group> groupOf, Set<Node> kept, Set<Node> large) {
    boolean elementwise =
        node.op() instanceof Op.Unary
            || node.op() instanceof Op.Binary
            || node.op() instanceof Op.Select;
    int cost = Costs.of(node);
    if (!elementwise || cost > CHEAP || !node.shape().equals(home.domain())) {
      return CHEAP + 1;
    }
    for (Node input : node.inputs()) {
      View view = View.of(input);
      if (groupOf.get(view.base()) == home && !kept.contains(view.base())) {
        cost += view.identity() ? cost(view.base(), home, groupOf, kept, large) : CHEAP + 1;
      } else if (!isRule(view.base()) && view.base().shape().count() * 4L > node.shape().count()) {
        large.add(view.base());
      }
      if (cost > CHEAP) {
        return cost;
      }
    }
    return cost;
  }

  private static boolean isRule(Node node) {
    return node.op() instanceof Op.Fill || node.op() instanceof Op.Iota;
  }
}
