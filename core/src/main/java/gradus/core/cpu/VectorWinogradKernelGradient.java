package gradus.core.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;

/**
 * The kernel gradient by {@link Winograd}'s tiles: for each of the 36 positions a product of
 * transformed pixels, transposed, and transformed gradients, whose sums run over tiles. A task of
 * phase 0 computes a chunk of tiles for a block of channels and transforms its sums back to taps;
 * phase 1 adds the chunks.
 */
final class VectorWinogradKernelGradient implements Kernel {
  private static final int ADD_TASK = 1 << 14;

  private final Geometry geometry;
  private final WinogradChunks chunks;
  private final WinogradUnits units;
  private final WinogradForm form;
  private final WinogradPasses passes;
  private final WinogradInput input;
  private final Panels panels;
  private final DepthTable table;
  private final DepthTable tiles;
  private final long[] rows;
  private final long[] results;
  private final long x;
  private final long dy;
  private final long dKernel;
  private final long partial;

  // Sizes in bytes, and places in a slot.
  private final long line;
  private final long linesPlane;
  private final long rightPlane;
  private final long position;
  private final long linesAt;
  private final long rightAt;
  private final long sumsAt;
  private final long zerosAt;
  private final Slots slots;
  private final long scratchBytes;
  private final long extent;

  VectorWinogradKernelGradient(Geometry geometry, long x, long dy, long dKernel, long scratch) {
    this.geometry = geometry;
    this.x = x;
    this.dy = dy;
    this.dKernel = dKernel;
    chunks = WinogradChunks.of(geometry);
    units = chunks.units();
    form = units.form;
    passes = WinogradPasses.of(form);
    input = new WinogradInput(units);
    int c = units.channels;
    int k = units.targets;
    int most = units.rows * units.across;
    panels = new Panels(most, k);
    rows = new long[c];
    results = new long[c];
    for (int i = 0; i < c; i++) {
      rows[i] = 4L * i;
      results[i] = 4L * i * k;
    }
    int[] offsets = new int[most];
    for (int i = 0; i < most; i++) {
      offsets[i] = i * c;
    }
    tiles = new DepthTable(offsets);
    table = new DepthTable(spread(most));
    line = 4L * form.results * units.across * k;
    linesPlane = WinogradInput.plane(units.rows * line);
    rightPlane = WinogradInput.plane(panels.bytes());
    position = WinogradInput.plane(4L * Math.ceilDiv(c, chunks.blocks()) * k);
    linesAt = Slots.align(input.bytes());
    rightAt = linesAt + 6 * linesPlane;
    sumsAt = rightAt + 6 * rightPlane;
    zerosAt = sumsAt + 36 * position;
    long slot = zerosAt + Slots.align(4L * units.width * k);
    partial = scratch;
    long partialBytes = chunks.count() * Slots.align(4L * geometry.kernelCount());
    slots = new Slots(tasks(0), slot, scratch + partialBytes);
    scratchBytes = partialBytes + Slots.bytes(tasks(0), slot);
    extent =
        Math.max(
            Math.max(x + 4L * geometry.inCount(), dy + 4L * geometry.outCount()),
            Math.max(dKernel + 4L * geometry.kernelCount(), scratch + scratchBytes));
  }

  /** From a line of pixels to the panels of the right operands. */
  private int[] spread(int most) {
    int k = units.targets;
    int[] entries = new int[2 * most * (k / Lanes.COUNT)];
    int at = 0;
    for (int tile = 0; tile < most; tile++) {
      for (int panel = 0; panel < panels.count(); panel++) {
        int row = (int) (panels.offset(panel) / 4) + tile * panels.width(panel);
        for (int inside = 0; inside < panels.width(panel); inside += Lanes.COUNT) {
          entries[at++] = tile * form.results * k + panels.column(panel) + inside;
          entries[at++] = row + inside;
        }
      }
    }
    return entries;
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
    return phase == 0
        ? chunks.count() * chunks.blocks()
        : Math.ceilDiv(geometry.kernelCount(), ADD_TASK);
  }

  @Override
  public void run(MemorySegment memory, int phase, int task) {
    Extent.check(memory, extent);
    if (phase == 0) {
      int slot = slots.claim();
      try {
        int block = task % chunks.blocks();
        chunk(memory, task / chunks.blocks(), block, memory.address() + slots.offset(slot));
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
    Reference.reachabilityFence(tiles);
    Reference.reachabilityFence(table);
  }

  private void chunk(MemorySegment memory, int chunk, int block, long slot) {
    long base = memory.address();
    int channel = chunks.channelFrom(block);
    int channels = chunks.channelFrom(block + 1) - channel;
    int first = chunks.unitFrom(chunk);
    if (units.units() == 0) {
      Lanes.clear(slot + sumsAt, 9 * position);
    }
    for (int unit = first; unit < chunks.unitFrom(chunk + 1); unit++) {
      int from = units.rowFrom(unit);
      int count = units.rowFrom(unit + 1) - from;
      input.down(base + x, from, count, slot);
      down(base + dy, from, count, slot);
      int depth = count * units.across;
      for (int i = 0; i < 6; i++) {
        input.across(i, depth, slot);
        passes.gradientAcross(
            slot + linesAt + i * linesPlane,
            4L * units.targets,
            slot + rightAt,
            rightPlane,
            table.address(0),
            depth * (units.targets / Lanes.COUNT));
        for (int j = 0; j < 6; j++) {
          long left = input.left(slot, j) + 4L * channel;
          long right = slot + rightAt + j * rightPlane;
          long to = slot + sumsAt + (6 * i + j) * position;
          product(left, channels, right, depth, to, unit == first);
        }
      }
    }
    int bytes = 4 * channels * units.targets;
    long sums = slot + sumsAt;
    for (int i = 0; i < 6; i++) {
      long row = sums + 6 * i * position;
      passes.kernelGradient(row, position, row, position, bytes);
    }
    long to = base + partial + chunk * Slots.align(4L * geometry.kernelCount());
    to += 4L * channel * units.targets;
    long tap = 4L * units.channels * units.targets;
    for (int b = 0; b < form.taps; b++) {
      passes.kernelGradient(
          sums + b * position, 6 * position, to + b * tap, form.taps * tap, bytes);
    }
  }

  private void down(long gradient, int from, int count, long slot) {
    long pixel = 4L * units.targets;
    long width = units.width * pixel;
    long zeros = slot + zerosAt;
    Lanes.clear(zeros, (long) units.width * units.targets);
    for (int row = 0; row < count; row++) {
      long at = gradient + units.pixelFrom(from + row) * pixel;
      int left = units.height - (from + row) % units.down * form.results;
      long to = slot + linesAt + row * line;
      for (int i = 0; i < 6; i++) {
        Lanes.clear(to + i * linesPlane + width, (line - width) / 4);
      }
      passes.gradientDown(at, left, zeros, to, linesPlane, (int) width);
    }
  }

  private void product(long left, int channels, long right, int depth, long sums, boolean fresh) {
    for (int panel = 0; panel < panels.count(); panel++) {
      Contraction.whole(
          left,
          rows,
          0,
          channels,
          tiles.address(0),
          tiles.address(depth),
          right + panels.offset(panel),
          4L * panels.width(panel),
          panels.vectors(panel),
          sums + 4L * panels.column(panel),
          results,
          0,
          fresh);
    }
  }
}
