package gradus.core.cpu;

/**
 * How a kernel gradient by tiles is cut for parallel work, by shape alone: its sums over all tiles
 * into chunks, and with many channels, where sums of several chunks would take too much memory, the
 * channels into blocks.
 *
 * @param units the units of work
 * @param count chunks; 1 or more
 * @param blocks blocks of source channels; 1 or more
 */
record WinogradChunks(WinogradUnits units, int count, int blocks) {
  private static final int MOST = 16;

  /** So many tasks are wanted at least. */
  private static final int LEAST_TASKS = 4;

  /** The chunks' sums over positions may take 2^22 floats together. */
  private static final int ELEMENTS = 1 << 22;

  static WinogradChunks of(Geometry geometry) {
    WinogradUnits units = new WinogradUnits(geometry, true);
    long sums = Math.max(1, 36L * units.channels * units.targets);
    int most = Math.clamp(ELEMENTS / sums, 1, MOST);
    int count = Math.clamp(units.units(), 1, most);
    int blocks = count == most ? Math.ceilDiv(LEAST_TASKS, count) : 1;
    return new WinogradChunks(units, count, blocks);
  }

  /** The first unit of a chunk; of {@code count} chunks there are {@code count + 1} boundaries. */
  int unitFrom(int chunk) {
    return (int) ((long) chunk * units.units() / count);
  }

  /** The first channel of a block; of {@code blocks} blocks there are {@code blocks + 1}. */
  int channelFrom(int block) {
    return (int) ((long) block * units.channels / blocks);
  }
}
