package gradus.core.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;

/**
 * The kernel gradient of a depthwise convolution, vectors along the channels. A task of phase 0 is
 * a chunk of pixels; phase 1 adds the chunks.
 */
final class VectorDepthwiseKernelGradient implements Kernel {
  private final Geometry geometry;
  private final Chunks chunks;
  private final Sweep sweep;
  private final SweepTables tables;
  private final long x;
  private final long dy;
  private final long dKernel;
  private final long partial;
  private final long partialBytes;
  private final Slots slots;
  private final long scratchBytes;
  private final long extent;

  VectorDepthwiseKernelGradient(Geometry geometry, long x, long dy, long dKernel, long scratch) {
    this.geometry = geometry;
    this.x = x;
    this.dy = dy;
    this.dKernel = dKernel;
    chunks = Chunks.of(geometry);
    sweep = chunks.sweep();
    tables = SweepTables.of(sweep, sweep.cases.getFirst());
    partial = scratch;
    partialBytes = Slots.align(4L * geometry.kernelCount());
    long parts = chunks.count() * partialBytes;
    slots = new Slots(chunks.count(), sweep.slabBytes(), scratch + parts);
    scratchBytes = parts + Slots.bytes(chunks.count(), sweep.slabBytes());
    extent =
        Math.max(
            Math.max(x + 4L * geometry.inCount(), dy + 4L * geometry.outCount()),
            Math.max(dKernel + 4L * geometry.kernelCount(), scratch + scratchBytes));
  }

  long scratchBytes() {
    return scratchBytes;
  }

  @Override
  public int phases() {
    return 2;
  }

  @Override
  public int tasks(int phase) {
    return geometry.kernelCount() == 0 ? 0 : phase == 0 ? chunks.count() : 1;
  }

  @Override
  public void run(MemorySegment memory, int phase, int task) {
    Extent.check(memory, extent);
    long base = memory.address();
    if (phase == 0) {
      int slot = slots.claim();
      try {
        chunk(base, task, base + slots.offset(slot));
      } finally {
        slots.release(slot);
      }
    } else {
      int count = geometry.kernelCount();
      Addition.run(base + partial, partialBytes, chunks.count(), base + dKernel, count);
    }
    Reference.reachabilityFence(memory);
  }

  private void chunk(long base, int chunk, long copy) {
    long sums = base + partial + chunk * partialBytes;
    Lanes.clear(sums, geometry.kernelCount());
    for (int unit = chunks.unitFrom(chunk); unit < chunks.unitFrom(chunk + 1); unit++) {
      long slab = Slab.open(sweep, unit, base + x, copy);
      int first = sweep.pixelFrom(unit);
      DepthwiseTiles.kernel(
          slab,
          tables.offsets(),
          tables.rows(),
          sweep.pixelFrom(unit + 1) - first,
          base + dy + 4L * first * geometry.channels(),
          sums,
          geometry.channels());
    }
  }
}
