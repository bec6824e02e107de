package gradus.bench;

import gradus.core.compile.Work;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;
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
      description = "Measured time of each kernel, in five windows: ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "3",
      description =
          "Time before, of each kernel; large loops take seconds to be compiled: ${DEFAULT-VALUE}.")
  private double warmUp;

  @Option(names = "--threads", description = "Computing threads: all.")
  private Integer threads;

  @Option(names = "--list", description = "Only print the names.")
  private boolean list;

  private record Timed(KernelCase kernel, Work work, double seconds, double spread) {}

  @Override
  public Integer call() {
    int team = threads(threads);
    double measured = seconds("--seconds", seconds);
    double before = seconds("--warm-up", warmUp);
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
      results.add(time(each, team, before, measured));
    }
    print(results, team, limits.or(Limits.measure(team)));
    return DONE;
  }

  private Timed time(KernelCase kernel, int team, double before, double measured) {
    Options options =
        new OptionsBuilder()
            .include(KernelBenchmark.class.getName())
            .param("kernel", kernel.name())
            .param("threads", String.valueOf(team))
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.SECONDS)
            .warmupIterations(WINDOWS)
            .warmupTime(window(before))
            .measurementIterations(WINDOWS)
            .measurementTime(window(measured))
            .forks(1)
            .shouldFailOnError(true)
            .build();
    // What JMH and its processes say is only of interest when they fail.
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    OutputFormat format = OutputFormatFactory.createFormatInstance(stream, VerboseMode.SILENT);
    try {
      Statistics times =
          new Runner(options, format).run().iterator().next().getPrimaryResult().getStatistics();
      double median = times.getPercentile(50);
      return new Timed(kernel, kernel.work(), median, (times.getMax() - times.getMin()) / median);
    } catch (RunnerException problem) {
      progress("%s", said.toString(StandardCharsets.UTF_8));
      throw new IllegalStateException(kernel.name() + " could not be timed", problem);
    }
  }

  private static TimeValue window(double seconds) {
    return TimeValue.milliseconds(Math.max(1, Math.round(1000 * seconds / WINDOWS)));
  }

  private void print(List<Timed> results, int team, Limits limits) {
    line(
        "%d threads; limits %.0f GFLOP/s and %.1f GB/s; medians of %d windows",
        team, limits.gflops(), limits.gigabytes(), WINDOWS);
    line("%12s %6s %9s %8s  %8s   %s", "us", "spread", "GFLOP/s", "GB/s", "of limit", "kernel");
    for (Timed timed : results) {
      double operations = timed.work().operations();
      double bytes = timed.work().bytes();
      line(
          "%12.2f %5.0f%% %9.1f %8.1f  %7.1f%% %s %s",
          1e6 * timed.seconds(),
          100 * timed.spread(),
          operations / timed.seconds() / 1e9,
          bytes / timed.seconds() / 1e9,
          100 * limits.fraction(operations, bytes, timed.seconds()),
          limits.byArithmetic(operations, bytes) ? "A" : "M",
          timed.kernel().name());
    }
  }
}
