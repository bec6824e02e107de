package gradus.core.cpu;

import static gradus.core.cpu.Lanes.ALL;
import static gradus.core.cpu.Lanes.ORDER;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Squares of 8 by 8 floats, mirrored at their diagonal in three rounds of exchanged halves. */
final class Transposition {
  /** Rows and columns of a block. */
  static final int SIDE = 8;

  private static final VectorSpecies<Float> EIGHT = FloatVector.SPECIES_256;
  private static final VectorShuffle<Float> QUADS_LOW = low(4);
  private static final VectorShuffle<Float> QUADS_HIGH = high(4);
  private static final VectorShuffle<Float> PAIRS_LOW = low(2);
  private static final VectorShuffle<Float> PAIRS_HIGH = high(2);
  private static final VectorShuffle<Float> SINGLES_LOW = low(1);
  private static final VectorShuffle<Float> SINGLES_HIGH = high(1);

  private Transposition() {}

  /** Where bit {@code distance} of the lane is 1: the other vector's lane without that bit. */
  private static VectorShuffle<Float> low(int distance) {
    return VectorShuffle.fromOp(
        EIGHT, lane -> (lane & distance) == 0 ? lane : SIDE + (lane ^ distance));
  }

  /** Where bit {@code distance} of the lane is 0: this vector's lane with that bit. */
  private static VectorShuffle<Float> high(int distance) {
    return VectorShuffle.fromOp(
        EIGHT, lane -> (lane & distance) == 0 ? lane | distance : SIDE + lane);
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
    FloatVector a0 = r0.rearrange(QUADS_LOW, r4);
    FloatVector a4 = r0.rearrange(QUADS_HIGH, r4);
    FloatVector a1 = r1.rearrange(QUADS_LOW, r5);
    FloatVector a5 = r1.rearrange(QUADS_HIGH, r5);
    FloatVector a2 = r2.rearrange(QUADS_LOW, r6);
    FloatVector a6 = r2.rearrange(QUADS_HIGH, r6);
    FloatVector a3 = r3.rearrange(QUADS_LOW, r7);
    FloatVector a7 = r3.rearrange(QUADS_HIGH, r7);
    FloatVector b0 = a0.rearrange(PAIRS_LOW, a2);
    FloatVector b2 = a0.rearrange(PAIRS_HIGH, a2);
    FloatVector b1 = a1.rearrange(PAIRS_LOW, a3);
    FloatVector b3 = a1.rearrange(PAIRS_HIGH, a3);
    FloatVector b4 = a4.rearrange(PAIRS_LOW, a6);
    FloatVector b6 = a4.rearrange(PAIRS_HIGH, a6);
    FloatVector b5 = a5.rearrange(PAIRS_LOW, a7);
    FloatVector b7 = a5.rearrange(PAIRS_HIGH, a7);
    FloatVector c0 = b0.rearrange(SINGLES_LOW, b1);
    FloatVector c1 = b0.rearrange(SINGLES_HIGH, b1);
    FloatVector c2 = b2.rearrange(SINGLES_LOW, b3);
    FloatVector c3 = b2.rearrange(SINGLES_HIGH, b3);
    FloatVector c4 = b4.rearrange(SINGLES_LOW, b5);
    FloatVector c5 = b4.rearrange(SINGLES_HIGH, b5);
    FloatVector c6 = b6.rearrange(SINGLES_LOW, b7);
    FloatVector c7 = b6.rearrange(SINGLES_HIGH, b7);
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
