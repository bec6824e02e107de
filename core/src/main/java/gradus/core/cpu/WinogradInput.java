package gradus.core.cpu;

import java.lang.ref.Reference;

/**
 * The transformed source pixels of a unit: first down the columns, for all six rows of positions at
 * once, over whole lines of pixels, so that what neighbouring tiles share is computed once; then
 * across, for one row of positions, which gives the left operands [tiles, channels] of its six
 * products. Both lie in the task's own memory.
 */
final class WinogradInput {
  private final WinogradUnits units;
  private final DepthTable table;

  // Sizes in bytes.
  private final long pixel;
  private final long line;
  private final long linesPlane;
  private final long plane;
  private final long zeros;

  WinogradInput(WinogradUnits units) {
    this.units = units;
    int wide = units.form.results * units.across + units.form.taps - 1;
    int channels = units.channels;
    pixel = 4L * channels;
    line = wide * pixel;
    linesPlane = plane(units.rows * line);
    plane = plane(units.rows * units.across * pixel);
    zeros = 6 * (linesPlane + plane);
    int[] entries = new int[2 * units.rows * units.across * (channels / Lanes.COUNT)];
    int at = 0;
    for (int tile = 0; tile < units.rows * units.across; tile++) {
      for (int channel = 0; channel < channels; channel += Lanes.COUNT) {
        int first = tile / units.across * wide + tile % units.across * units.form.results;
        entries[at++] = first * channels + channel;
        entries[at++] = tile * channels + channel;
      }
    }
    table = new DepthTable(entries);
  }

  /** The distance of planes that are written together, such that they share no lines of a cache. */
  static long plane(long bytes) {
    return Math.ceilDiv(bytes, 4096L) * 4096 + 704;
  }

  /** The memory that a task needs. */
  long bytes() {
    return zeros + Slots.align(units.sourceWidth * pixel);
  }

  /** The address of the left operand of a product of the row of positions. */
  long left(long memory, int column) {
    return memory + 6 * linesPlane + column * plane;
  }

  /**
   * Transforms down the columns.
   *
   * @param source address of the source
   * @param from first row of tiles, counted over all images
   * @param rows rows of tiles
   * @param memory address of the task's memory
   */
  void down(long source, int from, int rows, long memory) {
    Lanes.clear(memory + zeros, (long) units.sourceWidth * units.channels);
    int wide = units.form.results * units.across + units.form.taps - 1;
    int first = Math.clamp(units.padLeft, 0, wide);
    int end = Math.clamp(units.sourceWidth + units.padLeft, first, wide);
    for (int row = 0; row < rows; row++) {
      long to = memory + row * line;
      for (int i = 0; i < 6; i++) {
        Lanes.clear(to + i * linesPlane, (long) first * units.channels);
        Lanes.clear(to + i * linesPlane + end * pixel, (long) (wide - end) * units.channels);
      }
      long image = (long) ((from + row) / units.down) * units.sourceHeight;
      int top = (from + row) % units.down * units.form.results - units.padTop;
      long skip = (first - units.padLeft) * pixel;
      WinogradPasses.inputDown(
          line(source, image, top, memory) + skip,
          line(source, image, top + 1, memory) + skip,
          line(source, image, top + 2, memory) + skip,
          line(source, image, top + 3, memory) + skip,
          line(source, image, top + 4, memory) + skip,
          line(source, image, top + 5, memory) + skip,
          to + first * pixel,
          linesPlane,
          (int) ((end - first) * pixel));
    }
  }

  private long line(long source, long image, int row, long memory) {
    return row < 0 || row >= units.sourceHeight
        ? memory + zeros
        : source + (image + row) * units.sourceWidth * pixel;
  }

  /** Transforms across, for one row of positions. */
  void across(int row, int tiles, long memory) {
    int vectors = units.channels / Lanes.COUNT;
    long from = memory + row * linesPlane;
    WinogradPasses.inputAcross(
        from, pixel, left(memory, 0), plane, table.address(0), tiles * vectors);
    Reference.reachabilityFence(table);
  }
}
