package gradus.core.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;

/**
 * The forward pass and the input gradient of a depthwise convolution, vectors along the channels. A
 * task is one unit of the {@link Sweep}.
 */
final class VectorDepthwise implements Kernel {
  private final Sweep sweep;
  private final SweepTables[] tables;
  private final int[][] offsets;
  private final int[][] weights;
  private final long source;
  private final long kernel;
  private final long target;
  private final Tile epilogue;
  private final Slots slots;
  private final long scratchBytes;
  private final long extent;

  VectorDepthwise(
      Geometry geometry,
      boolean forward,
      long source,
      long kernel,
      long target,
      Tile epilogue,
      long scratch) {
    this.source = source;
    this.kernel = kernel;
    this.target = target;
    this.epilogue = epilogue;
    sweep = forward ? Sweep.forward(geometry) : Sweep.inputGradient(geometry);
    int cases = sweep.cases.size();
    tables = new SweepTables[cases];
    weights = new int[cases][];
    offsets = new int[cases][];
    for (int i = 0; i < cases; i++) {
      tables[i] = SweepTables.of(sweep, sweep.cases.get(i));
      offsets[i] = tables[i].offsets();
      weights[i] = SweepTables.taps(geometry, sweep.cases.get(i));
      for (int tap = 0; tap < weights[i].length; tap++) {
        weights[i][tap] *= geometry.channels();
      }
    }
    slots = new Slots(sweep.units(), sweep.slabBytes(), scratch);
    scratchBytes = Slots.bytes(sweep.units(), sweep.slabBytes());
    long sourceCount = forward ? geometry.inCount() : geometry.outCount();
    long targetCount = forward ? geometry.outCount() : geometry.inCount();
    extent =
        Math.max(
            Math.max(source + 4 * sourceCount, kernel + 4L * geometry.kernelCount()),
            Math.max(target + 4 * targetCount, scratch + scratchBytes));
  }

  long scratchBytes() {
    return scratchBytes;
  }

  @Override
  public int tasks(int phase) {
    return sweep.pixels() == 0 ? 0 : sweep.units();
  }

  @Override
  public void run(MemorySegment memory, int phase, int unit) {
    Extent.check(memory, extent);
    int slot = slots.claim();
    try {
      long base = memory.address();
      long slab = Slab.open(sweep, unit, base + source, base + slots.offset(slot));
      long result = base + target + 4L * sweep.pixelFrom(unit) * sweep.targetChannels;
      for (int i = 0; i < tables.length; i++) {
        DepthwiseTiles.pixels(
            slab,
            tables[i].rows(),
            SweepTables.size(sweep, sweep.cases.get(i), unit),
            offsets[i],
            base + kernel,
            weights[i],
            result,
            tables[i].results(),
            sweep.targetChannels);
      }
    } finally {
      slots.release(slot);
    }
    if (epilogue != null) {
      epilogue.apply(
          memory, sweep.pixelFrom(unit), sweep.pixelFrom(unit + 1), 0, sweep.targetChannels);
    }
    Reference.reachabilityFence(memory);
  }
}
