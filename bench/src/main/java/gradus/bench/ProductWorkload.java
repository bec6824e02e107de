package gradus.bench;

import gradus.core.cpu.Cpu;
import gradus.core.cpu.Gemm;
import gradus.core.cpu.Kernel;
import gradus.core.cpu.Workers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;

/**
 * One matrix product {@code [m, k] x [k, n]}, the kernel alone.
 *
 * @param id its short name
 * @param m rows
 * @param k length of the sums
 * @param n columns
 */
record ProductWorkload(String id, int m, int k, int n) implements Workload {
  /** Vectors may be read a little past the last operand. */
  private static final long SLACK = 256;

  @Override
  public String what() {
    return "product " + m + " x " + k + " x " + n;
  }

  @Override
  public int batch() {
    return 1;
  }

  @Override
  public double operations() {
    return 2.0 * m * k * n;
  }

  @Override
  public Exercise start(int threads) {
    Cpu cpu = Cpu.detect();
    Gemm gemm = Gemm.dense(1, m, n, k, false, false);
    long a = 0;
    long b = a + aligned(4L * m * k);
    long c = b + aligned(4L * k * n);
    long scratch = c + aligned(4L * m * n);
    Arena arena = Arena.ofShared();
    MemorySegment memory = arena.allocate(scratch + gemm.scratchBytes(cpu) + SLACK, 64);
    Random random = new Random(7);
    for (long at = 0; at < c; at += 4) {
      memory.set(ValueLayout.JAVA_FLOAT, at, 2 * random.nextFloat() - 1);
    }
    return new Product(
        arena, memory, gemm.kernel(cpu, a, b, c, null, scratch), new Workers(threads));
  }

  private static long aligned(long bytes) {
    return (bytes + 63) & -64;
  }

  private record Product(Arena arena, MemorySegment memory, Kernel kernel, Workers workers)
      implements Exercise {
    @Override
    public double step() {
      workers.run(kernel, memory);
      return Double.NaN;
    }

    @Override
    public double compileSeconds() {
      return Double.NaN;
    }

    @Override
    public void close() {
      workers.close();
      arena.close();
    }
  }
}
