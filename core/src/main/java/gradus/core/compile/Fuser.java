package gradus.core.compile;

import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.ir.Op;
import gradus.core.shape.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts nodes into groups, in one walk from the inputs to the outputs: a node joins the group of
 * what it reads if it works over the same domain and no other way leads out of that group and back.
 */
final class Fuser {
  private final Map<Node, Group> groupOf = new HashMap<>();
  private final Set<Group> groups = new LinkedHashSet<>();
  private long searches;

  private Fuser() {}

  /** The groups of a graph, each after those it depends on. */
  static List<Group> fuse(Graph graph) {
    Fuser fuser = new Fuser();
    for (Node node : graph.nodes()) {
      fuser.place(node);
    }
    Set<Node> outputs = new HashSet<>(graph.outputs());
    Map<Node, List<Node>> readers = graph.readers();
    for (Node output : outputs) {
      if (!fuser.tapped(output, readers, outputs)) {
        fuser.materialize(output);
      }
    }
    fuser.siblings();
    fuser.sink(new Sinking(graph, fuser.groupOf));
    List<Group> sorted = fuser.sorted();
    Recompute.cheapest(sorted, fuser.groupOf, outputs);
    return sorted;
  }

  private void place(Node node) {
    switch (node.op()) {
      case Op.Input _, Op.Constant _, Op.Fill _, Op.Iota _ -> {}
      case Op.Custom _, Op.Barrier _, Op.Broadcast _, Op.Permute _, Op.Slice _, Op.Reverse _ -> {}
      case Op.Reshape _ -> {
        if (View.base(node) == node) {
          node.inputs().forEach(this::own);
          single(node);
        }
      }
      case Op.Unary _, Op.Binary _, Op.Select _, Op.Convert _, Op.Random _ -> elementwise(node);
      case Op.Reduce o -> reduce(node, o);
      case Op.Gather _ -> gather(node);
      case Op.MatMul _ -> {
        node.inputs().forEach(this::factor);
        single(node);
      }
      case Op.Pad _, Op.Concat _ -> {
        node.inputs().forEach(this::own);
        single(node);
      }
      case Op.ArgMax _,
          Op.PoolIndex _,
          Op.Scatter _,
          Op.GatherRows _,
          Op.ScatterRows _,
          Op.SortIndex _,
          Op.Convolution _,
          Op.ConvolutionInput _,
          Op.ConvolutionKernel _ -> {
        node.inputs().forEach(this::materialize);
        single(node);
      }
    }
  }

  /** The maxima of pooling windows come from the kernel that looks for them. */
  private void gather(Node node) {
    node.inputs().forEach(this::materialize);
    Node pool = Pools.pickedBy(node);
    Group home = pool == null ? null : groupOf.get(pool);
    if (home != null && home.members().size() == 1 && acyclic(node, home)) {
      join(node, home);
    } else {
      single(node);
    }
  }

  /** Gives a node that must lie in memory in one piece a copy of its own, if it does not. */
  private void materialize(Node node) {
    own(node);
    if (!View.of(node).contiguous() && !groupOf.containsKey(node)) {
      single(node);
    }
  }

  /** Lets the kernel of a product put a part of its results aside that is wanted at the end. */
  private boolean tapped(Node output, Map<Node, List<Node>> readers, Set<Node> outputs) {
    if (!(output.op() instanceof Op.Slice)) {
      return false;
    }
    Node whole = output.input(0);
    Group home = groupOf.get(whole);
    boolean used =
        readers.get(whole).stream()
            .anyMatch(reader -> !(reader.op() instanceof Op.Slice && outputs.contains(reader)));
    if (!used || home == null || home.root() == null || !whole.shape().equals(home.domain())) {
      return false;
    }
    Op root = home.root().op();
    if (root instanceof Op.MatMul && whole.shape().rank() == 2
        || root instanceof Op.Convolution
        || root instanceof Op.ConvolutionInput) {
      home.taps().add(output);
      groupOf.put(output, home);
      return true;
    }
    return false;
  }

  /** Products read matrices whose rows or columns lie apart; other factors get a copy. */
  private void factor(Node node) {
    own(node);
    View view = View.of(node);
    boolean readable = view.matrices() != null || view.turned().matrices() != null;
    if (!readable && !groupOf.containsKey(node)) {
      single(node);
    }
  }

  /** Gives numbers that exist only as a rule (fills, coordinates) a place in memory. */
  private void own(Node node) {
    Node base = View.base(node);
    boolean rule = base.op() instanceof Op.Fill || base.op() instanceof Op.Iota;
    if (rule && !groupOf.containsKey(base)) {
      single(base);
    }
  }

  private Group single(Node node) {
    Group group = new Group(node.shape(), node);
    groups.add(group);
    groupOf.put(node, group);
    for (Node input : node.inputs()) {
      depend(group, input);
    }
    return group;
  }

