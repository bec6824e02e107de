package gradus.cli;

import gradus.train.checkpoint.ModelFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** {@code gradus predict}. */
@CommandLine.Command(
    name = "predict",
    description = "Predicts for the examples in CSV, npy or image files by a trained model.",
    footer = {
      "%nPrints CSV, or JSON with --json; to a file with --output (JSON if it ends in .json or"
          + " .jsonl).",
      "%nExample:",
      "  gradus predict runs/iris-20260101-120000 flowers.csv"
    })
final class PredictCommand extends Command {
  @CommandLine.Parameters(
      index = "0",
      paramLabel = "FOLDER",
      description = "The folder of a finished run.")
  private Path folder;

  @CommandLine.Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FILE",
      description = "CSV, npy or image files; all examples in all of them.")
  private List<Path> files = new ArrayList<>();

  @CommandLine.Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write there.")
  private Path output;

  @CommandLine.Option(
      names = "--separator",
      paramLabel = "SIGN",
      defaultValue = ",",
      description = "The sign between cells of CSV files; 'tab' for a tab.")
  private String separator;

  @CommandLine.Option(
      names = "--no-header",
      description = "The first line of CSV files is an example already.")
  private boolean headless;

  PredictCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    char sign = separator.equals("tab") ? '\t' : separator.charAt(0);
    if (separator.length() != 1 && sign != '\t') {
      throw new IllegalArgumentException(
          "--separator: got '" + separator + "'; must be one sign, or the word tab");
    }
    ModelFile.Content content = ModelFile.read(folder);
    Inputs inputs = Inputs.of(content, sign, !headless);
    Predictor predictor = new Predictor(content);
    List<Predictor.Answer> answers = new ArrayList<>();
    for (Path file : files) {
      answers.addAll(predictor.answers(file.toString(), inputs.read(file)));
    }
    if (output == null) {
      print(predictor, answers);
    } else {
      write(predictor, answers);
      line("%,d predictions in %s", answers.size(), output);
    }
    summary(
        output == null
            ? Fields.of("examples", answers.size())
            : Fields.of("examples", answers.size(), "output", output.toString()));
    return DONE;
  }

  private void print(Predictor predictor, List<Predictor.Answer> answers) {
    if (!json()) {
      predictor.csv(answers, console().out());
      console().out().flush();
    }
    for (Predictor.Answer answer : answers) {
      record("prediction", predictor.fields(answer));
    }
  }

  private void write(Predictor predictor, List<Predictor.Answer> answers) {
    try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(output))) {
      if (output.toString().matches(".*\\.jsonl?")) {
        Console lines = new Console(writer, writer, false, "");
        for (Predictor.Answer answer : answers) {
          Map<String, Object> fields = predictor.fields(answer);
          lines.json(fields);
        }
      } else {
        predictor.csv(answers, writer);
      }
      if (writer.checkError()) {
        throw new IOException("the disk may be full");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(output + ": cannot be written", e);
    }
  }
}
