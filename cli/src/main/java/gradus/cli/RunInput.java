package gradus.cli;

import gradus.train.run.Run;
import gradus.train.run.RunFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A run named on the command line, and settings in place of its own. */
final class RunInput {
  @Parameters(paramLabel = "RUN", description = "A run file, or the folder of a run.")
  private Path run;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description =
          "Another value for a setting, for example optimizer.adam.rate=1e-3; repeatable.")
  private List<String> set = new ArrayList<>();

  @Option(names = "--seed", paramLabel = "NUMBER", description = "Another seed.")
  private Long seed;

  @Option(names = "--name", paramLabel = "NAME", description = "Another name of the run.")
  private String name;

  @Option(
      names = "--threads",
      paramLabel = "COUNT",
      description = "Computing threads; they do not change the result.")
  private Integer threads;

  /**
   * The run file with the settings of the command line.
   *
   * @throws IllegalArgumentException if it cannot be read or a setting is wrong
   */
  RunFile read() {
    List<String> all = new ArrayList<>(set);
    if (seed != null) {
      all.add("seed=" + seed);
    }
    if (threads != null) {
      all.add("train.threads=" + Threads.checked(threads));
    }
    RunFile file = RunFile.read(path(), all);
    return name == null ? file : file.withName(name);
  }

  private Path path() {
    return Files.isDirectory(run) && Files.exists(run.resolve(Run.RUN_FILE))
        ? run.resolve(Run.RUN_FILE)
        : run;
  }

  /** What the user named. */
  Path given() {
    return run;
  }
}
