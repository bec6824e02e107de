package gradus.core.compile;

import gradus.core.ir.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings in early what lives on, such as new values of parameters: a step that makes nothing else
 * goes right after the last one that it depends on, or that still reads the old value. That is then
 * in the caches, as are the factors of its gradient, which need not be kept to the end.
 */
final class Settling {
  private final List<Step> steps;
  private final Replaced replaced;
  private final Map<Node, Integer> writer = new HashMap<>();
  private final Map<Node, List<Integer>> readers = new HashMap<>();
  private final Map<Group, Integer> maker = new HashMap<>();

  private Settling(List<Step> steps, Replaced replaced) {
    this.steps = steps;
    this.replaced = replaced;
    for (int k = 0; k < steps.size(); k++) {
      int at = k;
      Step step = steps.get(k);
      step.writes().forEach(node -> writer.put(node, at));
      step.reads().forEach(node -> readers.computeIfAbsent(node, _ -> new ArrayList<>()).add(at));
      maker.put(step.group(), k);
    }
  }

  /** The steps in their new order. */
  static List<Step> early(List<Step> steps, Replaced replaced) {
    Settling settling = new Settling(steps, replaced);
    List<List<Step>> after = new ArrayList<>();
    for (int k = 0; k < steps.size(); k++) {
      after.add(new ArrayList<>());
      // Steps move forward only, so what comes after a step's old place comes after its new one.
      int last = settling.lasts(k) ? settling.last(k) : -1;
      after.get(last < 0 ? k : last).add(steps.get(k));
    }
    return after.stream().flatMap(List::stream).toList();
  }

  /** Whether a step makes nothing but results with a place, which no other step reads. */
  private boolean lasts(int step) {
    return steps.get(step).writes().stream()
        .allMatch(
            node ->
                steps.get(step).group().taps().contains(node)
                    || replaced.places(node) && !readers.containsKey(node));
  }

  /** The last step that must come before; -1 if none must. */
  private int last(int step) {
    int last = -1;
    for (Node node : steps.get(step).reads()) {
      last = Math.max(last, writer.getOrDefault(node, -1));
    }
    for (Group group : steps.get(step).group().dependencies()) {
      last = Math.max(last, maker.getOrDefault(group, -1));
    }
    for (Node node : replaced.by(steps.get(step))) {
      for (int reader : readers.getOrDefault(node, List.of())) {
        last = Math.max(last, reader == step ? -1 : reader);
      }
    }
    return last < step ? last : -1;
  }
}
