package gradus.core.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The kernel gradient by {@link Winograd}'s tiles as it is defined. A task of phase 0 computes a
 * chunk of tiles (see {@link WinogradChunks}), in order, one chain of fused multiply-adds for each
 * position, channel and result; phase 1 adds the chunks in order.
 */
final class ScalarWinogradKernelGradient implements Kernel {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  private final Geometry geometry;
  private final WinogradChunks chunks;
  private final WinogradUnits units;
  private final WinogradForm form;
  private final long x;
  private final long dy;
  private final long dKernel;

  /** Offset of the chunks' gradients. */
  private final long partial;

  private final Slots slots;
  private final long scratchBytes;

  ScalarWinogradKernelGradient(Geometry geometry, long x, long dy, long dKernel, long scratch) {
    this.geometry = geometry;
    this.x = x;
    this.dy = dy;
    this.dKernel = dKernel;
    chunks = WinogradChunks.of(geometry);
    units = chunks.units();
    form = units.form;
    partial = scratch;
    long partialBytes = Slots.align(4L * chunks.count() * geometry.kernelCount());
    // Sums [36, channels, results], and of one tile x [36, channels] and dy [36, results].
    long pairs = (long) units.channels * units.targets;
    long slot = 4L * 36 * (pairs + units.channels + units.targets);
    slots = new Slots(chunks.count(), slot, scratch + partialBytes);
    scratchBytes = partialBytes + Slots.bytes(chunks.count(), slot);
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
    return phase == 0 ? chunks.count() : geometry.taps();
  }

  @Override
  public void run(MemorySegment memory, int phase, int task) {
    if (phase == 1) {
      add(memory, task);
      return;
    }
    int slot = slots.claim();
    try {
      chunk(memory, task, slots.offset(slot));
    } finally {
      slots.release(slot);
    }
  }

  private void chunk(MemorySegment memory, int chunk, long sums) {
    long pairs = (long) units.channels * units.targets;
    for (long i = 0; i < 36 * pairs; i++) {
      memory.set(FLOAT, sums + 4 * i, 0f);
    }
    long left = sums + 4 * 36 * pairs;
    long right = left + 4L * 36 * units.channels;
    float[] tile = new float[36];
    int end = units.rowFrom(chunks.unitFrom(chunk + 1));
    for (int row = units.rowFrom(chunks.unitFrom(chunk)); row < end; row++) {
      int image = row / units.down;
      int top = row % units.down * form.results;
      for (int at = 0; at < form.results * units.across; at += form.results) {
        for (int channel = 0; channel < units.channels; channel++) {
          units.read(memory, x, image, top, at, channel, tile);
          WinogradForm.input(tile);
          put(memory, tile, left + 4L * channel, units.channels);
        }
        for (int to = 0; to < units.targets; to++) {
          gradient(memory, image, top, at, to, tile);
          form.outputGradient(tile);
          put(memory, tile, right + 4L * to, units.targets);
        }
        multiply(memory, left, right, sums);
      }
    }
    for (long pair = 0; pair < pairs; pair++) {
      for (int i = 0; i < 36; i++) {
        tile[i] = memory.get(FLOAT, sums + 4 * (i * pairs + pair));
      }
      form.tapsGradient(tile);
      for (int tap = 0; tap < form.kernel(); tap++) {
        long at = ((long) chunk * form.kernel() + tap) * pairs + pair;
        memory.set(FLOAT, partial + 4 * at, tile[tap / form.taps * 6 + tap % form.taps]);
      }
    }
  }

  private static void put(MemorySegment memory, float[] tile, long at, int step) {
    for (int i = 0; i < 36; i++) {
      memory.set(FLOAT, at + 4L * i * step, tile[i]);
    }
  }

  /** Reads the gradients of a tile, with zeros beyond the image. */
  private void gradient(MemorySegment memory, int image, int top, int left, int to, float[] tile) {
    for (int i = 0; i < 6 * form.results; i++) {
      int row = top + i / 6;
      int column = left + i % 6;
      boolean inside = i % 6 < form.results && row < units.height && column < units.width;
      long pixel = ((long) image * units.height + row) * units.width + column;
      tile[i] = inside ? memory.get(FLOAT, dy + 4 * (pixel * units.targets + to)) : 0f;
    }
  }

  private void multiply(MemorySegment memory, long left, long right, long sums) {
    for (int i = 0; i < 36; i++) {
      for (int channel = 0; channel < units.channels; channel++) {
        float value = memory.get(FLOAT, left + 4L * (i * units.channels + channel));
        for (int to = 0; to < units.targets; to++) {
          long at = sums + 4 * (((long) i * units.channels + channel) * units.targets + to);
          float gradient = memory.get(FLOAT, right + 4L * (i * units.targets + to));
          memory.set(FLOAT, at, Math.fma(value, gradient, memory.get(FLOAT, at)));
        }
      }
    }
  }

  private void add(MemorySegment memory, int tap) {
    long pairs = (long) units.channels * units.targets;
    for (long pair = tap * pairs; pair < (tap + 1) * pairs; pair++) {
      float sum = memory.get(FLOAT, partial + 4 * pair);
      for (int chunk = 1; chunk < chunks.count(); chunk++) {
        sum += memory.get(FLOAT, partial + 4 * ((long) chunk * form.kernel() * pairs + pair));
      }
      memory.set(FLOAT, dKernel + 4 * pair, sum);
    }
  }
}