  private void elementwise(Node node) {
    Shape shape = node.shape();
    Group home = null;
    for (Node input : node.inputs()) {
      if (isMovedRule(input)) {
        own(input);
      }
    }
    for (Node input : node.inputs()) {
      Group candidate = groupOf.get(View.base(input));
      if (candidate != null && candidate != home && joins(node, candidate)) {
        if (home == null) {
          home = candidate;
        } else if (mergeable(home, candidate)) {
          home = merge(home, candidate);
        } else if (candidate.order() > home.order()) {
          home = candidate;
        }
      }
    }
    if (home == null) {
      home = new Group(shape, null);
      groups.add(home);
    }
    join(node, home);
  }

  /** Coordinates that are read through a move cannot be computed on the spot. */
  private static boolean isMovedRule(Node node) {
    return node.op() instanceof Op.Move
        && View.base(node).op() instanceof Op.Iota
        && !View.of(node).identity();
  }

  private void reduce(Node node, Op.Reduce op) {
    Node x = node.input(0);
    View view = View.of(x);
    Group home = groupOf.get(view.base());
    boolean fits =
        home != null
            && home.root() == null
            && view.identity()
            && home.domain().equals(x.shape())
            && home.level(view.base()) == Group.Level.FULL
            && (home.reduced() == null
                ? allFull(home, x.shape())
                : home.reduced().equals(op.axes()))
            && fitsReduced(home, node, op)
            && acyclic(node, home);
    if (!fits) {
      home = new Group(x.shape(), null);
      groups.add(home);
    }
    home.reduce(op.axes());
    join(node, home);
  }

  /** Whether a group that gets its first reduction by this node is small enough for that. */
  private static boolean fitsReduced(Group home, Node node, Op.Reduce op) {
    Group tried = new Group(home.domain(), null);
    tried.absorb(home);
    tried.reduce(op.axes());
    return CodeSize.fits(tried, List.of(node));
  }

  private static boolean allFull(Group group, Shape domain) {
    return group.members().stream().allMatch(member -> member.shape().equals(domain));
  }

  /** Whether an elementwise node may become a member: levels fit, and no way leads out and back. */
  private boolean joins(Node node, Group home) {
    if (!attachable(home) || !CodeSize.fits(home, List.of(node))) {
      return false;
    }
    boolean full = node.shape().equals(home.domain());
    boolean row =
        home.reduced() != null
            && node.shape().equals(home.domain().keep(home.reduced().toArray()))
            && home.rows()
            && !home.parted()
            && !full;
    if (!full && !row) {
      return false;
    }
    for (Node input : node.inputs()) {
      View view = View.of(input);
      if (groupOf.get(view.base()) == home && !readable(view, home, full)) {
        return false;
      }
    }
    return acyclic(node, home);
  }

  /** Whether elementwise work may follow the root in its kernel. */
  private static boolean attachable(Group home) {
    return home.root() == null
        || home.root().op() instanceof Op.MatMul
        || home.root().op() instanceof Op.Convolution;
  }

  /** Whether a member's value can be read in the same kernel through this view. */
  private static boolean readable(View view, Group home, boolean full) {
    if (home.level(view.base()) == Group.Level.FULL) {
      return full && view.identity();
    }
    boolean phases = home.rows() && !home.parted();
    return phases
        && (full
            ? View.of(view.base()).shape().equals(view.base().shape()) && spreads(view, home)
            : view.identity());
  }

  /** Whether a view repeats a row value over exactly the reduced axes. */
  static boolean spreads(View view, Group home) {
    if (view.offset() != 0 || !view.shape().equals(home.domain())) {
      return false;
    }
    int[] strides = view.base().shape().strides();
    for (int i = 0; i < strides.length; i++) {
      boolean repeated = home.reduced().contains(i);
      if (view.shape().size(i) != 1 && view.strides()[i] != (repeated ? 0 : strides[i])) {
        return false;
      }
    }
    return view.base().shape().rank() == home.domain().rank();
  }

  private boolean mergeable(Group a, Group b) {
    boolean shapes = a.domain().equals(b.domain()) && a.root() == null && b.root() == null;
    boolean axes = a.reduced() == null || b.reduced() == null || a.reduced().equals(b.reduced());
    boolean plain =
        (a.reduced() == null) == (b.reduced() == null)
            || allFull(a.reduced() == null ? a : b, a.domain());
    return shapes
        && axes
        && plain
        && CodeSize.fits(a.reduced() == null ? b : a, (a.reduced() == null ? a : b).members())
        && !reaches(a, b)
        && !reaches(b, a);
  }

  private Group merge(Group a, Group b) {
    a.absorb(b);
    a.succeed(b);
    groups.remove(b);
    b.members().forEach(member -> groupOf.put(member, a));
    return a;
  }

