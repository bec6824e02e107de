package gradus.core.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;

/**
 * The kernel gradient by tiles: rows are taps and input channels, columns output channels, and the
 * sums run over pixels. A task of phase 0 computes some rows of a chunk's sums; phase 1 adds the
 * chunks. With one chunk the sums are the result.
 */
final class VectorKernelGradient implements Kernel {
  private static final int ADD_TASK = 1 << 14;

  private final Geometry geometry;
  private final Chunks chunks;
  private final Sweep sweep;
  private final Panels panels;
  private final long[] rows;
  private final long[] results;
  private final DepthTable offsets;
  private final int depth;
  private final int blockRows;
  private final int rowBlocks;
  private final long x;
  private final long dy;
  private final long dKernel;
  private final long partial;
  private final Slots slots;
  private final long scratchBytes;
  private final long extent;

  VectorKernelGradient(Geometry geometry, long x, long dy, long dKernel, long scratch) {
    this.geometry = geometry;
    this.x = x;
    this.dy = dy;
    this.dKernel = dKernel;
    chunks = Chunks.of(geometry);
    sweep = chunks.sweep();
    SweepTables tables = SweepTables.of(sweep, sweep.cases.getFirst());
    rows = bytes(tables.offsets());
    offsets = new DepthTable(elements(tables.rows()));
    results = new long[rows.length];
    for (int i = 0; i < results.length; i++) {
      results[i] = 4L * i * geometry.outChannels();
    }
    depth = Depth.pixels(offsets.length());
    panels = new Panels(depth, geometry.outChannels() / geometry.groups());
    int blocks = Math.max(1, Math.min(rows.length / 48, 16 / chunks.count()));
    blockRows = Math.max(1, Math.ceilDiv(rows.length, blocks));
    rowBlocks = Math.ceilDiv(rows.length, blockRows);
    long partialBytes =
        chunks.count() == 1 ? 0 : chunks.count() * Slots.align(4L * geometry.kernelCount());
    partial = scratch;
    long slot =
        Slots.align(Contraction.EDGE_BYTES) + Slots.align(panels.bytes()) + sweep.slabBytes();
    int tasks = geometry.kernelCount() == 0 ? 0 : chunks.count() * rowBlocks;
    slots = new Slots(tasks, slot, scratch + partialBytes);
    scratchBytes = tasks == 0 ? 0 : partialBytes + Slots.bytes(tasks, slot);
    extent =
        Math.max(
            Math.max(x + 4L * geometry.inCount(), dy + 4L * geometry.outCount()),
            Math.max(dKernel + 4L * geometry.kernelCount(), scratch + scratchBytes));
  }

  private static long[] bytes(int[] elements) {
    long[] bytes = new long[elements.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = 4L * elements[i];
    }
    return bytes;
  }

  private static int[] elements(long[] bytes) {
    int[] elements = new int[bytes.length];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = (int) (bytes[i] / 4);
    }
    return elements;
  }

  long scratchBytes() {
    return scratchBytes;
  }

  @Override
  public int phases() {
    return chunks.count() == 1 ? 1 : 2;
  }

  @Override
  public int tasks(int phase) {
    if (geometry.kernelCount() == 0) {
      return 0;
    }
    return phase == 0 ? chunks.count() * rowBlocks : Math.ceilDiv(geometry.kernelCount(), ADD_TASK);
  }

  @Override
  public void run(MemorySegment memory, int phase, int task) {
    Extent.check(memory, extent);
    if (phase == 0) {
      int slot = slots.claim();
      try {
        chunk(memory.address(), task / rowBlocks, task % rowBlocks, slots.offset(slot));
      } finally {
        slots.release(slot);
      }
    } else {
      long from = (long) task * ADD_TASK;
      long count = Math.min(ADD_TASK, geometry.kernelCount() - from);
      Addition.run(
          memory.address() + partial + 4 * from,
          Slots.align(4L * geometry.kernelCount()),
          chunks.count(),
          memory.address() + dKernel + 4 * from,
          count);
    }
    Reference.reachabilityFence(memory);
    Reference.reachabilityFence(offsets);
  }

  private void chunk(long base, int chunk, int block, long slot) {
    int from = block * blockRows;
    int to = Math.min(from + blockRows, rows.length);
    long sums =
        base
            + (chunks.count() == 1
                ? dKernel
                : partial + chunk * Slots.align(4L * geometry.kernelCount()));
    long outs = geometry.outChannels();
    Lanes.clear(sums + 4 * from * outs, (to - from) * outs);
    long edge = base + slot;
    long right = edge + Slots.align(Contraction.EDGE_BYTES);
    long copy = right + Slots.align(panels.bytes());
    for (int unit = chunks.unitFrom(chunk); unit < chunks.unitFrom(chunk + 1); unit++) {
      long slab = Slab.open(sweep, unit, base + x, copy);
      int first = sweep.pixelFrom(unit);
      int pixels = sweep.pixelFrom(unit + 1) - first;
      for (int done = 0; done < pixels; done += depth) {
        int length = Math.min(depth, pixels - done);
        long gradient = base + dy + 4 * (first + done) * outs;
        for (int group = 0; group < sweep.groups; group++) {
          product(from, to, done, length, gradient, group, slab, sums, right, edge);
        }
      }
    }
  }

  private void product(
      int from,
      int to,
      int done,
      int length,
      long gradient,
      int group,
      long slab,
      long sums,
      long right,
      long edge) {
    long outs = geometry.outChannels();
    int each = geometry.outChannels() / sweep.groups;
    long left = slab + 4L * group * (sweep.sourceChannels / sweep.groups);
    boolean plain = panels.plain() && sweep.groups == 1;
    for (int panel = 0; panel < panels.count(); panel++) {
      long column = 4L * panels.column(panel) + 4L * group * each;
      if (!plain) {
        panels.pack(panel, gradient + column, outs, 1, length, right);
      }
      Contraction.panel(
          left,
          rows,
          from,
          to,
          offsets.address(done),
          offsets.address(done + length),
          plain ? gradient : right,
          4L * panels.width(panel),
          panels.columns(panel),
          sums + column,
          results,
          false,
          edge);
    }
  }
}
