package gradus.core.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Fused multiply-adds in registers and nothing else: what a processor can do at most.
 *
 * <p>Each task runs {@value #CHAINS} independent chains {@code x = x m + m}, each in every lane of
 * a vector, and writes one float, the sum of the chains. The chains hide the latency of the units:
 * 4 cycles on 2 units need 8 of them. (A processor with more than 3 such units stays below its
 * limit here.)
 *
 * @param cpu what may be used
 * @param tasks independent pieces; at least a few for each thread, so that all end together
 * @param rounds multiply-adds of each chain in a task
 * @param at byte offset of the results, 64 bytes for each task
 */
public record MultiplyAdds(Cpu cpu, int tasks, int rounds, long at) implements Kernel {
  static final int CHAINS = 12;

  /** The factor and the summand: the chains go to 0.999 / 0.001 and never overflow. */
  static final float FACTOR = 0.999f;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if there is not at least one task and one round
   */
  public MultiplyAdds {
    if (tasks < 1 || rounds < 1) {
      throw new IllegalArgumentException(
          "multiply-adds: got "
              + tasks
              + " tasks of "
              + rounds
              + " rounds; both must be 1 or more");
    }
  }

  /** Floating point operations of one run: two for each multiply-add and lane. */
  public double operations() {
    return 2.0 * CHAINS * cpu.lanes() * rounds * tasks;
  }

  /** The memory of the results, in bytes. */
  public long bytes() {
    return 64L * tasks;
  }

  /** Where a chain begins, so that no two of them are the same computation. */
  static float start(int chain) {
    return 0.25f * chain;
  }

  @Override
  public int tasks(int phase) {
    return tasks;
  }

  @Override
  public void run(MemorySegment memory, int phase, int task) {
    float sum = cpu.vectors() ? VectorPeak.chains(rounds) : chains(rounds);
    memory.set(ValueLayout.JAVA_FLOAT_UNALIGNED, at + 64L * task, sum);
  }

  private static float chains(int rounds) {
    float[] x = new float[CHAINS];
    for (int chain = 0; chain < CHAINS; chain++) {
      x[chain] = start(chain);
    }
    for (int round = 0; round < rounds; round++) {
      for (int chain = 0; chain < CHAINS; chain++) {
        x[chain] = Math.fma(x[chain], FACTOR, FACTOR);
      }
    }
    float sum = x[0];
    for (int chain = 1; chain < CHAINS; chain++) {
      sum += x[chain];
    }
    return sum;
  }
}
