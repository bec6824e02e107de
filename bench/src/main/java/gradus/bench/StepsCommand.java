package gradus.bench;

import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code gradus bench steps}. */
@CommandLine.Command(
    name = "steps",
    description = "Times whole training steps of one workload; prints one line of JSON.",
    footer = {"%nExample:", "  gradus bench steps --workload W1 --seconds 10 --threads 2"})
final class StepsCommand extends Command {
  private static final double LEAST_WARM_UP = 3;

  @Option(
      names = "--workload",
      required = true,
      description = "W1, W2, W3, W4, W5, W7, W8a, W8b, W8c, D100 or D1000.")
  private String workload;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "Measured time, in five windows: ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      description = "Time before: a third of the measured time, at least 3.")
  private Double warmUp;

  @Option(names = "--threads", description = "Computing threads: all.")
  private Integer threads;

  @Override
  public Integer call() {
    Workload chosen = Workloads.of(workload);
    double measured = seconds("--seconds", seconds);
    double before =
        warmUp == null ? Math.max(LEAST_WARM_UP, measured / 3) : seconds("--warm-up", warmUp);
    line("%s", Json.line(Measurement.of(chosen, threads(threads), before, measured)));
    return DONE;
  }
}
