package gradus.bench;

import gradus.core.compile.Compiler;
import gradus.core.cpu.Cpu;
import gradus.train.Engine;
import gradus.train.data.Batch;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Shows where the time of a workload's step goes, kernel call by kernel call. */
final class Profile {
  private Profile() {}

  public static void main(String[] arguments) {
    Workload workload = Workload.of(arguments[0]);
    int threads = Integer.parseInt(arguments[1]);
    Batch[] batches = Batches.of(workload);
    int width = workload.classes() == 0 ? 1 : 0;
    try (Engine engine =
        new Engine(
            workload.recipe(), workload.example(), width, 1, new Compiler(Cpu.detect()), threads)) {
      long end = System.nanoTime() + 6_000_000_000L;
      while (System.nanoTime() < end) {
        engine.profile(batches[0], workload.rate(), 1);
      }
      List<Engine.Timing> timings = engine.profile(batches[1], workload.rate(), 20);
      double total = timings.stream().mapToDouble(Engine.Timing::seconds).sum();
      timings.stream()
          .sorted(Comparator.comparingDouble(Engine.Timing::seconds).reversed())
          .limit(arguments.length > 2 ? Integer.parseInt(arguments[2]) : 30)
          .forEach(
              t ->
                  System.out.printf(
                      Locale.ROOT,
                      "%8.1f us %5.1f %% %7.1f GFLOP/s %6.1f GB/s  %s  # %s%n",
                      t.seconds() * 1e6,
                      100 * t.seconds() / total,
                      t.work().operations() / t.seconds() / 1e9,
                      t.work().bytes() / t.seconds() / 1e9,
                      t.work().what(),
                      t.work().place()));
      System.out.printf(Locale.ROOT, "%8.1f us in %d kernels%n", total * 1e6, timings.size());
    }
  }
}
