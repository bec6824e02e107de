package gradus.bench;

import gradus.train.Engine;
import gradus.train.data.Batch;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code gradus bench monitoring}. */
@CommandLine.Command(
    name = "monitoring",
    description = "Measures what the measurements of signals and gradients cost a training step.",
    footer = {
      "%nPlain and measured steps take turns on two equal trainings; the medians are compared.",
      "%nExample:",
      "  gradus bench monitoring --workload W2 --workload W3 --threads 2"
    })
final class MonitoringCommand extends Command {
  private static final int TURN = 5;

  @Option(
      names = "--workload",
      paramLabel = "ID",
      description = "W1, W2, W3, W4, W5, W7, D100 or D1000; repeatable. All but D1000 if none.")
  private List<String> workloads = List.of("W1", "W2", "W3", "W4", "W5", "W7", "D100");

  @Option(names = "--threads", description = "Computing threads: all.")
  private Integer threads;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "Time of each workload: ${DEFAULT-VALUE}.")
  private double seconds;

  @Override
  public Integer call() {
    int team = threads(threads);
    double time = seconds("--seconds", seconds);
    for (String workload : workloads) {
      measure(Workloads.training(workload), team, time);
    }
    return DONE;
  }

  private void measure(TrainingWorkload workload, int team, double time) {
    Batch[] batches = Batches.of(workload);
    double[] plain = new double[1 << 16];
    double[] measured = new double[1 << 16];
    int count = 0;
    try (Engine one = workload.engine(team);
        Engine two = workload.engine(team)) {
      long end = System.nanoTime() + (long) (time * 1e9);
      long warm = System.nanoTime() + (long) (time * 0.5e9);
      for (int step = 1; System.nanoTime() < end && count + TURN <= plain.length; step++) {
        boolean counts = System.nanoTime() > warm;
        for (int i = 0; i < TURN; i++) {
          Batch batch = batches[(step * TURN + i) % batches.length];
          int at = step * TURN + i;
          double first = step(one, batch, at, workload.rate(), false);
          if (counts) {
            plain[count + i] = first;
          }
        }
        for (int i = 0; i < TURN; i++) {
          Batch batch = batches[(step * TURN + i) % batches.length];
          double second = step(two, batch, step * TURN + i, workload.rate(), true);
          if (counts) {
            measured[count + i] = second;
          }
        }
        count += counts ? TURN : 0;
      }
    }
    double a = median(plain, count);
    double b = median(measured, count);
    progress(
        "%-6s plain %10.1f us, measured %10.1f us: every step costs %5.1f %%",
        workload.id(), 1e6 * a, 1e6 * b, 100 * (b / a - 1));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("workload", workload.id());
    fields.put("plain_us", 1e6 * a);
    fields.put("measured_us", 1e6 * b);
    fields.put("cost", b / a - 1);
    line("%s", Json.line(fields));
  }

  private static double step(Engine engine, Batch batch, long step, double rate, boolean measure) {
    long begin = System.nanoTime();
    engine.train(batch, step, step, rate, true, measure);
    return (System.nanoTime() - begin) / 1e9;
  }

  private static double median(double[] values, int count) {
    double[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    return count == 0 ? Double.NaN : sorted[count / 2];
  }
}
