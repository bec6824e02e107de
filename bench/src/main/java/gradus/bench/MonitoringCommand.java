package gradus.bench;

import gradus.health.Doctor;
import gradus.train.Engine;
import gradus.train.data.Batch;
import gradus.train.log.Event;
import gradus.train.log.RunLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
      "%nPlain and measured steps take turns on two equal trainings; the medians are compared,",
      "once of the steps alone, and once with what follows: a line in the log, a doctor's look.",
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
    double[] told = new double[1 << 16];
    int count = 0;
    try (Readers readers = new Readers();
        Engine one = workload.engine(team);
        Engine two = workload.engine(team)) {
      long end = System.nanoTime() + (long) (time * 1e9);
      long warm = System.nanoTime() + (long) (time * 0.5e9);
      for (int turn = 0; System.nanoTime() < end && count + TURN <= plain.length; turn++) {
        boolean counts = System.nanoTime() > warm;
        for (int i = 0; i < TURN; i++) {
          int step = turn * TURN + i + 1;
          long begin = System.nanoTime();
          one.train(batches[step % batches.length], step, step, workload.rate(), true, false);
          plain[count + i] = since(begin);
        }
        for (int i = 0; i < TURN; i++) {
          int step = turn * TURN + i + 1;
          long begin = System.nanoTime();
          Engine.Outcome outcome =
              two.train(batches[step % batches.length], step, step, workload.rate(), true, true);
          measured[count + i] = since(begin);
          readers.tell(new Event.SignalFlow(step, outcome.signals()));
          readers.tell(new Event.GradientFlow(step, outcome.parameters()));
          told[count + i] = since(begin);
        }
        readers.turn();
        count += counts ? TURN : 0;
      }
    }
    double a = median(plain, count);
    double b = median(measured, count);
    double c = median(told, count);
    progress(
        "%-6s plain %10.1f us, measured %10.1f us, with log and doctor %10.1f us:"
            + " every step costs %5.1f %%, with all %5.1f %%",
        workload.id(), 1e6 * a, 1e6 * b, 1e6 * c, 100 * (b / a - 1), 100 * (c / a - 1));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("workload", workload.id());
    fields.put("plain_us", 1e6 * a);
    fields.put("measured_us", 1e6 * b);
    fields.put("told_us", 1e6 * c);
    fields.put("cost", b / a - 1);
    fields.put("cost_told", c / a - 1);
    line("%s", Json.line(fields));
  }

  private static double since(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  private static double median(double[] values, int count) {
    double[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    return count == 0 ? Double.NaN : sorted[count / 2];
  }

  /** A log on disk and a doctor, as a training has them. */
  private static final class Readers implements AutoCloseable {
    private static final long MOST_BYTES = 64 << 20;

    private final Doctor doctor = Doctor.telling(_ -> {});
    private final Path folder;
    private RunLog log;

    Readers() {
      try {
        folder = Files.createTempDirectory("gradus-monitoring");
      } catch (IOException e) {
        throw new UncheckedIOException("no folder for a log can be made", e);
      }
      log = RunLog.open(folder);
    }

    void tell(Event event) {
      log.append(event);
      doctor.on(event);
    }

    /** Begins a new log if this one has become large. */
    void turn() {
      if (folder.resolve(RunLog.FILE).toFile().length() > MOST_BYTES) {
        log.close();
        delete(folder.resolve(RunLog.FILE));
        log = RunLog.open(folder);
      }
    }

    @Override
    public void close() {
      log.close();
      delete(folder.resolve(RunLog.FILE));
      delete(folder);
    }

    private static void delete(Path path) {
      try {
        Files.delete(path);
      } catch (IOException e) {
        throw new UncheckedIOException(path + ": cannot be removed", e);
      }
    }
  }
}
