package gradus.cli;

import gradus.health.report.BeforeAfter;
import gradus.train.log.RunLog;
import gradus.train.run.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** {@code gradus train}. */
@CommandLine.Command(
    name = "train",
    description = "Trains the network of a run file.",
    footer = {
      "%nMakes a folder NAME-TIME with the run file as executed, the log, checkpoints, the model and"
          + " report.html. Ctrl-C finishes the step, saves and says how to resume.",
      "%nExample:",
      "  gradus train examples/digits.yaml --set train.epochs=5 --expect accuracy=0.97"
    })
final class TrainCommand extends Command {
  @CommandLine.Mixin private final RunInput input = new RunInput();

  @CommandLine.Option(
      names = {"-o", "--output"},
      paramLabel = "FOLDER",
      description = "Where the folder of the run is made; 'runs' unless the run file says.")
  private Path output;

  @CommandLine.Option(
      names = "--overfit-batch",
      description = "Learn the first batch alone: a model that cannot is broken.")
  private boolean overfit;

  @CommandLine.Option(
      names = "--expect",
      paramLabel = "METRIC=VALUE",
      description = "Exit with 1 unless the metric ends at least so good; repeatable.")
  private Map<String, Double> expected = new LinkedHashMap<>();

  TrainCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    Expectations expectations = new Expectations(expected);
    Run run = Run.create(input.read(), output);
    healedFrom(input.given()).ifPresent(sick -> run.fact(BeforeAfter.HEALED_FROM, sick.toString()));
    return new Training(this, run, new Run.Options(0, overfit, List.of()), expectations).fresh();
  }

  /**
   * The folder of the run of which this is the healed run file: {@code heal} of a run's folder
   * writes it there, with its certificate beside it.
   */
  private static Optional<Path> healedFrom(Path file) {
    String name = String.valueOf(file.getFileName());
    Path folder = file.toAbsolutePath().normalize().getParent();
    boolean certified =
        name.matches(".+\\.ya?ml")
            && Files.isRegularFile(folder.resolve(name.replaceFirst("\\.ya?ml$", ".json")))
            && Files.exists(folder.resolve(RunLog.FILE));
    return certified && !name.equals(Run.RUN_FILE) ? Optional.of(folder) : Optional.empty();
  }
}
