package gradus.core.cpu;

/**
 * How the sum of a kernel gradient over all tiles is cut for parallel work: by shape alone.
 *
 * @param units the units of work
 * @param count chunks; 1 or more
 */
record WinogradChunks(WinogradUnits units, int count) {
  private static final int MOST = 16;

  /** The chunks' sums over positions may take 2^22 floats together. */
  private static final int ELEMENTS = 1 << 22;

  static WinogradChunks of(Geometry geometry) {
    WinogradUnits units = new WinogradUnits(geometry, true);
    return new WinogradChunks(units, Math.clamp(units.units(), 1, Math.max(1, most(geometry))));
  }

  /** How many chunks' sums may be in memory; may be 0. */
  static int most(Geometry geometry) {
    return (int)
        Math.min(MOST, ELEMENTS / Math.max(1, 36L * geometry.channels() * geometry.outChannels()));
  }

  /** The first unit of a chunk; of {@code count} chunks there are {@code count + 1} boundaries. */
  int unitFrom(int chunk) {
    return (int) ((long) chunk * units.units() / count);
  }
}
