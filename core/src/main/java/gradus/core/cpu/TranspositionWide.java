package gradus.core.cpu;

import static gradus.core.cpu.Lanes.ALL;
import static gradus.core.cpu.Lanes.ORDER;
import static gradus.core.cpu.Transposition.exchange;
import static gradus.core.cpu.Transposition.high;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Squares of 16 by 16 floats, mirrored at their diagonal in four rounds of exchanged halves; as
 * {@link Transposition}, for vectors of 16 numbers. A row of such a square is a whole cache line,
 * so each line of the source is read once, however many rows lie between its columns.
 */
final class TranspositionWide {
  /** Rows and columns of a block. */
  static final int SIDE = 16;

  private static final VectorSpecies<Float> SIXTEEN = FloatVector.SPECIES_512;
  private static final VectorShuffle<Float> EIGHTS = exchange(SIXTEEN, 8);
  private static final VectorShuffle<Float> QUADS = exchange(SIXTEEN, 4);
  private static final VectorShuffle<Float> PAIRS = exchange(SIXTEEN, 2);
  private static final VectorShuffle<Float> SINGLES = exchange(SIXTEEN, 1);
  private static final VectorMask<Float> EIGHTS_HIGH = high(SIXTEEN, 8);
  private static final VectorMask<Float> QUADS_HIGH = high(SIXTEEN, 4);
  private static final VectorMask<Float> PAIRS_HIGH = high(SIXTEEN, 2);
  private static final VectorMask<Float> SINGLES_HIGH = high(SIXTEEN, 1);

  private TranspositionWide() {}

