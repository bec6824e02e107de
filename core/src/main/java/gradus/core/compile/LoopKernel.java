package gradus.core.compile;

import gradus.core.cpu.Kernel;
import gradus.core.cpu.Tile;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;

/**
 * A loop nest at work. It is cut by rows, or along the inner axis where there is one row only; a
 * reduction with too few rows is cut along its reduced axes, and the parts are folded in order.
 */
final class LoopKernel implements Kernel, Tile {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  private final LoopEntry body;
  private final Loop loop;
  private final long[] p;
  private final boolean parted;
  private final int parts;
  private final int tasks;
  private final List<Part> partial;
  private final float[][] lanes;
  private final long extent;

  /** The results of reductions over outer axes: operands, and what they hold before the first. */
  private final int[] sums;

  private final float[] identities;

  /** A result whose parts lie one after another, and where it belongs. */
  private record Part(gradus.core.ir.Reduction kind, long parts, long target) {}

  /**
   * A loop nest at work.
   *
   * @param parted whether rows are cut into parts
   * @param scratch where the parts' results go: the address of the first, for parted nests
   */
  LoopKernel(LoopEntry body, Loop loop, long[] p, boolean parted, long scratch) {
    this.body = body;
    this.loop = loop;
    this.parted = parted;
    this.p = p;
    int size = size();
    this.parts = parted ? partCount(loop) : 1;
    this.extent = Math.max(loop.extent(p), parted ? scratch + scratchBytes(loop) : 0);
    this.partial = parted ? divert(scratch) : List.of();
    int cuttable =
        parted
            ? parts
            : rows() > 1 ? rows() : loop.spec().rows() ? 1 : loop.axes().inner() / 16 + 1;
    this.tasks = parted ? parts : Math.max(1, Math.min(cuttable, Parts.tasks(size, cost(loop))));
    int room = LoopEmitter.VIRTUAL_LANES * loop.spec().reductions();
    this.lanes = new float[tasks][room];
    List<LoopSpec.Store> folded =
        loop.spec().rows()
            ? List.of()
            : loop.spec().stores().stream().filter(LoopSpec.Store::row).toList();
    this.sums = folded.stream().mapToInt(LoopSpec.Store::operand).toArray();
    this.identities = new float[sums.length];
    for (int k = 0; k < sums.length; k++) {
      LoopSpec.Reduce reduce = (LoopSpec.Reduce) loop.spec().values().get(folded.get(k).value());
      identities[k] = (float) reduce.kind().identity();
    }
  }

  /** Sends the results of parts to scratch memory; they are folded into their place afterwards. */
  private List<Part> divert(long scratch) {
    List<Part> diverted = new ArrayList<>();
    for (LoopSpec.Store store : loop.spec().stores()) {
      if (store.row()) {
        int at = loop.spec().sizes() + store.operand() * loop.spec().stride();
        long room = scratch + 4L * diverted.size() * parts * results(loop);
        LoopSpec.Reduce reduce = (LoopSpec.Reduce) loop.spec().values().get(store.value());
        diverted.add(new Part(reduce.kind(), room, p[at]));
        p[at] = room;
      }
    }
    return diverted;
  }

  /** The scratch memory of a parted nest, in bytes. */
  static long scratchBytes(Loop loop) {
    long stores = loop.spec().stores().stream().filter(LoopSpec.Store::row).count();
    return 4 * stores * partCount(loop) * results(loop);
  }

  /** The instructions for one element. */
  private static int cost(Loop loop) {
    return loop.spec().values().stream().mapToInt(Costs::of).sum();
  }

  private int size() {
    return (int)
        Math.min(Integer.MAX_VALUE, (long) rows() * loop.axes().steps() * loop.axes().inner());
  }

  private int rows() {
    return loop.axes().rows();
  }

