package gradus.core.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;

/**
 * The forward pass and the input gradient by {@link Winograd}'s tiles. Phase 0 transforms the taps
 * into panels, one matrix [source channels, target channels] for each of the 36 positions. A task
 * of phase 1 computes a unit of tiles, a row of six positions after the other: pixels across, six
 * products, sums across. So only the lines of pixels and of results, transformed down the columns,
 * lie in the second cache, and what goes into and out of the products stays nearer still; nothing
 * transformed goes to memory.
 */
final class VectorWinograd implements Kernel {
  private final Geometry geometry;
  private final boolean forward;
  private final WinogradUnits units;
  private final WinogradForm form;
  private final WinogradPasses passes;
  private final WinogradInput input;
  private final Panels panels;
  private final long source;
  private final long kernel;
  private final long target;
  private final Tile epilogue;
  private final long scratch;
  private final DepthTable depth;
  private final DepthTable fold;
  private final long[] leftRows;
  private final long[] resultRows;

  // Sizes in bytes.
  private final long position;
  private final long productPlane;
  private final long sums;
  private final long sumsPlane;

  // Places in a slot.
  private final long productAt;
  private final long sumsAt;
  private final long wasteAt;
  private final Slots packSlots;
  private final Slots slots;
  private final long scratchBytes;
  private final long extent;

  VectorWinograd(
      Geometry geometry,
      boolean forward,
      long source,
      long kernel,
      long target,
      Tile epilogue,
      long scratch) {
    this.geometry = geometry;
    this.forward = forward;
    this.source = source;
    this.kernel = kernel;
    this.target = target;
    this.epilogue = epilogue;
    this.scratch = scratch;
    units = new WinogradUnits(geometry, forward);
    form = units.form;
    passes = WinogradPasses.of(form);
    input = new WinogradInput(units);
    int c = units.channels;
    int k = units.targets;
    panels = new Panels(c, k);
    position = WinogradInput.plane(panels.bytes());
    int tiles = units.rows * units.across;
    productPlane = WinogradInput.plane(4L * tiles * k);
    sums = 4L * form.results * units.across * k;
    sumsPlane = WinogradInput.plane(units.rows * sums);
    productAt = Slots.align(input.bytes());
    sumsAt = productAt + 6 * productPlane;
    wasteAt = sumsAt + 6 * sumsPlane;
    long slot = wasteAt + Slots.align(4L * units.width * k);
    depth = new DepthTable(rising(c));
    leftRows = new long[tiles];
    resultRows = new long[tiles];
    for (int i = 0; i < tiles; i++) {
      leftRows[i] = 4L * i * c;
      resultRows[i] = 4L * i * k;
    }
    fold = new DepthTable(lines(tiles));
    int tasks = units.units();
    // Taps, and these transformed down the columns.
    long packSlot = (form.kernel() + 6L * form.taps) * 4 * c * Lanes.PANEL * Lanes.COUNT;
    packSlots = new Slots(panels.count(), packSlot, scratch + 36 * position);
    long packBytes = Slots.bytes(panels.count(), packSlot);
    slots = new Slots(tasks, slot, scratch + 36 * position);
    scratchBytes = tasks == 0 ? 0 : 36 * position + Math.max(packBytes, Slots.bytes(tasks, slot));
    long sourceCount = forward ? geometry.inCount() : geometry.outCount();
    long targetCount = forward ? geometry.outCount() : geometry.inCount();
    extent =
        Math.max(
            Math.max(source + 4 * sourceCount, kernel + 4L * geometry.kernelCount()),
            Math.max(target + 4 * targetCount, scratch + scratchBytes));
  }

  private static int[] rising(int count) {
    int[] all = new int[count];
    for (int i = 0; i < count; i++) {
      all[i] = i;
    }
    return all;
  }

