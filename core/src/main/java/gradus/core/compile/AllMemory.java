package gradus.core.compile;

import java.lang.foreign.MemorySegment;

/**
 * One constant segment that spans all memory, for the vector code of emitted loops: the JIT then
 * looks at no lifetime, kind or bounds in them. {@link LoopKernel} checks the size of the memory
 * once per task instead, and keeps it reachable until the task ends. Loaded by vector code only.
 */
final class AllMemory {
  static final MemorySegment SEGMENT = all();

  private AllMemory() {}

  @SuppressWarnings("restricted")
  private static MemorySegment all() {
    return MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
  }
}
