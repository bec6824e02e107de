package gradus.core.cpu;

import java.lang.foreign.MemorySegment;

/** The check that keeps kernels, which use absolute addresses, inside their memory. */
final class Extent {
  private Extent() {}

  /**
   * Checks that all operands lie in memory.
   *
   * @throws IllegalArgumentException if memory is on the heap, read-only or too small
   */
  static void check(MemorySegment memory, long bytes) {
    if (!memory.isNative() || memory.byteSize() < bytes || memory.isReadOnly()) {
      throw new IllegalArgumentException(
          "kernel: got memory "
              + memory
              + "; it must be native, writable and of "
              + bytes
              + " bytes or more; allocate it from an arena");
    }
  }
}