  static int partCount(Loop loop) {
    long size = (long) loop.axes().rows() * loop.axes().steps() * loop.axes().inner();
    int cut =
        loop.spec().reduced() > 0
            ? loop.axes().steps()
            : loop.axes().inner() / LoopEmitter.VIRTUAL_LANES;
    return Math.max(1, Math.min(cut, Parts.count((int) Math.min(size, Integer.MAX_VALUE))));
  }

  /** The results of one part, in elements, for each reduction. */
  static int results(Loop loop) {
    return loop.axes().rows() * (loop.spec().rows() ? 1 : loop.axes().inner());
  }

  @Override
  public int phases() {
    return parted ? 2 : 1;
  }

  @Override
  public int tasks(int phase) {
    return phase == 0 ? tasks : 1;
  }

  @Override
  public void run(MemorySegment memory, int phase, int task) {
    check(memory);
    if (phase == 0) {
      run(memory, task);
    } else {
      combine(memory);
    }
    Reference.reachabilityFence(memory);
  }

  /** Emitted vector code uses absolute addresses, which must lie in memory. */
  private void check(MemorySegment memory) {
    if (!memory.isNative() || memory.byteSize() < extent) {
      throw new IllegalArgumentException(
          "loop: got memory "
              + memory
              + "; it must be native and of "
              + extent
              + " bytes or more; allocate it from an arena");
    }
  }

  private void run(MemorySegment memory, int task) {
    int inner = loop.axes().inner();
    int steps = loop.axes().steps();
    if (parted) {
      long shift = (long) task * results(loop) * 4;
      if (loop.spec().reduced() > 0) {
        run(memory, task, shift, 0, rows(), cut(steps, task), cut(steps, task + 1), 0, inner);
      } else {
        int blocks = inner / LoopEmitter.VIRTUAL_LANES;
        int from = cut(blocks, task) * LoopEmitter.VIRTUAL_LANES;
        int to = task == parts - 1 ? inner : cut(blocks, task + 1) * LoopEmitter.VIRTUAL_LANES;
        run(memory, task, shift, 0, rows(), 0, steps, from, to);
      }
    } else if (rows() > 1 || loop.spec().rows()) {
      run(memory, task, 0, cut(rows(), task), cut(rows(), task + 1), 0, steps, 0, inner);
    } else {
      int blocks = inner / 16;
      int from = cut(blocks, task) * 16;
      int to = task == tasks - 1 ? inner : cut(blocks, task + 1) * 16;
      run(memory, task, 0, 0, rows(), 0, steps, from, to);
    }
  }

  private void run(
      MemorySegment memory, int task, long shift, int o0, int o1, int r0, int r1, int i0, int i1) {
    for (int k = 0; k < sums.length; k++) {
      for (int row = o0; row < o1; row++) {
        Folding.fill(memory, loop.address(p, sums[k], row) + shift, i0, i1, identities[k]);
      }
    }
    body.run(loop.spec(), memory, p, lanes[task], shift, o0, o1, r0, r1, i0, i1);
  }

  private int cut(int whole, int task) {
    return (int) ((long) whole * task / tasks);
  }

  /** Folds the parts of every result in order. */
  private void combine(MemorySegment memory) {
    int results = results(loop);
    for (Part result : partial) {
      for (int i = 0; i < results; i++) {
        float value = memory.get(FLOAT, result.parts() + 4L * i);
        for (int part = 1; part < parts; part++) {
          float next = memory.get(FLOAT, result.parts() + 4L * ((long) part * results + i));
          value =
              switch (result.kind()) {
                case SUM -> value + next;
                case MAX -> Math.max(value, next);
              };
        }
        memory.set(FLOAT, result.target() + 4L * i, value);
      }
    }
  }

  /** As the rest of a product's rectangle: rows and columns of the whole. */
  @Override
  public void apply(MemorySegment memory, int rowFrom, int rowTo, int columnFrom, int columnTo) {
    check(memory);
    run(memory, 0, 0, rowFrom, rowTo, 0, 1, columnFrom, columnTo);
    Reference.reachabilityFence(memory);
  }
}
