package gradus.core.compile;

import gradus.core.ir.Node;
import gradus.core.ir.Op;
import gradus.core.shape.Ints;
import gradus.core.shape.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Nodes that become one kernel: elementwise nodes over one domain, with reductions over some of its
 * axes; or one other operation, to whose result elementwise nodes may be attached.
 */
final class Group {
  /** Where a member lives: over the whole domain, or once for each row (reduced axes of size 1). */
  enum Level {
    FULL,
    ROW
  }

  private final Shape domain;
  private final Node root;
  private final List<Node> members = new ArrayList<>();
  private final Set<Node> copies = new LinkedHashSet<>();
  private final Set<Node> taps = new LinkedHashSet<>();
  private final Set<Group> dependencies = new LinkedHashSet<>();
  private final Set<Group> dependents = new LinkedHashSet<>();
  private Ints reduced;
  private int weight;
  private int depth;
  private long search;

  /** A group over a domain; the root is the operation that is not elementwise, or null. */
  Group(Shape domain, Node root) {
    this.domain = domain;
    this.root = root;
    if (root != null) {
      members.add(root);
    }
  }

  Shape domain() {
    return domain;
  }

  Node root() {
    return root;
  }

  List<Node> members() {
    return members;
  }

  /** Members that another group computes too, because that costs less than to store and load. */
  Set<Node> copies() {
    return copies;
  }

  /** Parts of members: results that the kernel of a product puts aside in passing. */
  Set<Node> taps() {
    return taps;
  }

  /** What must be computed before; to be changed by {@link #depend} alone. */
  Set<Group> dependencies() {
    return dependencies;
  }

  /** What must be computed after; to be changed by {@link #depend} alone. */
  Set<Group> dependents() {
    return dependents;
  }

  void depend(Group other) {
    if (dependencies.add(other)) {
      other.dependents.add(this);
      descend(other);
    }
  }

  /** More than the depth of all that this group depends on. */
  int depth() {
    return depth;
  }

  /** Puts this group below another, and all that depend on it below itself. */
  private void descend(Group other) {
    if (depth > other.depth) {
      return;
    }
    depth = other.depth + 1;
    Deque<Group> open = new ArrayDeque<>();
    open.push(this);
    while (!open.isEmpty()) {
      Group group = open.pop();
      for (Group after : group.dependents) {
        if (after.depth <= group.depth) {
          after.depth = group.depth + 1;
          open.push(after);
        }
      }
    }
  }

  /** Whether a search, which has a number of its own, comes here for the first time. */
  boolean isNew(long number) {
    boolean first = search != number;
    search = number;
    return first;
  }

  /** Whether a search was the last that came here. */
  boolean isSeen(long number) {
    return search == number;
  }

  /** The reduced axes, or null. */
  Ints reduced() {
    return reduced;
  }

  void reduce(Ints axes) {
    reduced = axes;
  }

  int weight() {
    return weight;
  }

  void add(Node node, int cost) {
    members.add(node);
    weight += cost;
  }

  /** Leaves a member to another group over the same domain. */
  void give(Node node, Group other, int cost) {
    members.remove(node);
    weight -= cost;
    other.add(node, cost);
    other.members.sort(Comparator.comparingLong(Node::id));
  }

  /** Takes all members of another group over the same domain. */
  void absorb(Group other) {
    members.addAll(other.members);
    members.sort(Comparator.comparingLong(Node::id));
    weight += other.weight;
    if (reduced == null) {
      reduced = other.reduced;
    }
  }

  /** Takes another group's place between those before and after it. */
  void succeed(Group other) {
    for (Group before : other.dependencies) {
      before.dependents.remove(other);
      if (before != this) {
        depend(before);
      }
    }
    for (Group after : other.dependents) {
      after.dependencies.remove(other);
      if (after != this) {
        after.depend(this);
      }
    }
  }

  /** Whether the innermost axis is a reduced one, so that a row lies along it. */
  boolean rows() {
    if (reduced == null) {
      return false;
    }
    for (int i = domain.rank() - 1; i >= 0; i--) {
      if (domain.size(i) != 1) {
        return reduced.contains(i);
      }
    }
    return true;
  }

  /** Whether one row is so long, and rows so few, that a row is cut into parts. */
  boolean parted() {
    return reduced != null && Parts.parted(domain, reduced);
  }

  /** Where a member lives. */
  Level level(Node node) {
    if (node.op() instanceof Op.Reduce) {
      return Level.ROW;
    }
    return reduced == null || node.shape().equals(domain) ? Level.FULL : Level.ROW;
  }

  long order() {
    return members.get(members.size() - 1).id();
  }
}