  /** From the tiles' sums to the lines of results. */
  private int[] lines(int tiles) {
    int k = units.targets;
    int[] entries = new int[2 * tiles * (k / Lanes.COUNT)];
    int at = 0;
    for (int tile = 0; tile < tiles; tile++) {
      for (int column = 0; column < k; column += Lanes.COUNT) {
        entries[at++] = tile * k + column;
        entries[at++] = tile * form.results * k + column;
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
    return units.tiles() == 0 ? 0 : phase == 0 ? panels.count() : units.units();
  }

  @Override
  public void run(MemorySegment memory, int phase, int task) {
    Extent.check(memory, extent);
    Slots from = phase == 0 ? packSlots : slots;
    int slot = from.claim();
    try {
      if (phase == 0) {
        pack(memory.address(), task, memory.address() + from.offset(slot));
      } else {
        unit(memory.address(), task, memory.address() + from.offset(slot));
      }
    } finally {
      from.release(slot);
    }
    if (phase == 1 && epilogue != null) {
      epilogue.apply(
          memory,
          units.pixelFrom(units.rowFrom(task)),
          units.pixelFrom(units.rowFrom(task + 1)),
          0,
          units.targets);
    }
    Reference.reachabilityFence(memory);
    Reference.reachabilityFence(depth);
    Reference.reachabilityFence(fold);
  }

  private void pack(long base, int panel, long slot) {
    long outs = geometry.outChannels();
    long ins = geometry.channels();
    long column = panels.column(panel);
    int width = panels.width(panel);
    long each = 4L * units.channels * width;
    for (int tap = 0; tap < form.kernel(); tap++) {
      long from = base + kernel + 4 * (forward ? tap : form.kernel() - 1 - tap) * ins * outs;
      if (forward) {
        panels.pack(panel, from + 4 * column, outs, 1, units.channels, slot + tap * each);
      } else {
        panels.pack(panel, from + 4 * column * outs, 1, outs, units.channels, slot + tap * each);
      }
    }
    long half = slot + form.kernel() * each;
    int bytes = (int) each;
    long row = form.taps * each;
    for (int b = 0; b < form.taps; b++) {
      passes.kernel(slot + b * each, row, half + b * each, row, bytes);
    }
    long to = base + scratch + panels.offset(panel);
    for (int i = 0; i < 6; i++) {
      passes.kernel(half + i * row, each, to + 6 * i * position, position, bytes);
    }
  }

  private void unit(long base, int unit, long slot) {
    int from = units.rowFrom(unit);
    int rows = units.rowFrom(unit + 1) - from;
    int tiles = rows * units.across;
    input.down(base + source, from, rows, slot);
    for (int i = 0; i < 6; i++) {
      input.across(i, tiles, slot);
      for (int j = 0; j < 6; j++) {
        product(base + scratch + (6 * i + j) * position, j, tiles, slot);
      }
      passes.outputAcross(
          slot + productAt,
          productPlane,
          slot + sumsAt + i * sumsPlane,
          4L * units.targets,
          fold.address(0),
          tiles * (units.targets / Lanes.COUNT));
    }
    results(base, from, rows, slot);
  }

  private void product(long right, int j, int tiles, long slot) {
    int total = units.channels;
    int block = Depth.block(total);
    int done = 0;
    do {
      int end = Math.min(done + block, total);
      for (int panel = 0; panel < panels.count(); panel++) {
        long stepB = 4L * panels.width(panel);
        Contraction.whole(
            input.left(slot, j),
            leftRows,
            0,
            tiles,
            depth.address(done),
            depth.address(end),
            right + panels.offset(panel) + done * stepB,
            stepB,
            panels.vectors(panel),
            slot + productAt + j * productPlane + 4L * panels.column(panel),
            resultRows,
            0,
            done == 0);
      }
      done = end;
    } while (done < total);
  }

  private void results(long base, int from, int rows, long slot) {
    long k = 4L * units.targets;
    long line = units.width * k;
    long waste = slot + wasteAt;
    for (int row = 0; row < rows; row++) {
      long to = base + target + units.pixelFrom(from + row) * k;
      int left = units.height - (from + row) % units.down * form.results;
      long planes = slot + sumsAt + row * sums;
      passes.outputDown(planes, sumsPlane, to, left, waste, (int) line);
    }
  }
}
