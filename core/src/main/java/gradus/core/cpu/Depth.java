package gradus.core.cpu;

/** How long sums are cut into stretches whose panel of b fits the first cache. */
final class Depth {
  /** A panel row is 64 bytes with AVX2, so 384 rows take 24 of 32 KiB. */
  private static final int MOST = 240;

  private Depth() {}

  /** The length of a stretch: at most about 400, and about equal for all. */
  static int block(int depth) {
    return depth == 0 ? 0 : Math.ceilDiv(depth, Math.ceilDiv(depth, MOST + 16));
  }
}
