package gradus.bench;

import gradus.core.compile.Program;
import gradus.core.cpu.Workers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Runs one of the {@link KernelCases}; JMH makes a subclass of it, so it cannot be final.
 *
 * <p>All memory holds numbers in [0.1, 1.1): none is so small that a processor would be slow.
 */
@State(Scope.Benchmark)
public class KernelBenchmark {
  /** The name of the case. */
  @Param("gemm 128x128x128")
  public String kernel;

  /** Computing threads. */
  @Param("1")
  public int threads;

  private Program program;
  private Arena arena;
  private MemorySegment memory;
  private Workers workers;

  /** For JMH. */
  public KernelBenchmark() {}

  /** Compiles the case and fills its memory. */
  @Setup
  public void prepare() {
    program = KernelCases.of(kernel).program();
    arena = Arena.ofShared();
    memory = arena.allocate(program.bytes(), 64);
    Random random = new Random(7);
    for (long at = 0; at + 4 <= memory.byteSize(); at += 4) {
      memory.set(ValueLayout.JAVA_FLOAT, at, 0.1f + random.nextFloat());
    }
    program.load(memory);
    workers = new Workers(threads);
  }

  /** One run. */
  @Benchmark
  public void run() {
    program.run(memory, workers);
  }

  /** Gives threads and memory back. */
  @TearDown
  public void close() {
    workers.close();
    arena.close();
  }
}
