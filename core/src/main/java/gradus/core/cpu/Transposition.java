package gradus.core.cpu;

import static gradus.core.cpu.Lanes.ALL;
import static gradus.core.cpu.Lanes.ORDER;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Squares of 8 by 8 floats, mirrored at their diagonal in three rounds of exchanged halves. */
final class Transposition {
  /** Rows and columns of a block. */
  static final int SIDE = 8;

  private static final VectorSpecies<Float> EIGHT = FloatVector.SPECIES_256;
  private static final VectorShuffle<Float> QUADS = exchange(EIGHT, 4);
  private static final VectorShuffle<Float> PAIRS = exchange(EIGHT, 2);
  private static final VectorShuffle<Float> SINGLES = exchange(EIGHT, 1);
  private static final VectorMask<Float> QUADS_HIGH = high(EIGHT, 4);
  private static final VectorMask<Float> PAIRS_HIGH = high(EIGHT, 2);
  private static final VectorMask<Float> SINGLES_HIGH = high(EIGHT, 1);

  private Transposition() {}

  /** Each lane and the one that is so far away change places. */
  static VectorShuffle<Float> exchange(VectorSpecies<Float> species, int distance) {
    return VectorShuffle.fromOp(species, lane -> lane ^ distance);
  }

  /** The lanes whose bit {@code distance} is 1. */
  static VectorMask<Float> high(VectorSpecies<Float> species, int distance) {
    long bits = 0;
    for (int lane = 0; lane < species.length(); lane++) {
      bits |= (lane & distance) == 0 ? 0 : 1L << lane;
    }
    return VectorMask.fromLong(species, bits);
  }

  /**
   * Writes the block's columns as rows.
   *
   * @param source address of the block
   * @param step bytes between its rows
   * @param target address of the result
   * @param width bytes between the result's rows
   */
  static void block(long source, long step, long target, long width) {
    FloatVector r0 = FloatVector.fromMemorySegment(EIGHT, ALL, source, ORDER);
    FloatVector r1 = FloatVector.fromMemorySegment(EIGHT, ALL, source + step, ORDER);
    FloatVector r2 = FloatVector.fromMemorySegment(EIGHT, ALL, source + 2 * step, ORDER);
    FloatVector r3 = FloatVector.fromMemorySegment(EIGHT, ALL, source + 3 * step, ORDER);
    FloatVector r4 = FloatVector.fromMemorySegment(EIGHT, ALL, source + 4 * step, ORDER);
    FloatVector r5 = FloatVector.fromMemorySegment(EIGHT, ALL, source + 5 * step, ORDER);
    FloatVector r6 = FloatVector.fromMemorySegment(EIGHT, ALL, source + 6 * step, ORDER);
    FloatVector r7 = FloatVector.fromMemorySegment(EIGHT, ALL, source + 7 * step, ORDER);
    FloatVector a0 = r0.blend(r4.rearrange(QUADS), QUADS_HIGH);
    FloatVector a4 = r0.rearrange(QUADS).blend(r4, QUADS_HIGH);
    FloatVector a1 = r1.blend(r5.rearrange(QUADS), QUADS_HIGH);
    FloatVector a5 = r1.rearrange(QUADS).blend(r5, QUADS_HIGH);
    FloatVector a2 = r2.blend(r6.rearrange(QUADS), QUADS_HIGH);
    FloatVector a6 = r2.rearrange(QUADS).blend(r6, QUADS_HIGH);
    FloatVector a3 = r3.blend(r7.rearrange(QUADS), QUADS_HIGH);
    FloatVector a7 = r3.rearrange(QUADS).blend(r7, QUADS_HIGH);
    FloatVector b0 = a0.blend(a2.rearrange(PAIRS), PAIRS_HIGH);
    FloatVector b2 = a0.rearrange(PAIRS).blend(a2, PAIRS_HIGH);
    FloatVector b1 = a1.blend(a3.rearrange(PAIRS), PAIRS_HIGH);
    FloatVector b3 = a1.rearrange(PAIRS).blend(a3, PAIRS_HIGH);
    FloatVector b4 = a4.blend(a6.rearrange(PAIRS), PAIRS_HIGH);
    FloatVector b6 = a4.rearrange(PAIRS).blend(a6, PAIRS_HIGH);
    FloatVector b5 = a5.blend(a7.rearrange(PAIRS), PAIRS_HIGH);
    FloatVector b7 = a5.rearrange(PAIRS).blend(a7, PAIRS_HIGH);
    FloatVector c0 = b0.blend(b1.rearrange(SINGLES), SINGLES_HIGH);
    FloatVector c1 = b0.rearrange(SINGLES).blend(b1, SINGLES_HIGH);
    FloatVector c2 = b2.blend(b3.rearrange(SINGLES), SINGLES_HIGH);
    FloatVector c3 = b2.rearrange(SINGLES).blend(b3, SINGLES_HIGH);
    FloatVector c4 = b4.blend(b5.rearrange(SINGLES), SINGLES_HIGH);
    FloatVector c5 = b4.rearrange(SINGLES).blend(b5, SINGLES_HIGH);
    FloatVector c6 = b6.blend(b7.rearrange(SINGLES), SINGLES_HIGH);
    FloatVector c7 = b6.rearrange(SINGLES).blend(b7, SINGLES_HIGH);
    c0.intoMemorySegment(ALL, target, ORDER);
    c1.intoMemorySegment(ALL, target + width, ORDER);
    c2.intoMemorySegment(ALL, target + 2 * width, ORDER);
    c3.intoMemorySegment(ALL, target + 3 * width, ORDER);
    c4.intoMemorySegment(ALL, target + 4 * width, ORDER);
    c5.intoMemorySegment(ALL, target + 5 * width, ORDER);
    c6.intoMemorySegment(ALL, target + 6 * width, ORDER);
    c7.intoMemorySegment(ALL, target + 7 * width, ORDER);
  }
}
