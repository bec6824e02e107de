package gradus.core.compile;

import gradus.core.ir.Node;
import gradus.core.shape.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A loop nest with its sizes: outer axes, outer reduced axes, and one inner axis; neighbouring axes
 * are merged wherever every operand walks them as one.
 */
record Loop(LoopSpec spec, Axes axes, List<LoopBuilder.Access> accesses, List<int[]> strides) {

  /** Up to that inner size elementwise loops go down their columns, so that rows cost nothing. */
  private static final int NARROW = 512;

  /**
   * The same for what follows a product. In wider tiles a row costs little, and the rows of several
   * tensors, a power of two apart, would drive each other from the first cache.
   */
  private static final int NARROW_TILE = 64;

  /** Elements of a block of rows that a loop goes down. */
  private static final int BLOCK = 1 << 13;

  /** Elements that an int offset in bytes surely reaches over. */
  private static final int REACH = 1 << 28;

  /** Sizes after merging; {@code block}: the steps that a loop goes down at a time. */
  record Axes(int[] outer, int[] reduced, int inner, int block) {
    int rows() {
      return product(outer);
    }

    int steps() {
      return product(reduced);
    }

    private static int product(int[] sizes) {
      int product = 1;
      for (int size : sizes) {
        product *= size;
      }
      return product;
    }
  }

  /** One axis and every operand's stride along it, in elements. */
  private record Axis(int size, int[] strides) {
    boolean continues(Axis inner) {
      for (int j = 0; j < strides.length; j++) {
        if (strides[j] != inner.strides[j] * inner.size) {
          return false;
        }
      }
      return true;
    }
  }

  static Loop of(
      Group group,
      List<LoopBuilder.Access> accesses,
      List<LoopSpec.Value> values,
      List<LoopSpec.Store> stores) {
    // What follows a product works on rectangles of its rows and columns, so its last axis stays
    // itself.
    boolean columns = group.root() != null;
    int rank = group.domain().rank();
    List<Axis> outer = new ArrayList<>();
    List<Axis> reduced = new ArrayList<>();
    Axis last = null;
    boolean lastReduced = false;
    for (int i = 0; i < rank; i++) {
      if (group.domain().size(i) == 1 && !(columns && i == rank - 1)) {
        continue;
      }
      int axis = i;
      if (last != null) {
        append(lastReduced ? reduced : outer, last);
      }
      last =
          new Axis(
              group.domain().size(i), accesses.stream().mapToInt(a -> a.strides()[axis]).toArray());
      lastReduced = group.reduced() != null && group.reduced().contains(i);
    }
    List<Axis> same = lastReduced ? reduced : outer;
    Axis inner = last == null ? new Axis(1, new int[accesses.size()]) : last;
    // Outer axes that are not reduced may stand before reduced ones, so only the last of a kind can
    // be merged.
    while (!columns && !same.isEmpty() && same.get(same.size() - 1).continues(inner)) {
      Axis grown = same.remove(same.size() - 1);
      inner = new Axis(grown.size() * inner.size(), inner.strides());
    }
    return assemble(group, accesses, values, stores, outer, reduced, inner);
  }

  private static void append(List<Axis> axes, Axis axis) {
    if (!axes.isEmpty() && axes.get(axes.size() - 1).continues(axis)) {
      Axis grown = axes.remove(axes.size() - 1);
      axes.add(new Axis(grown.size() * axis.size(), axis.strides()));
    } else {
      axes.add(axis);
    }
  }

