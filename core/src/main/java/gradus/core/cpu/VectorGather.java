package gradus.core.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;

/**
 * The forward pass and the input gradient of a convolution by tiles. Phase 0 packs the kernel into
 * panels, one matrix [taps * source channels, target channels] for each case and group. A task of
 * the last phase computes a unit of targets by a block of panels.
 */
final class VectorGather implements Kernel {
  private final Geometry geometry;
  private final boolean forward;
  private final Sweep sweep;
  private final SweepTables[] tables;
  private final DepthTable[] depths;
  private final int[][] taps;
  private final Panels[] panels;
  private final long[] packedAt;
  private final long packedBytes;
  private final boolean packs;
  private final int panelCount;
  private final int blockPanels;
  private final int blocks;
  private final long source;
  private final long kernel;
  private final long target;
  private final Tile epilogue;
  private final long scratch;
  private final Slots slots;
  private final long scratchBytes;
  private final long extent;

  VectorGather(
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
    sweep = forward ? Sweep.forward(geometry) : Sweep.inputGradient(geometry);
    int cases = sweep.cases.size();
    int columns = sweep.targetChannels / sweep.groups;
    tables = new SweepTables[cases];
    depths = new DepthTable[cases];
    taps = new int[cases][];
    panels = new Panels[cases];
    packedAt = new long[cases];
    long packed = 0;
    for (int i = 0; i < cases; i++) {
      tables[i] = SweepTables.of(sweep, sweep.cases.get(i));
      depths[i] = new DepthTable(tables[i].offsets());
      taps[i] = SweepTables.taps(geometry, sweep.cases.get(i));
      panels[i] = new Panels(tables[i].offsets().length, columns);
      packedAt[i] = packed;
      packed += sweep.groups * Slots.align(panels[i].bytes());
    }
    packs = !(forward && sweep.groups == 1 && panels[0].plain());
    packedBytes = packs ? packed : 0;
    panelCount = panels[0].count();
    int most =
        sweep.groups > 1
            ? 1
            : Math.max(
                1, Math.min(panelCount / VectorGemm.LEAST_PANELS, 16 / Math.max(1, sweep.units())));
    blockPanels = Math.ceilDiv(panelCount, most);
    blocks = panelCount == 0 ? 0 : Math.ceilDiv(panelCount, blockPanels);
    long slot = Slots.align(Contraction.EDGE_BYTES) + sweep.slabBytes();
    int tasks = sweep.pixels() == 0 ? 0 : sweep.units() * blocks;
    slots = new Slots(tasks, slot, scratch + packedBytes);
    scratchBytes = tasks == 0 ? 0 : packedBytes + Slots.bytes(tasks, slot);
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
  public int phases() {
    return packs ? 2 : 1;
  }

  @Override
  public int tasks(int phase) {
    if (sweep.pixels() == 0 || sweep.batch == 0) {
      return 0;
    }
    return packs && phase == 0
        ? sweep.cases.size() * sweep.groups * panelCount
        : sweep.units() * blocks;
  }

  @Override
  public void run(MemorySegment memory, int phase, int task) {
    Extent.check(memory, extent);
    if (packs && phase == 0) {
      pack(memory.address(), task);
    } else {
      unit(memory, task / blocks, task % blocks);
    }
    Reference.reachabilityFence(memory);
    Reference.reachabilityFence(depths);
  }

  private void pack(long base, int task) {
    int panel = task % panelCount;
    int group = task / panelCount % sweep.groups;
    int which = task / panelCount / sweep.groups;
    Panels into = panels[which];
    long outs = geometry.outChannels();
    long depth = geometry.channels() / geometry.groups();
    int rows = sweep.sourceChannels / sweep.groups;
    long column = into.column(panel);
    long to = base + packed(which, group) + into.offset(panel);
    for (int tap : taps[which]) {
      long from = base + kernel + 4 * (tap * depth * outs + group * (outs / sweep.groups));
      if (forward) {
        into.pack(panel, from + 4 * column, outs, 1, rows, to);
      } else {
        into.pack(panel, from + 4 * column * outs, 1, outs, rows, to);
      }
      to += 4L * rows * into.width(panel);
    }
  }

  private long packed(int which, int group) {
    return packs ? scratch + packedAt[which] + group * Slots.align(panels[which].bytes()) : kernel;
  }

  private void unit(MemorySegment memory, int unit, int block) {
    int panelFrom = block * blockPanels;
    int panelTo = Math.min(panelFrom + blockPanels, panelCount);
    int slot = slots.claim();
    try {
      long base = memory.address();
      long edge = base + slots.offset(slot);
      long slab = Slab.open(sweep, unit, base + source, edge + Slots.align(Contraction.EDGE_BYTES));
      for (int which = 0; which < tables.length; which++) {
        for (int group = 0; group < sweep.groups; group++) {
          product(base, unit, which, group, panelFrom, panelTo, slab, edge);
        }
      }
    } finally {
      slots.release(slot);
    }
    if (epilogue != null) {
      int columnTo = sweep.groups > 1 ? sweep.targetChannels : panels[0].column(panelTo);
      int rowTo = sweep.pixelFrom(unit + 1);
      epilogue.apply(memory, sweep.pixelFrom(unit), rowTo, panels[0].column(panelFrom), columnTo);
    }
  }

  private void product(
      long base, int unit, int which, int group, int panelFrom, int panelTo, long slab, long edge) {
    SweepTables table = tables[which];
    Panels layout = panels[which];
    int rows = SweepTables.size(sweep, sweep.cases.get(which), unit);
    int total = table.offsets().length;
    int depth = Depth.block(total);
    long left = slab + 4L * group * (sweep.sourceChannels / sweep.groups);
    long right = base + packed(which, group);
    long columns = 4L * group * (sweep.targetChannels / sweep.groups);
    long result = base + target + 4L * sweep.pixelFrom(unit) * sweep.targetChannels + columns;
    int done = 0;
    do {
      int end = Math.min(done + depth, total);
      for (int panel = panelFrom; panel < panelTo; panel++) {
        long stepB = 4L * layout.width(panel);
        Contraction.panel(
            left,
            table.rows(),
            0,
            rows,
            depths[which].address(done),
            depths[which].address(end),
            right + layout.offset(panel) + done * stepB,
            stepB,
            layout.columns(panel),
            result + 4L * layout.column(panel),
            table.results(),
            done == 0,
            edge);
      }
      done = end;
    } while (done < total);
  }
}
