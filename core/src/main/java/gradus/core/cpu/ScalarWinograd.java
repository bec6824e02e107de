package gradus.core.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The forward pass and the input gradient by {@link Winograd}'s tiles as they are defined. A task
 * of phase 0 transforms the taps of a source channel, one of phase 1 computes an image.
 */
final class ScalarWinograd implements Kernel {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  private final Geometry geometry;
  private final boolean forward;
  private final WinogradUnits units;
  private final WinogradForm form;
  private final long source;
  private final long kernel;
  private final long target;
  private final Tile epilogue;

  /** Offset of the transformed taps [36, channels, targets]. */
  private final long weights;

  private final Slots slots;
  private final long scratchBytes;

  ScalarWinograd(
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
    units = new WinogradUnits(geometry, forward);
    form = units.form;
    weights = scratch;
    long weightBytes = Slots.align(4L * 36 * units.channels * units.targets);
    long slot = 4L * 36 * units.channels;
    slots = new Slots(units.batch, slot, scratch + weightBytes);
    scratchBytes = weightBytes + Slots.bytes(units.batch, slot);
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
    return units.tiles() == 0 ? 0 : phase == 0 ? units.channels : units.batch;
  }

  @Override
  public void run(MemorySegment memory, int phase, int task) {
    if (phase == 0) {
      transformTaps(memory, task);
      return;
    }
    int slot = slots.claim();
    try {
      for (int down = 0; down < units.height; down += form.results) {
        for (int right = 0; right < units.width; right += form.results) {
          tile(memory, task, down, right, slots.offset(slot));
        }
      }
    } finally {
      slots.release(slot);
    }
    if (epilogue != null) {
      int pixels = units.height * units.width;
      epilogue.apply(memory, task * pixels, (task + 1) * pixels, 0, units.targets);
    }
  }

  private void transformTaps(MemorySegment memory, int channel) {
    float[] tile = new float[36];
    long ins = geometry.channels();
    long outs = geometry.outChannels();
    for (int to = 0; to < units.targets; to++) {
      long pair = forward ? channel * outs + to : to * outs + channel;
      for (int tap = 0; tap < form.kernel(); tap++) {
        long at = (forward ? tap : form.kernel() - 1 - tap) * ins * outs + pair;
        tile[tap / form.taps * 6 + tap % form.taps] = memory.get(FLOAT, kernel + 4 * at);
      }
      form.taps(tile);
      for (int i = 0; i < 36; i++) {
        memory.set(FLOAT, weight(i, channel, to), tile[i]);
      }
    }
  }

  private long weight(int position, int channel, int to) {
    return weights + 4L * (((long) position * units.channels + channel) * units.targets + to);
  }

  private void tile(MemorySegment memory, int image, int down, int right, long slot) {
    float[] tile = new float[36];
    for (int channel = 0; channel < units.channels; channel++) {
      units.read(memory, source, image, down, right, channel, tile);
      WinogradForm.input(tile);
      for (int i = 0; i < 36; i++) {
        memory.set(FLOAT, slot + 4L * (i * units.channels + channel), tile[i]);
      }
    }
    for (int to = 0; to < units.targets; to++) {
      for (int i = 0; i < 36; i++) {
        float sum = 0f;
        for (int channel = 0; channel < units.channels; channel++) {
          float value = memory.get(FLOAT, slot + 4L * (i * units.channels + channel));
          sum = Math.fma(value, memory.get(FLOAT, weight(i, channel, to)), sum);
        }
        tile[i] = sum;
      }
      form.output(tile);
      for (int y = down; y < Math.min(down + form.results, units.height); y++) {
        for (int x = right; x < Math.min(right + form.results, units.width); x++) {
          long pixel = ((long) image * units.height + y) * units.width + x;
          float value = tile[(y - down) * 6 + x - right];
          memory.set(FLOAT, target + 4 * (pixel * units.targets + to), value);
        }
      }
    }
  }
}
