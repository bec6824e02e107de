package gradus.bench;

import gradus.core.compile.Compiler;
import gradus.core.cpu.Cpu;
import gradus.train.Engine;
import gradus.train.data.Batch;
import java.util.Arrays;
import java.util.Locale;

/**
 * Times whole training steps of one workload and prints one JSON line: warm-up of a third of the
 * time, then five windows, of which the median counts.
 *
 * <pre>{@code java ... gradus.bench.Steps W2 10 2}</pre>
 */
public final class Steps {
  private static final int WINDOWS = 5;

  private Steps() {}

  /** Workload, seconds, threads. */
  public static void main(String[] arguments) {
    String id = arguments.length > 0 ? arguments[0] : "W2";
    double seconds = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 10;
    int threads = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2;
    Workload workload = Workload.of(id);
    long start = ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli();
    Batch[] batches = Batches.of(workload);
    Compiler compiler = new Compiler(Cpu.detect());
    int width = workload.classes() == 0 ? 1 : 0;
    try (Engine engine =
        new Engine(workload.recipe(), workload.example(), width, 1, compiler, threads)) {
      double first = engine.train(batches[0], 1, 0, workload.rate(), true, false).loss();
      long firstStep = System.currentTimeMillis() - start;
      Clock clock = new Clock(workload, engine, batches);
      clock.run(Math.max(3, seconds / 3));
      double[] speeds = new double[WINDOWS];
      for (int i = 0; i < WINDOWS; i++) {
        speeds[i] = clock.run(seconds / WINDOWS);
      }
      Arrays.sort(speeds);
      double speed = speeds[WINDOWS / 2];
      System.out.printf(
          Locale.ROOT,
          "{\"library\":\"gradus\",\"workload\":\"%s\",\"threads\":%d,\"samples_per_s\":%.1f,"
              + "\"steps_per_s\":%.2f,\"gflops\":%.1f,\"first_loss\":%.4f,\"final_loss\":%.4f,"
              + "\"start_to_first_step_ms\":%d,\"memory_mb\":%.1f}%n",
          id,
          threads,
          speed * workload.batch(),
          speed,
          speed * workload.operations() / 1e9,
          first,
          clock.loss,
          firstStep,
          engine.bytes() / 1e6);
    }
  }

  /** Steps in turn over the batches. */
  private static final class Clock {
    private final Workload workload;
    private final Engine engine;
    private final Batch[] batches;
    private long step = 1;
    private double loss;

    Clock(Workload workload, Engine engine, Batch[] batches) {
      this.workload = workload;
      this.engine = engine;
      this.batches = batches;
    }

    /** Steps a second over a window. */
    double run(double seconds) {
      long begin = System.nanoTime();
      long steps = 0;
      do {
        Batch batch = batches[(int) (step % batches.length)];
        loss = engine.train(batch, step + 1, step, workload.rate(), true, false).loss();
        step++;
        steps++;
      } while (System.nanoTime() - begin < seconds * 1e9);
      return steps / ((System.nanoTime() - begin) / 1e9);
    }
  }
}
