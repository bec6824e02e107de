package gradus.core.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * In which pass over a row each value is known: a value of an element in the earliest pass in which
 * the row values that it reads are known; a reduction at the end of the pass of what it folds; -1
 * for row values that need no pass.
 */
final class Phases {
  private final LoopSpec spec;
  private final int[] phase;
  private final int count;

  private Phases(LoopSpec spec, int[] phase, int count) {
    this.spec = spec;
    this.phase = phase;
    this.count = count;
  }

  static Phases of(LoopSpec spec) {
    int[] phase = new int[spec.values().size()];
    int count = 1;
    for (int i = 0; i < phase.length; i++) {
      LoopSpec.Value value = spec.values().get(i);
      int latest = value.row() ? -1 : 0;
      for (int input : inputs(value)) {
        boolean fromRow = spec.values().get(input).row();
        latest = Math.max(latest, phase[input] + (fromRow && !value.row() ? 1 : 0));
      }
      phase[i] = latest;
      if (value instanceof LoopSpec.Reduce) {
        count = Math.max(count, latest + 1);
      }
    }
    for (LoopSpec.Store store : spec.stores()) {
      count = Math.max(count, phase[store.value()] + 1);
    }
    return new Phases(spec, phase, count);
  }

  /** The number of passes. */
  int count() {
    return count;
  }

  /** The pass after or in which a value is known. */
  int of(int value) {
    return phase[value];
  }

  /** The reductions of a pass. */
  List<Integer> reductions(int pass) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < phase.length; i++) {
      if (spec.values().get(i) instanceof LoopSpec.Reduce && phase[i] == pass) {
        found.add(i);
      }
    }
    return found;
  }

  /** The stores of elements in a pass. */
  List<LoopSpec.Store> stores(int pass) {
    return spec.stores().stream()
        .filter(store -> !store.row() && phase[store.value()] == pass)
        .toList();
  }

  boolean hasWork(int pass) {
    return !reductions(pass).isEmpty() || !stores(pass).isEmpty();
  }

  /** Where a reduction's 16 partial results begin. */
  int lane(int reduction) {
    int before = 0;
    for (int i = 0; i < reduction; i++) {
      before += spec.values().get(i) instanceof LoopSpec.Reduce ? LoopEmitter.VIRTUAL_LANES : 0;
    }
    return before;
  }

  /** All values that the elements of a pass need, in order. */
  Iterable<Integer> needed(int pass) {
    TreeSet<Integer> needed = new TreeSet<>();
    reductions(pass)
        .forEach(reduction -> add(((LoopSpec.Reduce) spec.values().get(reduction)).x(), needed));
    stores(pass).forEach(store -> add(store.value(), needed));
    return needed;
  }

  private void add(int value, TreeSet<Integer> needed) {
    if (needed.add(value) && !spec.values().get(value).row()) {
      for (int input : inputs(spec.values().get(value))) {
        add(input, needed);
      }
    }
  }

  private static int[] inputs(LoopSpec.Value value) {
    return switch (value) {
      case LoopSpec.Load _, LoopSpec.Number _ -> new int[0];
      case LoopSpec.Unary v -> new int[] {v.x()};
      case LoopSpec.Binary v -> new int[] {v.a(), v.b()};
      case LoopSpec.Select v -> new int[] {v.condition(), v.a(), v.b()};
      case LoopSpec.Convert v -> new int[] {v.x()};
      case LoopSpec.Random v -> new int[] {v.index()};
      case LoopSpec.Reduce v -> new int[] {v.x()};
    };
  }
}
