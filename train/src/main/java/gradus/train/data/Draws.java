package gradus.train.data;

/**
 * Random numbers by key and position: draw {@code i} of a key is always the same number, whoever
 * asks and in whatever order. Bits come from the finalizer of SplitMix64 (Steele, Lea, Flood 2014)
 * applied to key and position; 53 bits of them make a uniform number.
 */
public record Draws(long key) {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /**
   * The key that belongs to number {@code n} below this key, for example to one epoch of a seed.
   */
  public Draws at(long n) {
    return new Draws(mix(key + GOLDEN) ^ mix(n * GOLDEN + 0x632BE59BD9B4E019L));
  }

  /** 64 random bits at a position. */
  public long bits(long position) {
    return mix(mix(key + GOLDEN) + position * GOLDEN);
  }

  /** A number in [0, 1) at a position. */
  public double uniform(long position) {
    return (bits(position) >>> 11) * 0x1.0p-53;
  }

  /** A number in [low, high) at a position. */
  public double between(double low, double high, long position) {
    return low + (high - low) * uniform(position);
  }

  /**
   * A whole number in 0..bound-1 at a position.
   *
   * @throws IllegalArgumentException if the bound is not positive
   */
  public int below(int bound, long position) {
    if (bound <= 0) {
      throw new IllegalArgumentException("random number below " + bound + ": must be 1 or more");
    }
    return (int) Math.unsignedMultiplyHigh(bits(position), bound);
  }

  /** A standard normal number at a position (Box and Muller 1958; strict, the same everywhere). */
  public double normal(long position) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform(2 * position)));
    return radius * StrictMath.cos(2 * Math.PI * uniform(2 * position + 1));
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
