package gradus.core.compile;

import gradus.core.cpu.Cpu;
import gradus.core.cpu.Tile;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.ir.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From groups to steps. */
final class Lowering {
  private final Cpu cpu;
  private final Kernels kernels;
  private final Map<Node, Group> home = new HashMap<>();
  private final Set<Node> stored = new HashSet<>();

  private Lowering(Cpu cpu, Kernels kernels) {
    this.cpu = cpu;
    this.kernels = kernels;
  }

  static List<Step> lower(Graph graph, List<Group> groups, Cpu cpu, Kernels kernels) {
    Lowering lowering = new Lowering(cpu, kernels);
    for (Group group : groups) {
      group.members().stream()
          .filter(m -> !group.copies().contains(m))
          .forEach(m -> lowering.home.put(m, group));
      group.taps().forEach(tap -> lowering.home.put(tap, group));
    }
    for (Group group : groups) {
      lowering.reads(group).forEach(lowering.stored::add);
      for (Node tap : group.taps()) {
        if (tap.input(0) != group.root()) {
          lowering.stored.add(tap.input(0));
        }
      }
    }
    graph.outputs().forEach(output -> lowering.stored.add(lowering.buffer(output).base()));
    return groups.stream().filter(lowering::needed).map(lowering::step).toList();
  }

  /** Where a node's numbers lie: its own buffer or copy, or a part of another's. */
  View buffer(Node node) {
    return home.containsKey(node) ? View.whole(node) : View.of(node);
  }

  /** Whether a node's numbers are read by another step or wanted as a result. */
  boolean isStored(Node node) {
    return stored.contains(node);
  }

  /** The stored maxima that the kernel of a pooling writes too, or null. */
  Node follower(Node pool) {
    return home.get(pool).members().stream()
        .filter(member -> member != pool && stored.contains(member))
        .findFirst()
        .orElse(null);
  }

  /** A group whose members are all computed elsewhere too has nothing to do. */
  private boolean needed(Group group) {
    return group.members().stream()
        .anyMatch(m -> stored.contains(m) && !group.copies().contains(m));
  }

  private Set<Node> reads(Group group) {
    Set<Node> own = new HashSet<>(group.members());
    Set<Node> reads = new LinkedHashSet<>();
    for (Node member : group.members()) {
      for (Node input : member.inputs()) {
        Node base =
            member == group.root() && !moves(member) ? buffer(input).base() : View.base(input);
        boolean rule =
            (base.op() instanceof Op.Fill || base.op() instanceof Op.Iota)
                && !home.containsKey(base);
        if (!own.contains(base) && !rule) {
          reads.add(base);
        }
      }
    }
    return reads;
  }

  /** Whether a root can read any view, so that its input needs no copy of its own. */
  private static boolean moves(Node root) {
    return root.op() instanceof Op.Pad
        || root.op() instanceof Op.Concat
        || root.op() instanceof Op.Reshape;
  }

  private Step step(Group group) {
    List<Node> writes = new ArrayList<>();
    for (Node member : group.members()) {
      if (stored.contains(member) && !group.copies().contains(member)) {
        writes.add(member);
      }
    }
    if (group.root() != null) {
      return rootStep(group, writes);
    }
    Loop loop = LoopBuilder.build(group, writes::contains);
    long scratch = group.parted() ? LoopKernel.scratchBytes(loop) : 0;
    return new Step(
        group,
        reads(group),
        writes,
        Map.of(),
        scratch,
        (at, room) ->
            List.of(
                new LoopKernel(
                    kernels.body(loop.spec()),
                    loop,
                    loop.parameters(at::of),
                    group.parted(),
                    room)));
  }

  private Step rootStep(Group group, List<Node> writes) {
    Node root = group.root();
    Map<Node, Node> shared = new HashMap<>();
    if (group.members().size() > 1 && !writes.contains(root)) {
      // Nobody else reads the bare product: it can lie where the last result goes.
      shared.put(root, writes.get(writes.size() - 1));
    }
    Loop loop =
        group.members().size() == 1 || root.op() instanceof Op.PoolIndex
            ? null
            : LoopBuilder.build(group, m -> m != root && writes.contains(m));
    Roots roots = new Roots(cpu, this);
    List<Node> results = new ArrayList<>(writes);
    results.addAll(group.taps());
    return new Step(
        group,
        reads(group),
        results,
        shared,
        roots.scratchBytes(root, loop != null || !group.taps().isEmpty()),
        (at, room) -> {
          Tile tile =
              loop == null
                  ? null
                  : new LoopKernel(
                      kernels.body(loop.spec()), loop, loop.parameters(at::of), false, 0);
          return roots.make(root, at, room, Roots.tap(group, at, tile));
        });
  }
}
