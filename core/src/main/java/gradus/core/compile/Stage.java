package gradus.core.compile;

import gradus.core.ir.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Steps that run side by side, since none of them needs another; in the order they were put in. */
final class Stage {
  private final List<Step> steps = new ArrayList<>();
  private final Set<Group> groups = new HashSet<>();
  private final Set<Node> reads = new HashSet<>();
  private final Set<Node> writes = new HashSet<>();
  private final Set<Node> overwritten = new HashSet<>();
  private double bytes;

  List<Step> steps() {
    return steps;
  }

  /** What the steps read and write, in bytes. */
  double bytes() {
    return bytes;
  }

  /**
   * Adds a step.
   *
   * @param replaced the inputs over which it may write its results
   */
  void add(Step step, Set<Node> replaced, double its) {
    steps.add(step);
    groups.add(step.group());
    reads.addAll(step.reads());
    writes.addAll(step.writes());
    overwritten.addAll(replaced);
    bytes += its;
  }

  /** Whether a later step must come after these. */
  boolean precedes(Step step, Set<Node> replaced) {
    return meets(step.reads(), writes)
        || meets(step.reads(), overwritten)
        || meets(replaced, reads)
        || step.group().dependencies().stream().anyMatch(groups::contains);
  }

  private static boolean meets(Set<Node> some, Set<Node> others) {
    return some.stream().anyMatch(others::contains);
  }
}