  /**
   * Writes the block's columns as rows.
   *
   * @param source address of the block
   * @param step bytes between its rows
   * @param target address of the result
   * @param width bytes between the result's rows
   */
  static void block(long source, long step, long target, long width) {
    FloatVector r0 = FloatVector.fromMemorySegment(SIXTEEN, ALL, source, ORDER);
    FloatVector r1 = FloatVector.fromMemorySegment(SIXTEEN, ALL, source + step, ORDER);
    FloatVector r2 = FloatVector.fromMemorySegment(SIXTEEN, ALL, source + 2 * step, ORDER);
    FloatVector r3 = FloatVector.fromMemorySegment(SIXTEEN, ALL, source + 3 * step, ORDER);
    FloatVector r4 = FloatVector.fromMemorySegment(SIXTEEN, ALL, source + 4 * step, ORDER);
    FloatVector r5 = FloatVector.fromMemorySegment(SIXTEEN, ALL, source + 5 * step, ORDER);
    FloatVector r6 = FloatVector.fromMemorySegment(SIXTEEN, ALL, source + 6 * step, ORDER);
    FloatVector r7 = FloatVector.fromMemorySegment(SIXTEEN, ALL, source + 7 * step, ORDER);
    FloatVector r8 = FloatVector.fromMemorySegment(SIXTEEN, ALL, source + 8 * step, ORDER);
    FloatVector r9 = FloatVector.fromMemorySegment(SIXTEEN, ALL, source + 9 * step, ORDER);
    FloatVector r10 = FloatVector.fromMemorySegment(SIXTEEN, ALL, source + 10 * step, ORDER);
    FloatVector r11 = FloatVector.fromMemorySegment(SIXTEEN, ALL, source + 11 * step, ORDER);
    FloatVector r12 = FloatVector.fromMemorySegment(SIXTEEN, ALL, source + 12 * step, ORDER);
    FloatVector r13 = FloatVector.fromMemorySegment(SIXTEEN, ALL, source + 13 * step, ORDER);
    FloatVector r14 = FloatVector.fromMemorySegment(SIXTEEN, ALL, source + 14 * step, ORDER);
    FloatVector r15 = FloatVector.fromMemorySegment(SIXTEEN, ALL, source + 15 * step, ORDER);
    FloatVector a0 = r0.blend(r8.rearrange(EIGHTS), EIGHTS_HIGH);
    FloatVector a8 = r0.rearrange(EIGHTS).blend(r8, EIGHTS_HIGH);
    FloatVector a1 = r1.blend(r9.rearrange(EIGHTS), EIGHTS_HIGH);
    FloatVector a9 = r1.rearrange(EIGHTS).blend(r9, EIGHTS_HIGH);
    FloatVector a2 = r2.blend(r10.rearrange(EIGHTS), EIGHTS_HIGH);
    FloatVector a10 = r2.rearrange(EIGHTS).blend(r10, EIGHTS_HIGH);
    FloatVector a3 = r3.blend(r11.rearrange(EIGHTS), EIGHTS_HIGH);
    FloatVector a11 = r3.rearrange(EIGHTS).blend(r11, EIGHTS_HIGH);
    FloatVector a4 = r4.blend(r12.rearrange(EIGHTS), EIGHTS_HIGH);
    FloatVector a12 = r4.rearrange(EIGHTS).blend(r12, EIGHTS_HIGH);
    FloatVector a5 = r5.blend(r13.rearrange(EIGHTS), EIGHTS_HIGH);
    FloatVector a13 = r5.rearrange(EIGHTS).blend(r13, EIGHTS_HIGH);
    FloatVector a6 = r6.blend(r14.rearrange(EIGHTS), EIGHTS_HIGH);
    FloatVector a14 = r6.rearrange(EIGHTS).blend(r14, EIGHTS_HIGH);
    FloatVector a7 = r7.blend(r15.rearrange(EIGHTS), EIGHTS_HIGH);
    FloatVector a15 = r7.rearrange(EIGHTS).blend(r15, EIGHTS_HIGH);
    FloatVector b0 = a0.blend(a4.rearrange(QUADS), QUADS_HIGH);
    FloatVector b4 = a0.rearrange(QUADS).blend(a4, QUADS_HIGH);
    FloatVector b1 = a1.blend(a5.rearrange(QUADS), QUADS_HIGH);
    FloatVector b5 = a1.rearrange(QUADS).blend(a5, QUADS_HIGH);
    FloatVector b2 = a2.blend(a6.rearrange(QUADS), QUADS_HIGH);
    FloatVector b6 = a2.rearrange(QUADS).blend(a6, QUADS_HIGH);
    FloatVector b3 = a3.blend(a7.rearrange(QUADS), QUADS_HIGH);
    FloatVector b7 = a3.rearrange(QUADS).blend(a7, QUADS_HIGH);
    FloatVector b8 = a8.blend(a12.rearrange(QUADS), QUADS_HIGH);
    FloatVector b12 = a8.rearrange(QUADS).blend(a12, QUADS_HIGH);
    FloatVector b9 = a9.blend(a13.rearrange(QUADS), QUADS_HIGH);
    FloatVector b13 = a9.rearrange(QUADS).blend(a13, QUADS_HIGH);
    FloatVector b10 = a10.blend(a14.rearrange(QUADS), QUADS_HIGH);
    FloatVector b14 = a10.rearrange(QUADS).blend(a14, QUADS_HIGH);
    FloatVector b11 = a11.blend(a15.rearrange(QUADS), QUADS_HIGH);
    FloatVector b15 = a11.rearrange(QUADS).blend(a15, QUADS_HIGH);
    FloatVector c0 = b0.blend(b2.rearrange(PAIRS), PAIRS_HIGH);
    FloatVector c2 = b0.rearrange(PAIRS).blend(b2, PAIRS_HIGH);
    FloatVector c1 = b1.blend(b3.rearrange(PAIRS), PAIRS_HIGH);
    FloatVector c3 = b1.rearrange(PAIRS).blend(b3, PAIRS_HIGH);
    FloatVector c4 = b4.blend(b6.rearrange(PAIRS), PAIRS_HIGH);
    FloatVector c6 = b4.rearrange(PAIRS).blend(b6, PAIRS_HIGH);
    FloatVector c5 = b5.blend(b7.rearrange(PAIRS), PAIRS_HIGH);
    FloatVector c7 = b5.rearrange(PAIRS).blend(b7, PAIRS_HIGH);
    FloatVector c8 = b8.blend(b10.rearrange(PAIRS), PAIRS_HIGH);
    FloatVector c10 = b8.rearrange(PAIRS).blend(b10, PAIRS_HIGH);
    FloatVector c9 = b9.blend(b11.rearrange(PAIRS), PAIRS_HIGH);
    FloatVector c11 = b9.rearrange(PAIRS).blend(b11, PAIRS_HIGH);
    FloatVector c12 = b12.blend(b14.rearrange(PAIRS), PAIRS_HIGH);
    FloatVector c14 = b12.rearrange(PAIRS).blend(b14, PAIRS_HIGH);
    FloatVector c13 = b13.blend(b15.rearrange(PAIRS), PAIRS_HIGH);
    FloatVector c15 = b13.rearrange(PAIRS).blend(b15, PAIRS_HIGH);
    FloatVector d0 = c0.blend(c1.rearrange(SINGLES), SINGLES_HIGH);
    FloatVector d1 = c0.rearrange(SINGLES).blend(c1, SINGLES_HIGH);
    FloatVector d2 = c2.blend(c3.rearrange(SINGLES), SINGLES_HIGH);
    FloatVector d3 = c2.rearrange(SINGLES).blend(c3, SINGLES_HIGH);
    FloatVector d4 = c4.blend(c5.rearrange(SINGLES), SINGLES_HIGH);
    FloatVector d5 = c4.rearrange(SINGLES).blend(c5, SINGLES_HIGH);
    FloatVector d6 = c6.blend(c7.rearrange(SINGLES), SINGLES_HIGH);
    FloatVector d7 = c6.rearrange(SINGLES).blend(c7, SINGLES_HIGH);
    FloatVector d8 = c8.blend(c9.rearrange(SINGLES), SINGLES_HIGH);
    FloatVector d9 = c8.rearrange(SINGLES).blend(c9, SINGLES_HIGH);
    FloatVector d10 = c10.blend(c11.rearrange(SINGLES), SINGLES_HIGH);
    FloatVector d11 = c10.rearrange(SINGLES).blend(c11, SINGLES_HIGH);
    FloatVector d12 = c12.blend(c13.rearrange(SINGLES), SINGLES_HIGH);
    FloatVector d13 = c12.rearrange(SINGLES).blend(c13, SINGLES_HIGH);
    FloatVector d14 = c14.blend(c15.rearrange(SINGLES), SINGLES_HIGH);
    FloatVector d15 = c14.rearrange(SINGLES).blend(c15, SINGLES_HIGH);
    d0.intoMemorySegment(ALL, target, ORDER);
    d1.intoMemorySegment(ALL, target + width, ORDER);
    d2.intoMemorySegment(ALL, target + 2 * width, ORDER);
    d3.intoMemorySegment(ALL, target + 3 * width, ORDER);
    d4.intoMemorySegment(ALL, target + 4 * width, ORDER);
    d5.intoMemorySegment(ALL, target + 5 * width, ORDER);
    d6.intoMemorySegment(ALL, target + 6 * width, ORDER);
    d7.intoMemorySegment(ALL, target + 7 * width, ORDER);
    d8.intoMemorySegment(ALL, target + 8 * width, ORDER);
    d9.intoMemorySegment(ALL, target + 9 * width, ORDER);
    d10.intoMemorySegment(ALL, target + 10 * width, ORDER);
    d11.intoMemorySegment(ALL, target + 11 * width, ORDER);
    d12.intoMemorySegment(ALL, target + 12 * width, ORDER);
    d13.intoMemorySegment(ALL, target + 13 * width, ORDER);
    d14.intoMemorySegment(ALL, target + 14 * width, ORDER);
    d15.intoMemorySegment(ALL, target + 15 * width, ORDER);
  }
}
