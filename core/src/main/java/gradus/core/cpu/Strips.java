package gradus.core.cpu;

import static gradus.core.cpu.Lanes.ALL;
import static gradus.core.cpu.Lanes.ORDER;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * How a left-hand matrix that is stored by columns [depth, rows] is laid out for the tiles: strips
 * of as many rows as the best tile has, each strip [depth, {@link #ROWS}] contiguous. So a tile
 * reads its numbers in the order in which they lie, whatever the distance between stored rows.
 *
 * @param depth the terms of each row
 * @param rows rows of the matrix
 */
record Strips(int depth, int rows) {
  /** The rows of the best tile: 6, with few registers 5. */
  static final int ROWS = Lanes.MANY_REGISTERS ? 6 : 5;

  /** The narrowest vectors that hold a term; wider ones would cross more cache lines. */
  private static final VectorSpecies<Float> EIGHT = FloatVector.SPECIES_256;

  /** Strips that are laid out together: they read whole cache lines. */
  private static final int GROUP = 8;

  /** Bytes from term to term. */
  private static final long TERM = 4L * ROWS;

  /** The number of strips; the last one may have fewer rows. */
  int count() {
    return Math.ceilDiv(rows, ROWS);
  }

  /** The bytes of a strip, with room for what a vector is longer than a term. */
  private long stripBytes() {
    return Slots.align(TERM * depth + EIGHT.vectorByteSize());
  }

  /** The bytes of all strips. */
  long bytes() {
    return count() * stripBytes();
  }

  /** The byte offset of a row's first term. */
  long offset(int row) {
    return row / ROWS * stripBytes() + 4L * (row % ROWS);
  }

  /** How many pieces of work {@link #pack} is cut into. */
  int groups() {
    return Math.ceilDiv(count(), GROUP);
  }

  /**
   * Lays out some neighbouring strips. What a vector writes beyond a term is written again with the
   * next one; behind the last term there is room for it.
   *
   * @param group which strips
   * @param source address of the matrix
   * @param step bytes between its stored rows, at least those of a row and of a vector
   * @param target address of the first strip
   */
  void pack(int group, long source, long step, long target) {
    int from = group * GROUP;
    int to = Math.min(from + GROUP, count());
    // Beyond the last stored row there may be nothing to read.
    int whole = Lanes.COUNT < ROWS ? 0 : Math.max(0, depth - 1);
    if (to - from == GROUP) {
      eight(source + TERM * from, step, whole, target + from * stripBytes(), stripBytes());
    } else {
      for (int strip = from; strip < to; strip++) {
        one(source + TERM * strip, step, whole, target + strip * stripBytes());
      }
    }
    for (int strip = from; strip < to; strip++) {
      for (int term = whole; term < depth; term++) {
        Lanes.copy(
            source + TERM * strip + term * step,
            target + strip * stripBytes() + term * TERM,
            Math.min(ROWS, rows - strip * ROWS));
      }
    }
  }

  private static void one(long source, long step, int terms, long target) {
    for (int term = 0; term < terms; term++) {
      term(source, target);
      source += step;
      target += TERM;
    }
  }

  private static void eight(long source, long step, int terms, long target, long strip) {
    for (int term = 0; term < terms; term++) {
      pair(source, target, strip);
      pair(source + 2 * TERM, target + 2 * strip, strip);
      pair(source + 4 * TERM, target + 4 * strip, strip);
      pair(source + 6 * TERM, target + 6 * strip, strip);
      source += step;
      target += TERM;
    }
  }

  private static void pair(long source, long target, long strip) {
    term(source, target);
    term(source + TERM, target + strip);
  }

  private static void term(long source, long target) {
    FloatVector.fromMemorySegment(EIGHT, ALL, source, ORDER).intoMemorySegment(ALL, target, ORDER);
  }
}