  /** Sums down the same columns of what one group made go over it once. */
  private void siblings() {
    Map<Group, List<Group>> folding = new LinkedHashMap<>();
    for (Group group : List.copyOf(groups)) {
      if (group.root() == null && group.reduced() != null && !group.rows()) {
        for (Group source : sources(group)) {
          folding.computeIfAbsent(source, _ -> new ArrayList<>()).add(group);
        }
      }
    }
    for (List<Group> same : folding.values()) {
      for (int i = 0; i < same.size(); i++) {
        for (int k = i + 1; k < same.size() && groups.contains(same.get(i)); k++) {
          if (groups.contains(same.get(k)) && mergeable(same.get(i), same.get(k))) {
            merge(same.get(i), same.get(k));
          }
        }
      }
    }
  }

  /** The groups that made what a group reads over its whole domain. */
  private Set<Group> sources(Group group) {
    Set<Group> sources = new LinkedHashSet<>();
    for (Node member : group.members()) {
      for (Node input : member.inputs()) {
        Node base = View.base(input);
        Group source = groupOf.get(base);
        if (source != null && source != group && base.shape().equals(group.domain())) {
          sources.add(source);
        }
      }
    }
    return sources;
  }

  /** Moves what follows products into the loops that read it, the last first. */
  private void sink(Sinking sinking) {
    for (Group group : groups) {
      if (group.root() != null) {
        for (Node member : List.copyOf(group.members()).reversed()) {
          Group target = sinking.target(member, group);
          if (target != null) {
            group.give(member, target, Costs.of(member));
            groupOf.put(member, target);
            member.inputs().forEach(input -> depend(target, input));
          }
        }
      }
    }
  }

  private void join(Node node, Group home) {
    home.add(node, Costs.of(node));
    groupOf.put(node, home);
    for (Node input : node.inputs()) {
      depend(home, input);
    }
  }

  private void depend(Group group, Node input) {
    for (Node base : bases(input)) {
      Group other = groupOf.get(base);
      if (other != null && other != group) {
        group.depend(other);
      }
    }
  }

  /**
   * What must be computed before a node can be read: its base or its copy, and what barriers wait
   * for.
   */
  private static List<Node> bases(Node node) {
    if (!(node.op() instanceof Op.Move)) {
      return List.of(node);
    }
    List<Node> bases = new ArrayList<>();
    bases.add(View.base(node));
    bases.add(node);
    Node at = node;
    while (at != bases.get(0)) {
      if (at.op() instanceof Op.Barrier) {
        bases.add(View.base(at.input(1)));
      }
      at = at.input(0);
    }
    return bases;
  }

  private boolean acyclic(Node node, Group home) {
    for (Node input : node.inputs()) {
      for (Node base : bases(input)) {
        Group other = groupOf.get(base);
        if (other != null && other != home && reaches(other, home)) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Whether {@code from} depends on {@code to}. Looks from both ends in turn, only at what lies
   * between their depths, until they meet or one has seen all: whichever has less around it.
   */
  private boolean reaches(Group from, Group to) {
    if (from.depth() <= to.depth()) {
      return false;
    }
    long before = ++searches;
    long after = ++searches;
    Deque<Group> down = new ArrayDeque<>();
    Deque<Group> up = new ArrayDeque<>();
    from.isNew(before);
    to.isNew(after);
    down.add(from);
    up.add(to);
    while (!down.isEmpty() && !up.isEmpty()) {
      for (Group group : down.remove().dependencies()) {
        if (group.isSeen(after)) {
          return true;
        }
        if (group.depth() > to.depth() && group.isNew(before)) {
          down.add(group);
        }
      }
      for (Group group : up.remove().dependents()) {
        if (group.isSeen(before)) {
          return true;
        }
        if (group.depth() < from.depth() && group.isNew(after)) {
          up.add(group);
        }
      }
    }
    return false;
  }

  /** Each group after those it depends on, else in the order of the last member. */
  private List<Group> sorted() {
    List<Group> sorted = new ArrayList<>();
    Set<Group> done = new HashSet<>();
    List<Group> open = new ArrayList<>(groups);
    open.sort(java.util.Comparator.comparingLong(Group::order));
    Deque<Group> stack = new ArrayDeque<>();
    for (Group group : open) {
      stack.push(group);
      while (!stack.isEmpty()) {
        Group top = stack.peek();
        if (done.contains(top)) {
          stack.pop();
          continue;
        }
        Group missing = missing(top, done);
        if (missing != null) {
          stack.push(missing);
        } else {
          done.add(top);
          sorted.add(stack.pop());
        }
      }
    }
    return sorted;
  }

  /** The first that a group depends on and that is not done; or null. */
  private static Group missing(Group group, Set<Group> done) {
    for (Group dependency : group.dependencies()) {
      if (!done.contains(dependency)) {
        return dependency;
      }
    }
    return null;
  }
}
