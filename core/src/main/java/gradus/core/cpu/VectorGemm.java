package gradus.core.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;

/**
 * The matrix product by tiles. A task computes a block of rows by a block of panels of B, a stretch
 * of k at a time, so that a panel stays in a cache (see {@link Depth}) while the rows of A pass by
 * it. Right before a task uses a stretch of a panel it packs that, always into the same place,
 * unless B already has the layout of panels, too few rows would use them, or blocks of few rows
 * share them: then phase 0 packs all panels. Where few rows use them, only what is narrower than a
 * whole panel is packed. Phase 0 also lays out a transposed A in {@link Strips}, unless its stored
 * rows are short or B is small.
 */
final class VectorGemm implements Kernel {
  /**
   * Rows of a task at most. Each task reads its panels of B from afar once, at the speed of that
   * memory; rows of A come in meanwhile, little by little. So panels stay, and rows pass.
   */
  private static final int ROWS = Lanes.MANY_REGISTERS ? 1536 : 70;

  /** Rows of a task that are worth a panel of its own, even if others read the same one. */
  private static final int OWN_ROWS = 512;

  /** Rows of a task at least. */
  private static final int LEAST_FAR_ROWS = Lanes.MANY_REGISTERS ? 72 : 70;

  /** Rows of a task at least, if all of B fits the second cache. */
  private static final int LEAST_ROWS = Lanes.MANY_REGISTERS ? 36 : 20;

  /** Panels that are computed over all of k before the next ones. */
  private static final int GROUP = 32 / Lanes.PANEL;

  /** Panels of a task at least; with fewer A would be read too often. */
  static final int LEAST_PANELS = 8 / Lanes.PANEL;

  /**
   * Terms up to which rows are cut before columns where something follows the product, unless there
   * are {@link #OWN_ROWS} rows, and if that gives tasks enough: B is read again for each block of
   * rows, but what follows goes along rows of a {@link #GROUP}, which comes from memory in order.
   * Down a single panel an optimizer's state comes line by line, and takes longer than the product.
   */
  private static final int SHORT_TERMS = 256;

  /**
   * With so many panels each task has all rows of some of them, unless rows are cut first. With
   * fewer, rows are cut, so that all processors find work; but then each block of rows reads all of
   * B.
   */
  private static final int LEAST_TASKS =
      Math.max(8, 2 * Runtime.getRuntime().availableProcessors());

  /** Bytes of B that stay in the second cache. */
  private static final long CACHE = 1 << 18;

  /**
   * Elements of a stored row of a transposed A up to which tiles read it where it lies. They use a
   * few numbers of each row; longer rows lie in so few sets of a cache that the rest is lost.
   */
  private static final int SHORT_LEFT = Lanes.MANY_REGISTERS ? 256 : 128;

  /**
   * The same if there are {@link #MANY_TERMS} and {@link #MANY_COLUMNS}: then the lines of so many
   * stored rows leave the first cache before the next tile uses them, and enough panels use strips.
   */
  private static final int SHORTER_LEFT = 128;

  private static final int MANY_TERMS = 512;

  private static final int MANY_COLUMNS = 512;

  /**
   * Elements of B up to which tiles read a transposed A where it lies, though its rows are long: so
   * few panels use a strip of it that laying it out would not pay.
   */
  private static final long SMALL_RIGHT = Lanes.MANY_REGISTERS ? 48 << 10 : 0;

  /** Below this number of rows B is read where it lies. */
  private static final int FEW_ROWS = 5;

  /**
   * Up to this number of rows whole panels are read where they lie, if rows of B are short: faster
   * than packing by 4 to 8 %.
   */
  private static final int FEW_READERS = 144;

  /**
   * Elements of a row of B up to which it is read in place. With longer ones neighbouring terms lie
   * on pages of their own, and many in the same sets of the second cache.
   */
  private static final int SHORT = 384;

  /** The same for so few rows that packing costs a tenth and more. */
  private static final int FEWER_READERS = 64;

  private static final int LESS_SHORT = 512;

  /** Where a task's own piece of a panel begins in its slot. */
  private static final long PIECE = Slots.align(Contraction.EDGE_BYTES);

  /** The work, in multiply-adds, below which a task is not cut further. */
  private static final long TASK = 1 << 19;

  private final Gemm sizes;
  private final long a;
  private final long b;
  private final long c;
  private final Tile epilogue;
  private final Panels panels;

  /** The first panel that is packed; those before it are read where they lie. */
  private final int packed;

  /**
   * Whether a task packs what it reads of a panel right before it does, always to the same place,
   * which stays in its caches: if no other task reads it, or if many rows do.
   */
  private final boolean ownPanels;

  private final int packTask;

  /** How phase 0 lays out A if that is stored by columns and not read where it lies, or null. */
  private final Strips strips;

  private final long stripsAt;

  private final long packedBytes;
  private final int blockRows;
  private final int rowBlocks;
  private final int blockPanels;
  private final int panelBlocks;
  private final int depth;
  private final long[] aRows;
  private final long[] cRows;
  private final DepthTable table;
  private final long scratch;
  private final Slots slots;
  private final long scratchBytes;
  private final long extent;

