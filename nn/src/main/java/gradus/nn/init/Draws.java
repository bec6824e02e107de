package gradus.nn.init;

import java.util.function.LongToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Random numbers as a pure function of (seed, position): the 64-bit finalizer of SplitMix (Steele,
 * Lea and Flood 2014) over a Weyl sequence. {@link StrictMath}, so that every machine draws the
 * same bits.
 */
final class Draws {
  private static final long WEYL = 0x9e3779b97f4a7c15L;

  /** The numbers that one thread draws at a time. */
  private static final int BLOCK = 1 << 13;

  private final long seed;

  Draws(long seed) {
    this.seed = mix(seed + WEYL);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** Uniform in (0, 1): the middle of one of 2^53 equal cells. */
  double uniform(long position) {
    return ((mix(seed + position * WEYL) >>> 11) + 0.5) * 0x1p-53;
  }

  /** Standard normal, by two uniforms (Box and Muller 1958). */
  double normal(long position) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(uniform(2 * position)));
    return radius * StrictMath.cos(2 * StrictMath.PI * uniform(2 * position + 1));
  }

  /** Standard normal numbers within [-limit, limit]: drawn again until they are. */
  double truncated(long position, double limit) {
    for (long attempt = 0; ; attempt++) {
      double value = normal(position + (attempt << 32));
      if (Math.abs(value) <= limit) {
        return value;
      }
    }
  }

  /**
   * The numbers of positions 0 to {@code count - 1}.
   *
   * @param value a function of the position alone: several threads call it
   */
  static float[] fill(int count, LongToDoubleFunction value) {
    float[] values = new float[count];
    IntStream blocks = IntStream.range(0, Math.ceilDiv(count, BLOCK));
    (count > BLOCK ? blocks.parallel() : blocks)
        .forEach(
            block -> {
              int end = Math.min(count - block * BLOCK, BLOCK) + block * BLOCK;
              for (int i = block * BLOCK; i < end; i++) {
                values[i] = (float) value.applyAsDouble(i);
              }
            });
    return values;
  }
}
