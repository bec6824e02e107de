package gradus.core.ir;

/**
 * Randomness as a function of (key, position): a counter-based hash, no stream and no state (Salmon
 * and others, "Parallel random numbers: as easy as 1, 2, 3", 2011).
 *
 * <p>Two rounds of multiply and xor-shift, with a part of the key before each. The multipliers and
 * shifts are those that Chris Wellons' search "hash-prospector" found to have the smallest
 * avalanche bias (2018; the second pair by TheIronBorn, 2022; in the public domain). For one key
 * and salt it permutes the 2^32 positions. Not for cryptography.
 */
public final class RandomBits {
  /** The odd number nearest 2^32 / golden ratio: spreads small numbers (Knuth, 1973). */
  private static final int GOLDEN = 0x9e3779b1;

  private RandomBits() {}

  /**
   * 32 well mixed bits.
   *
   * @param index the position, an int
   * @param key0 the first half of the key, an int, the same in all lanes
   * @param key1 the second half
   * @param salt tells uses of one key apart
   */
  public static Word bits(LaneCode c, Word index, Word key0, Word key1, int salt) {
    Word first = c.addInt(key0, c.integer(salt * GOLDEN));
    Word second = c.addInt(c.mulInt(key0, c.integer(GOLDEN)), key1);
    Word mixed = mix(c, c.xor(index, first), 0x7feb352d, 0x846ca68b, 16);
    return mix(c, c.addInt(mixed, second), 0x21f0aaad, 0x735a2d97, 15);
  }

  /** A float in [0, 1), a multiple of 2^-24: the top 24 of {@link #bits}. */
  public static Word uniform(LaneCode c, Word index, Word key0, Word key1, int salt) {
    Word top = c.shiftRightZero(bits(c, index, key0, key1, salt), 8);
    return c.mul(c.toFloat(top), c.constant(0x1p-24f));
  }

  private static Word mix(LaneCode c, Word x, int multiplier, int second, int lastShift) {
    Word a = c.mulInt(c.xor(x, c.shiftRightZero(x, 16)), c.integer(multiplier));
    Word b = c.mulInt(c.xor(a, c.shiftRightZero(a, 15)), c.integer(second));
    return c.xor(b, c.shiftRightZero(b, lastShift));
  }
}