  VectorGemm(Gemm sizes, long a, long b, long c, Tile epilogue, long scratch) {
    this.sizes = sizes;
    this.a = a;
    this.b = b;
    this.c = c;
    this.epilogue = epilogue;
    this.scratch = scratch;
    int m = sizes.m();
    int n = sizes.n();
    int k = sizes.k();
    panels = new Panels(k, n);
    int count = panels.count();
    boolean plain = panels.plain() && sizes.b().step() == n;
    boolean direct = !sizes.transposeB() && (plain || m < FEW_ROWS);
    boolean inPlace = !direct && inPlace();
    boolean lastFull = count == 0 || panels.full(count - 1);
    int whole = inPlace ? panels.wide() : direct ? count : 0;
    packed = whole == count && !lastFull ? count - 1 : whole;
    packTask = (int) Math.max(1, (1 << 14) / ((long) Lanes.PANEL * Lanes.COUNT * Math.max(k, 1)));
    long work = (long) sizes.batch() * m * n * Math.max(k, 1);
    long wanted = Math.min(32, work / TASK) / Math.max(1, sizes.batch());
    boolean near = 4L * k * n <= CACHE;
    int mostRows = Math.ceilDiv(m, near ? LEAST_ROWS : LEAST_FAR_ROWS);
    int groups = Math.max(1, count / GROUP);
    boolean rowsFirst =
        epilogue != null
            && (m >= OWN_ROWS || k <= SHORT_TERMS)
            && mostRows * groups >= Math.min(wanted, LEAST_TASKS);
    boolean few = !rowsFirst && m <= ROWS && count >= LEAST_TASKS;
    int mostBlocks = few ? count : rowsFirst ? groups : Math.max(1, count / LEAST_PANELS);
    long wantedRows = few ? 1 : near ? wanted : Math.ceilDiv(wanted, mostBlocks);
    rowBlocks = m == 0 ? 0 : (int) Math.max(Math.ceilDiv(m, ROWS), Math.min(mostRows, wantedRows));
    boolean many = k > MANY_TERMS && n >= MANY_COLUMNS;
    int shortLeft = many ? Math.min(SHORT_LEFT, SHORTER_LEFT) : SHORT_LEFT;
    boolean small = sizes.a().step() <= shortLeft || (long) n * k <= SMALL_RIGHT;
    boolean lies = !sizes.transposeA() || small;
    strips = lies ? null : new Strips(k, m);
    blockRows = rowBlocks == 0 ? 0 : Math.min(m, roundUp(Math.ceilDiv(m, rowBlocks), Strips.ROWS));
    wanted /= Math.max(1, rowBlocks);
    int blocks = Math.clamp(wanted, 1, mostBlocks);
    blockPanels = Math.ceilDiv(count, blocks);
    panelBlocks = blockPanels == 0 ? 0 : Math.ceilDiv(count, blockPanels);
    ownPanels = packed < count && m >= FEW_ROWS && (rowBlocks == 1 || blockRows >= OWN_ROWS);
    boolean shared = packed < count && !ownPanels;
    packedBytes = shared ? Slots.align(panels.bytes() - panels.offset(packed)) : 0;
    depth = inPlace ? Depth.inPlace(k) : Depth.product(k);
    aRows = new long[blockRows];
    cRows = new long[blockRows];
    for (int i = 0; i < blockRows; i++) {
      aRows[i] = lies ? 4L * i * (sizes.transposeA() ? 1 : sizes.a().step()) : strips.offset(i);
      cRows[i] = 4L * i * n;
    }
    int[] offsets = new int[depth];
    int step = !lies ? Strips.ROWS : sizes.transposeA() ? (int) sizes.a().step() : 1;
    for (int i = 0; i < depth; i++) {
      offsets[i] = i * step;
    }
    table = new DepthTable(offsets);
    stripsAt = scratch + sizes.batch() * packedBytes;
    long batches = sizes.batch() * (packedBytes + (lies ? 0 : strips.bytes()));
    int tasks = sizes.batch() * rowBlocks * panelBlocks;
    long piece = ownPanels ? 4L * panels.width(packed) * depth : 0;
    slots = new Slots(tasks, PIECE + piece, scratch + batches);
    scratchBytes = tasks == 0 ? 0 : batches + Slots.bytes(tasks, PIECE + piece);
    long elements = sizes.batch();
    extent =
        Math.max(
            Math.max(a + sizes.endA(), b + sizes.endB()),
            Math.max(c + 4 * elements * m * n, scratch + scratchBytes));
  }

  /** Whether so few rows use the panels of four vectors that these are read where they lie. */
  private boolean inPlace() {
    long step = sizes.b().step();
    int m = sizes.m();
    boolean few = m <= FEW_READERS && step <= SHORT || m <= FEWER_READERS && step <= LESS_SHORT;
    return Lanes.PANEL == 4 && !sizes.transposeB() && few && step % Lanes.COUNT == 0;
  }

