package gradus.cli;

import gradus.train.run.Run;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** {@code gradus resume}. */
@CommandLine.Command(
    name = "resume",
    description = "Goes on with an interrupted run from its last checkpoint, to the same bits.",
    footer = {"%nExample:", "  gradus resume runs/digits-20260101-120000"})
final class ResumeCommand extends Command {
  @CommandLine.Parameters(paramLabel = "FOLDER", description = "The folder of the run.")
  private Path folder;

  @CommandLine.Option(
      names = "--threads",
      paramLabel = "COUNT",
      description = "Computing threads; they do not change the result.")
  private Integer threads;

  @CommandLine.Option(
      names = "--expect",
      paramLabel = "METRIC=VALUE",
      description = "Exit with 1 unless the metric ends at least so good; repeatable.")
  private Map<String, Double> expected = new LinkedHashMap<>();

  ResumeCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    int count = threads == null ? 0 : Threads.checked(threads);
    Expectations expectations = new Expectations(expected);
    Run run = Run.open(folder);
    return new Training(this, run, new Run.Options(count, false, List.of()), expectations)
        .resumed();
  }
}
