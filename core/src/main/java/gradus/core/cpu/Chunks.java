package gradus.core.cpu;

/**
 * How the long sum of a kernel gradient, over all pixels of all images, is cut for parallel work:
 * by shape alone. Boundaries lie between the units of the forward {@link Sweep}.
 *
 * @param sweep the units of work
 * @param count chunks; 1 or more
 */
record Chunks(Sweep sweep, int count) {
  private static final int MOST = 16;

  /** The chunks' sums may take 2^22 floats together. */
  private static final int ELEMENTS = 1 << 22;

  /** A chunk of less pixels would cost more to add than to compute in parallel. */
  private static final int PIXELS = 64;

  static Chunks of(Geometry geometry) {
    Sweep sweep = Sweep.forward(geometry);
    int most = Math.min(MOST, ELEMENTS / Math.max(1, geometry.kernelCount()));
    int pixels = geometry.batch() * geometry.outPixels();
    int wanted = Math.min(Math.min(most, pixels / PIXELS), sweep.units());
    return new Chunks(sweep, Math.max(1, wanted));
  }

  /** The first unit of a chunk; of {@code count} chunks there are {@code count + 1} boundaries. */
  int unitFrom(int chunk) {
    return (int) ((long) chunk * sweep.units() / count);
  }

  /** The first pixel of a chunk. */
  int pixelFrom(int chunk) {
    return sweep.pixelFrom(unitFrom(chunk));
  }
}
