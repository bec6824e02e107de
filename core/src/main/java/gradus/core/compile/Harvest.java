package gradus.core.compile;

import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings in early what a step only tells: groups that lead to results without a place of their own
 * (measurements, the loss), not to those that live on. Each goes right after what it reads, which
 * is then still in the caches, and need not be kept for it.
 */
final class Harvest {
  private final Set<Group> lasting;
  private final Set<Group> done = new HashSet<>();
  private final List<Group> order = new ArrayList<>();

  private Harvest(Set<Group> lasting) {
    this.lasting = lasting;
  }

  /**
   * The groups in their new order; in the old one if no result has a place.
   *
   * @param groups each after those it depends on
   * @param places of results, by their position
   */
  static List<Group> early(List<Group> groups, Graph graph, Map<Integer, Long> places) {
    if (places.isEmpty()) {
      return groups;
    }
    Set<Node> placed = new HashSet<>();
    places.keySet().forEach(at -> placed.add(View.base(graph.outputs().get(at))));
    places.keySet().forEach(at -> placed.add(graph.outputs().get(at)));
    Set<Group> lasting = new HashSet<>();
    for (Group group : groups.reversed()) {
      if (group.members().stream().anyMatch(placed::contains)
          || group.dependents().stream().anyMatch(lasting::contains)) {
        lasting.add(group);
      }
    }
    Harvest harvest = new Harvest(lasting);
    for (Group group : groups) {
      if (!harvest.waits(group)) {
        harvest.add(group);
      }
    }
    return List.copyOf(harvest.order);
  }

  /** Whether a group depends on nothing and comes just before the first that reads it. */
  private boolean waits(Group group) {
    return !lasting.contains(group)
        && group.dependencies().isEmpty()
        && group.dependents().stream().anyMatch(each -> !done.contains(each));
  }

  /** Adds a group, and then whatever waited for it alone. */
  private void add(Group group) {
    Deque<Group> open = new ArrayDeque<>(List.of(group));
    while (!open.isEmpty()) {
      Group next = open.pop();
      if (done.contains(next)) {
        continue;
      }
      for (Group before : next.dependencies()) {
        if (done.add(before)) {
          order.add(before);
        }
      }
      done.add(next);
      order.add(next);
      next.dependents().stream()
          .filter(each -> !lasting.contains(each) && isReady(each))
          .sorted(Comparator.comparingLong(Group::order).reversed())
          .forEach(open::push);
    }
  }

  /** Whether nothing is missing but what waits for nothing, such as a part of a parameter. */
  private boolean isReady(Group group) {
    return group.dependencies().stream()
        .allMatch(
            before ->
                done.contains(before)
                    || !lasting.contains(before) && before.dependencies().isEmpty());
  }
}