  private static int roundUp(int value, int step) {
    return Math.ceilDiv(value, step) * step;
  }

  long scratchBytes() {
    return scratchBytes;
  }

  @Override
  public int phases() {
    return prepares() ? 2 : 1;
  }

  /** Whether something is laid out anew before the products begin. */
  private boolean prepares() {
    return packed < panels.count() && !ownPanels || strips != null;
  }

  @Override
  public int tasks(int phase) {
    return phase == 0 && prepares()
        ? packTasks() + (strips == null ? 0 : sizes.batch() * strips.groups())
        : sizes.batch() * rowBlocks * panelBlocks;
  }

  private int packTasks() {
    return ownPanels ? 0 : Math.ceilDiv(sizes.batch() * (panels.count() - packed), packTask);
  }

  @Override
  public void run(MemorySegment memory, int phase, int task) {
    Extent.check(memory, extent);
    if (phase == 1 || !prepares()) {
      multiply(memory, task);
    } else if (task < packTasks()) {
      pack(memory.address(), task);
    } else {
      layStrips(memory.address(), task - packTasks());
    }
    Reference.reachabilityFence(memory);
    Reference.reachabilityFence(table);
  }

  private void layStrips(long base, int task) {
    int batch = task / strips.groups();
    long source = base + a + 4 * sizes.a().start(batch);
    long target = base + stripsAt + batch * strips.bytes();
    strips.pack(task % strips.groups(), source, 4 * sizes.a().step(), target);
  }

  private void pack(long base, int task) {
    int each = panels.count() - packed;
    int end = Math.min((task + 1) * packTask, sizes.batch() * each);
    for (int item = task * packTask; item < end; item++) {
      int panel = packed + item % each;
      int batch = item / each;
      packPanel(base, batch, panel, 0, sizes.k(), base + packedOffset(batch, panel));
    }
  }

  /** Packs some terms of a panel, from the given one on. */
  private void packPanel(long base, int batch, int panel, int from, int terms, long target) {
    long column = panels.column(panel);
    long step = sizes.b().step();
    long rowStep = sizes.transposeB() ? 1 : step;
    long columnStep = sizes.transposeB() ? step : 1;
    long source = sizes.b().start(batch) + from * rowStep + column * columnStep;
    panels.pack(panel, base + b + 4 * source, rowStep, columnStep, terms, target);
  }

  private long packedOffset(int batch, int panel) {
    return scratch + batch * packedBytes + panels.offset(panel) - panels.offset(packed);
  }

  private void multiply(MemorySegment memory, int task) {
    int block = task % panelBlocks;
    int batch = task / panelBlocks / rowBlocks;
    int from = task / panelBlocks % rowBlocks * blockRows;
    int to = Math.min(from + blockRows, sizes.m());
    if (from < to) {
      int panelFrom = block * blockPanels;
      int panelTo = Math.min(panelFrom + blockPanels, panels.count());
      int slot = slots.claim();
      try {
        // Some panels at a time, so that their results stay in the second cache while k goes on.
        for (int panel = panelFrom; panel < panelTo; panel += GROUP) {
          int end = Math.min(panel + GROUP, panelTo);
          block(memory.address(), batch, from, to - from, panel, end, slots.offset(slot));
        }
      } finally {
        slots.release(slot);
      }
      if (epilogue != null) {
        int first = batch * sizes.m();
        int columnFrom = panels.column(panelFrom);
        epilogue.apply(memory, first + from, first + to, columnFrom, panels.column(panelTo));
      }
    }
  }

  private void block(
      long base, int batch, int from, int rows, int panelFrom, int panelTo, long slot) {
    long m = sizes.m();
    long n = sizes.n();
    long stepA = sizes.a().step();
    long plainB = 4 * sizes.b().step();
    long edge = base + slot;
    long matrixA = base + a + 4 * sizes.a().start(batch);
    long matrixB = base + b + 4 * sizes.b().start(batch);
    long rowsC = base + c + 4 * (batch * m + from) * n;
    int done = 0;
    do {
      int length = Math.min(depth, sizes.k() - done);
      long left = matrixA + 4 * (sizes.transposeA() ? done * stepA + from : from * stepA + done);
      if (strips != null) {
        long first = strips.offset(from) + 4L * done * Strips.ROWS;
        left = base + stripsAt + batch * strips.bytes() + first;
      }
      for (int panel = panelFrom; panel < panelTo; panel++) {
        long column = 4L * panels.column(panel);
        long stepB = panel >= packed ? 4L * panels.width(panel) : plainB;
        long right = matrixB + column + done * stepB;
        if (panel >= packed && ownPanels) {
          right = edge + PIECE;
          packPanel(base, batch, panel, done, length, right);
        } else if (panel >= packed) {
          right = base + packedOffset(batch, panel) + done * stepB;
        }
        Contraction.panel(
            left,
            aRows,
            0,
            rows,
            table.address(0),
            table.address(length),
            right,
            stepB,
            panels.columns(panel),
            rowsC + column,
            cRows,
            done == 0,
            edge);
      }
      done += length;
    } while (done < sizes.k());
  }
}
