package gradus.bench;

import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code gradus bench profile}. */
@CommandLine.Command(
    name = "profile",
    description = "Shows where the time of a training step goes, kernel call by kernel call.",
    footer = {
      "%nThe limit is the nearer one: operations at the multiply-add peak (A), or bytes at the",
      "memory bandwidth (M). What stays in a cache can pass the latter.",
      "%nExample:",
      "  gradus bench profile --workload W4 --threads 2 --top 20 --merge"
    })
final class ProfileCommand extends Command {
  @Option(
      names = "--workload",
      required = true,
      description = "W1, W2, W3, W4, W5, W7, D100 or D1000.")
  private String workload;

  @Option(names = "--threads", description = "Computing threads: all.")
  private Integer threads;

  @Option(names = "--top", defaultValue = "30", description = "Rows to show: ${DEFAULT-VALUE}.")
  private int top;

  @Option(names = "--merge", description = "Take equal calls of different layers together.")
  private boolean merge;

  @Option(names = "--measured", description = "Of a step that measures signals and gradients.")
  private boolean measured;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "6",
      description = "Time before the steps that count: ${DEFAULT-VALUE}.")
  private double warmUp;

  @Override
  public Integer call() {
    TrainingWorkload chosen = Workloads.training(workload);
    int team = threads(threads);
    double before = seconds("--warm-up", warmUp);
    if (top < 1) {
      throw new IllegalArgumentException("--top: got " + top + "; must be 1 or more");
    }
    Limits limits = Limits.measure(team);
    Profile profile = Profile.of(chosen, team, before, measured);
    limits = limits.or(Limits.measure(team));
    print(chosen, team, merge ? profile.merged() : profile, limits);
    return DONE;
  }

  private void print(TrainingWorkload chosen, int team, Profile profile, Limits limits) {
    line(
        "%s: %s; batch %d, %d threads; limits %.0f GFLOP/s and %.1f GB/s",
        chosen.id(), chosen.what(), chosen.batch(), team, limits.gflops(), limits.gigabytes());
    line("      us  share  calls  GFLOP/s    GB/s  of limit  what");
    double total = profile.seconds();
    profile.rows().stream()
        .limit(top)
        .forEach(
            row ->
                line(
                    "%8.1f %5.1f%% %6d %8.1f %7.1f  %5.1f%% %s  %s%s",
                    1e6 * row.seconds(),
                    100 * row.seconds() / total,
                    row.calls(),
                    row.operations() / row.seconds() / 1e9,
                    row.bytes() / row.seconds() / 1e9,
                    100 * limits.fraction(row.operations(), row.bytes(), row.seconds()),
                    limits.byArithmetic(row.operations(), row.bytes()) ? "A" : "M",
                    row.what(),
                    row.place().isEmpty() ? "" : "  # " + row.place()));
    double operations = profile.rows().stream().mapToDouble(Profile.Row::operations).sum();
    double least =
        profile.rows().stream()
            .mapToDouble(row -> limits.fraction(row.operations(), row.bytes(), 1))
            .sum();
    line(
        "%8.1f us a step, %.1f GFLOP/s, %.1f%% of the peak; all calls at their limits: %.1f us",
        1e6 * total,
        operations / total / 1e9,
        100 * operations / total / 1e9 / limits.gflops(),
        1e6 * least);
  }
}
