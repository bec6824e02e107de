package gradus.core.compile;

import gradus.core.ir.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gives every buffer an address, by liveness: a buffer is free again after the last step that reads
 * it. First fit over a list of free gaps.
 */
final class Planner {
  private static final long ALIGNMENT = 64;

  /** Results up to this size, in bytes, lie together from the start; else they would cut gaps. */
  private static final long SMALL = 1 << 14;

  private final TreeMap<Long, Long> free = new TreeMap<>();
  private final Map<Node, Long> addresses = new HashMap<>();
  private long end;

  private Planner(long base) {
    this.end = align(base);
  }

  /** Addresses of buffers, of each step's scratch memory, and the end of all memory. */
  record Plan(Map<Node, Long> addresses, Map<Step, Long> scratch, long bytes) {}

  /**
   * Plans memory.
   *
   * @param fixed buffers with given addresses, which are not planned
   * @param kept buffers that stay to the end
   * @param base the first byte that can be used
   */
  static Plan plan(
      List<Stage> stages, Map<Node, Long> fixed, Set<Node> kept, List<Node> early, long base) {
    Planner planner = new Planner(base);
    planner.addresses.putAll(fixed);
    Map<Node, Integer> last = new HashMap<>();
    for (int k = 0; k < stages.size(); k++) {
      for (Node node : used(stages.get(k))) {
        last.put(node, k);
      }
    }
    Set<Node> lasting = new HashSet<>(kept);
    lasting.addAll(early);
    early.stream().filter(node -> !fixed.containsKey(node)).forEach(planner::allocate);
    stages.stream()
        .flatMap(stage -> stage.steps().stream())
        .flatMap(step -> step.writes().stream())
        .filter(node -> kept.contains(node) && !fixed.containsKey(node))
        .filter(node -> 4L * node.shape().count() <= SMALL)
        .forEach(planner::allocate);
    Map<Step, Long> scratch = new IdentityHashMap<>();
    for (int k = 0; k < stages.size(); k++) {
      List<Node> guests = new ArrayList<>();
      for (Step step : stages.get(k).steps()) {
        guests.addAll(planner.open(step, fixed));
      }
      // The steps of a stage run at the same time: all have their room before any gives it back.
      for (Step step : stages.get(k).steps()) {
        scratch.put(step, step.scratch() == 0 ? 0 : planner.take(step.scratch()));
      }
      for (Step step : stages.get(k).steps()) {
        if (step.scratch() > 0) {
          planner.give(scratch.get(step), step.scratch());
        }
      }
      guests.forEach(planner::free);
      for (Node node : used(stages.get(k))) {
        if (last.get(node) == k && !lasting.contains(node) && !fixed.containsKey(node)) {
          planner.free(node);
        }
      }
    }
    return new Plan(planner.addresses, scratch, planner.end);
  }

  /** What the steps read and write. */
  private static Set<Node> used(Stage stage) {
    Set<Node> nodes = new LinkedHashSet<>();
    for (Step step : stage.steps()) {
      nodes.addAll(step.reads());
      nodes.addAll(step.writes());
    }
    return nodes;
  }

  /** Gives a step's results their places; returns those that are needed in this stage only. */
  private List<Node> open(Step step, Map<Node, Long> fixed) {
    for (Node node : step.writes()) {
      if (!addresses.containsKey(node)) {
        allocate(node);
      }
    }
    // A host with a given place may still hold what this step reads, so its guest gets a room of
    // its own.
    List<Node> guests =
        step.shared().keySet().stream()
            .filter(node -> fixed.containsKey(step.shared().get(node)))
            .toList();
    guests.forEach(this::allocate);
    step.shared().forEach((node, host) -> addresses.putIfAbsent(node, addresses.get(host)));
    return guests;
  }

  private void free(Node node) {
    give(addresses.get(node), 4L * node.shape().count());
  }

  private void allocate(Node node) {
    addresses.put(node, take(4L * node.shape().count()));
  }

  private long take(long bytes) {
    long size = align(Math.max(bytes, 1));
    for (Map.Entry<Long, Long> gap : free.entrySet()) {
      if (gap.getValue() >= size) {
        long at = gap.getKey();
        long rest = gap.getValue() - size;
        free.remove(at);
        if (rest > 0) {
          free.put(at + size, rest);
        }
        return at;
      }
    }
    Map.Entry<Long, Long> tail = free.lastEntry();
    if (tail != null && tail.getKey() + tail.getValue() == end) {
      free.remove(tail.getKey());
      end = tail.getKey() + size;
      return tail.getKey();
    }
    long at = end;
    end += size;
    return at;
  }

  private void give(long at, long bytes) {
    long start = at;
    long size = align(Math.max(bytes, 1));
    Map.Entry<Long, Long> before = free.lowerEntry(at);
    if (before != null && before.getKey() + before.getValue() == at) {
      start = before.getKey();
      size += before.getValue();
    }
    Long after = free.remove(start + size);
    if (after != null) {
      size += after;
    }
    free.put(start, size);
  }

  static long align(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
