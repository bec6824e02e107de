package gradus.core.cpu;

/** How long sums are cut into stretches whose panel of b stays in a cache. */
final class Depth {
  /**
   * A panel row is 64 bytes with AVX2, so 256 rows take half of 32 KiB. Tiles of more registers
   * read a panel so slowly that the second cache will do, and longer stretches read the sums less
   * often.
   */
  private static final int MOST = Lanes.MANY_REGISTERS ? 496 : 240;

  /**
   * For products, where as many rows as there are pass by a panel: reading and writing the sums
   * once more costs more than a panel that takes a quarter of the second cache.
   */
  private static final int MOST_OF_PRODUCT = Lanes.MANY_REGISTERS ? 1024 : MOST + 16;

  /** Rows of 2 KiB take eight lines of each set of a second cache that repeats after 64 KiB. */
  private static final int MOST_IN_PLACE = 256;

  /**
   * For kernel gradients, whose left operand takes a cache line, and with many channels a whole
   * group of lines, for each pixel.
   */
  private static final int MOST_PIXELS = 144;

  private Depth() {}

  /** The length of a stretch: about equal for all. */
  static int block(int depth) {
    return even(depth, MOST + 16);
  }

  /** The length of a stretch of a matrix product. */
  static int product(int depth) {
    return even(depth, MOST_OF_PRODUCT);
  }

  /** The length of a stretch whose panel lies among others, in few sets of the caches. */
  static int inPlace(int depth) {
    return even(depth, MOST_IN_PLACE);
  }

  /** The length of a stretch of pixels. */
  static int pixels(int depth) {
    return even(depth, MOST_PIXELS);
  }

  private static int even(int depth, int most) {
    return depth == 0 ? 0 : Math.ceilDiv(depth, Math.ceilDiv(depth, most));
  }
}
