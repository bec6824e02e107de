package gradus.core.cpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * How far each term of a sum lies from the first in the left operand, in bytes. Off-heap, so that
 * the tiles' loops count addresses: a loop over an array's index is unrolled by the JIT, its loads
 * move ahead of all multiply-adds, and the sums no longer fit the registers (39 instead of 90
 * GFLOP/s of a peak of 97, AVX2).
 */
final class DepthTable {
  private final MemorySegment bytes;
  private final int length;

  /**
   * A table of offsets.
   *
   * @param elements offsets in floats, 0 or more, below 2^29
   */
  DepthTable(int[] elements) {
    length = elements.length;
    bytes = Arena.ofAuto().allocate(4L * Math.max(1, length), 64);
    for (int i = 0; i < length; i++) {
      bytes.setAtIndex(ValueLayout.JAVA_INT, i, Math.multiplyExact(4, elements[i]));
    }
  }

  /** The number of entries. */
  int length() {
    return length;
  }

  /** The address of an entry; valid while the table is reachable. */
  long address(int entry) {
    return bytes.address() + 4L * entry;
  }
}
