package gradus.core.cpu;

import java.lang.foreign.MemorySegment;

/**
 * One prepared call with fixed sizes and fixed byte offsets into the program's memory; it runs a
 * million times and allocates nothing.
 *
 * <p>Phases run one after another; the tasks of a phase are independent and may run at the same
 * time on several threads. How the work is cut depends on shapes alone, never on the number of
 * threads, so that every number of threads gives the same bits.
 */
public interface Kernel {
  /** The number of phases. */
  default int phases() {
    return 1;
  }

  /** The number of independent tasks of a phase. */
  int tasks(int phase);

  /** Runs one task. */
  void run(MemorySegment memory, int phase, int task);
}