  private static Loop assemble(
      Group group,
      List<LoopBuilder.Access> accesses,
      List<LoopSpec.Value> values,
      List<LoopSpec.Store> stores,
      List<Axis> outer,
      List<Axis> reduced,
      Axis inner) {
    boolean vectors = Arrays.stream(inner.strides()).allMatch(s -> s == 0 || s == 1);
    boolean reduces = group.reduced() != null;
    Axis down = null;
    if (vectors && !group.rows() && !reduced.isEmpty()) {
      down = reduced.get(reduced.size() - 1);
    } else if (vectors
        && !reduces
        && !outer.isEmpty()
        && inner.size() <= (group.root() != null ? NARROW_TILE : NARROW)) {
      down = outer.get(outer.size() - 1);
    }
    List<LoopSpec.Operand> operands = new ArrayList<>();
    List<int[]> strides = new ArrayList<>();
    List<Integer> paths = new ArrayList<>();
    for (int j = 0; j < accesses.size(); j++) {
      LoopBuilder.Access access = accesses.get(j);
      int step = inner.strides()[j];
      operands.add(
          new LoopSpec.Operand(
              access.type(),
              step == 0 ? LoopSpec.Step.NONE : step == 1 ? LoopSpec.Step.UNIT : LoopSpec.Step.ANY,
              access.counted(),
              down == null ? -1 : path(paths, down.strides()[j], access.counted())));
      int[] along = new int[outer.size() + reduced.size() + 1];
      for (int k = 0; k < outer.size(); k++) {
        along[k] = outer.get(k).strides()[j];
      }
      for (int k = 0; k < reduced.size(); k++) {
        along[outer.size() + k] = reduced.get(k).strides()[j];
      }
      along[along.length - 1] = step;
      strides.add(along);
    }
    LoopSpec spec =
        new LoopSpec(
            outer.size(),
            reduced.size(),
            group.rows(),
            down != null,
            List.copyOf(operands),
            List.copyOf(values),
            List.copyOf(stores));
    Axes axes =
        new Axes(
            outer.stream().mapToInt(Axis::size).toArray(),
            reduced.stream().mapToInt(Axis::size).toArray(),
            inner.size(),
            down == null ? 1 : block(down, inner.size()));
    return new Loop(spec, axes, List.copyOf(accesses), strides);
  }

  /** The number of a distance between steps; those of counts are others than those in memory. */
  private static int path(List<Integer> paths, int stride, boolean counted) {
    if (stride == 0) {
      return -1;
    }
    int key = counted ? -stride : stride;
    if (!paths.contains(key)) {
      paths.add(key);
    }
    return paths.indexOf(key);
  }

  /** How many steps a loop goes down before it turns to the next columns: what fits the cache. */
  private static int block(Axis down, int inner) {
    long most = Math.max(8, BLOCK / inner);
    for (int stride : down.strides()) {
      most = stride < 0 ? 1 : Math.min(most, Math.max(1, REACH / Math.max(1, stride)));
    }
    return (int) most;
  }

  /** The bytes of memory up to the end of what a call touches; whole vectors may be read there. */
  long extent(long[] p) {
    long extent = 0;
    for (int j = 0; j < accesses.size(); j++) {
      if (!accesses.get(j).counted()) {
        int at = spec.sizes() + j * spec.stride();
        long last = p[at++];
        for (int size : axes.outer()) {
          last += Math.max(0, p[at++]) * (size - 1);
        }
        for (int size : axes.reduced()) {
          last += Math.max(0, p[at++]) * (size - 1);
        }
        last += Math.max(0, p[at]) * (axes.inner() - 1);
        extent = Math.max(extent, last + DType.BYTES * LoopEmitter.VIRTUAL_LANES);
      }
    }
    return extent;
  }

  /** Where an operand's row begins, in bytes. */
  long address(long[] p, int operand, int row) {
    int at = spec.sizes() + operand * spec.stride();
    long address = p[at];
    int rest = row;
    for (int axis = axes.outer().length - 1; axis >= 0; axis--) {
      int size = axis == 0 ? Integer.MAX_VALUE : axes.outer()[axis];
      address += rest % size * p[at + 1 + axis];
      rest /= size;
    }
    return address;
  }

  /** The numbers of a call, given where each node's buffer begins, in bytes. */
  long[] parameters(java.util.function.ToLongFunction<Node> address) {
    long[] p = new long[spec.sizes() + spec.operands().size() * spec.stride()];
    int at = 0;
    for (int k = 1; k < axes.outer().length; k++) {
      p[at++] = axes.outer()[k];
    }
    for (int k = 1; k < axes.reduced().length; k++) {
      p[at++] = axes.reduced()[k];
    }
    if (spec.down()) {
      p[at++] = axes.block();
    }
    for (int j = 0; j < accesses.size(); j++) {
      LoopBuilder.Access access = accesses.get(j);
      int unit = access.counted() ? 1 : DType.BYTES;
      p[at++] =
          access.counted() ? 0 : address.applyAsLong(access.base()) + (long) access.offset() * unit;
      for (int stride : strides.get(j)) {
        p[at++] = (long) stride * unit;
      }
    }
    return p;
  }
}
