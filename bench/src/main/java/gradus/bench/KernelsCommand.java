package gradus.bench;

import gradus.core.compile.Work;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code gradus bench kernels}. */
@CommandLine.Command(
    name = "kernels",
    description = "Times single kernels with JMH, each in a process of its own.",
    footer = {
      "%nThe limit is the nearer one: operations at the multiply-add peak (A), or bytes at the",
      "memory bandwidth (M). What stays in a cache can pass the latter.",
      "%nExample:",
      "  gradus bench kernels --filter conv --seconds 1 --threads 2"
    })
final class KernelsCommand extends Command {
  private static final int WINDOWS = 5;

  @Option(
      names = "--filter",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Only kernels whose name contains this.")
  private String filter;

  @Option(
      names = "--seconds",
      defaultValue = "1",
      description = "Measured time of each kernel, after as much warm-up: ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(names = "--threads", description = "Computing threads: all.")
  private Integer threads;

  @Option(names = "--list", description = "Only print the names.")
  private boolean list;

  private record Timed(KernelCase kernel, Work work, double seconds, double error) {}

  @Override
  public Integer call() throws RunnerException {
    int team = threads(threads);
    double measured = seconds("--seconds", seconds);
    String wanted = filter.toLowerCase(Locale.ROOT);
    List<KernelCase> chosen =
        KernelCases.ALL.stream().filter(each -> each.name().contains(wanted)).toList();
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "--filter: no kernel's name contains '" + filter + "'; '--list' shows all names");
    }
    if (list) {
      chosen.forEach(each -> line("%s", each.name()));
      return DONE;
    }
    Limits limits = Limits.measure(team);
    List<Timed> results = new ArrayList<>();
    for (KernelCase each : chosen) {
      progress("%d/%d %s", results.size() + 1, chosen.size(), each.name());
      results.add(time(each, team, measured));
    }
    print(results, team, limits);
    return DONE;
  }

  private static Timed time(KernelCase kernel, int team, double seconds) throws RunnerException {
    TimeValue window = TimeValue.milliseconds(Math.max(1, Math.round(1000 * seconds / WINDOWS)));
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(KernelBenchmark.class.getName())
                    .param("kernel", kernel.name())
                    .param("threads", String.valueOf(team))
                    .mode(Mode.AverageTime)
                    .timeUnit(java.util.concurrent.TimeUnit.SECONDS)
                    .warmupIterations(WINDOWS)
                    .warmupTime(window)
                    .measurementIterations(WINDOWS)
                    .measurementTime(window)
                    .forks(1)
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    var result = results.iterator().next().getPrimaryResult();
    return new Timed(kernel, kernel.work(), result.getStatistics().getPercentile(50), result.getScoreError());
  }

  private void print(List<Timed> results, int team, Limits limits) {
    line(
        "%d threads; limits %.0f GFLOP/s and %.1f GB/s; medians of %d windows",
        team, limits.gflops(), limits.gigabytes(), WINDOWS);
    line("%12s %6s %9s %8s  %8s   %s", "us", "+-", "GFLOP/s", "GB/s", "of limit", "kernel");
    for (Timed timed : results) {
      double operations = timed.work().operations();
      double bytes = timed.work().bytes();
      line(
          "%12.2f %5.0f%% %9.1f %8.1f  %7.1f%% %s %s",
          1e6 * timed.seconds(),
          100 * timed.error() / timed.seconds(),
          operations / timed.seconds() / 1e9,
          bytes / timed.seconds() / 1e9,
          100 * limits.fraction(operations, bytes, timed.seconds()),
          limits.byArithmetic(operations, bytes) ? "A" : "M",
          timed.kernel().name());
    }
  }
}
