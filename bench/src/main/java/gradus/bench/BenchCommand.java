package gradus.bench;

import java.util.List;
import picocli.CommandLine;

/** {@code gradus bench}. */
@CommandLine.Command(
    name = "gradus bench",
    description =
        "Measures whole training steps, single kernels, this machine, the peers, and the physician.",
    footer = {
      "%nExample:",
      "  gradus bench steps --workload W2 --seconds 10 --threads 2",
      "%ndocs/performance.md explains the workloads.",
      "Exit codes: 0 done, 1 failed, 2 wrong use."
    })
final class BenchCommand extends Command {
  /** The program with all its commands. */
  static CommandLine line() {
    CommandLine all =
        new CommandLine(new BenchCommand())
            .addSubcommand(new StepsCommand())
            .addSubcommand(new PeakCommand())
            .addSubcommand(new ProfileCommand())
            .addSubcommand(new KernelsCommand())
            .addSubcommand(new MonitoringCommand())
            .addSubcommand(new PeersCommand())
            .addSubcommand(new ProductsCommand())
            .addSubcommand(new RooflineCommand())
            .addSubcommand(new WardsCommand());
    Problems problems = new Problems();
    all.setParameterExceptionHandler(problems);
    all.setExecutionExceptionHandler(problems);
    all.setUsageHelpAutoWidth(true);
    all.setAbbreviatedSubcommandsAllowed(false);
    return all;
  }

  @Override
  public Integer call() {
    List<String> names = List.copyOf(commandLine().getSubcommands().keySet());
    throw new IllegalArgumentException("name a command: " + String.join(", ", names));
  }
}
