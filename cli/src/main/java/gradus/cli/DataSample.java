package gradus.cli;

import gradus.train.data.file.SampleFiles;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;

/** {@code gradus data sample}. */
@CommandLine.Command(
    name = "sample",
    description = "Writes a small problem of 2×2×2 inputs and three classes as npy files.",
    footer = {
      "%nWrites train_data.npy, train_labels.npy, test_data.npy and test_labels.npy.",
      "%nExample:",
      "  gradus data sample samples"
    })
final class DataSample extends Command {
  @CommandLine.Parameters(paramLabel = "FOLDER", description = "Where; it is made if need be.")
  private Path folder;

  @CommandLine.Option(
      names = "--train",
      paramLabel = "COUNT",
      defaultValue = "800",
      description = "Training examples; ${DEFAULT-VALUE} unless said.")
  private int train;

  @CommandLine.Option(
      names = "--test",
      paramLabel = "COUNT",
      defaultValue = "200",
      description = "Test examples; ${DEFAULT-VALUE} unless said.")
  private int test;

  @CommandLine.Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "Another seed makes other examples; ${DEFAULT-VALUE} unless said.")
  private long seed;

  DataSample(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    List<Path> files = new SampleFiles(train, test, seed).write(folder);
    files.forEach(file -> line("%s", file));
    files.forEach(file -> record("file", Fields.of("path", file.toString())));
    summary(Fields.of("folder", folder.toString(), "train", train, "test", test, "seed", seed));
    return DONE;
  }
}
