package gradus.cli;

import gradus.nn.config.Nearest;
import gradus.train.Engine;
import gradus.train.data.Dataset;
import gradus.train.data.Labels;
import gradus.train.run.Prepared;
import gradus.train.run.RunFile;
import gradus.train.teach.Derivation;
import gradus.train.teach.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** {@code gradus explain}. */
@CommandLine.Command(
    name = "explain",
    description =
        "Writes out the backpropagation of a network, or shows a training step pass by pass.",
    footer = {
      "%nExample:",
      "  gradus explain examples/xor.yaml --derivation",
      "  gradus explain examples/xor.yaml --passes"
    })
final class ExplainCommand extends Command {
  @CommandLine.Mixin private final RunInput input = new RunInput();

  @CommandLine.Option(
      names = "--derivation",
      description =
          "Every formula, error signal and gradient, layer by layer, checked on the spot.")
  private boolean derivation;

  @CommandLine.Option(
      names = "--sample",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "The training example whose numbers the derivation shows: ${DEFAULT-VALUE}.")
  private int number;

  @CommandLine.Option(
      names = "--passes",
      description = "The graph of the training step after each pass of the compiler.")
  private boolean passes;

  @CommandLine.Option(
      names = "--pass",
      paramLabel = "NAME",
      description = "Only this pass, for example trace or fuse.")
  private String pass;

  private int shown;

  ExplainCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    if (derivation) {
      return derivation(Prepared.of(input.read()));
    }
    if (!passes && pass == null) {
      throw new IllegalArgumentException(
          "say what to explain by an option: --derivation, --passes, or --pass NAME");
    }
    passes(Prepared.of(input.read()));
    return DONE;
  }

  private int derivation(Prepared prepared) {
    RunFile file = prepared.file();
    Dataset train = prepared.split().train();
    if (number < 1 || number > train.size()) {
      throw new IllegalArgumentException(
          "--sample: got " + number + "; must be in 1.." + train.size());
    }
    Sample sample = Sample.first(train.slice(number - 1, number), 1);
    Derivation written = Derivation.of(file.model(), file.loss(), sample, Map.of(), file.seed());
    line("%s", written.text().stripTrailing());
    summary(
        Fields.of(
            "text", written.text(),
            "passed", written.check().passed(),
            "error", written.check().error()));
    return written.check().passed() ? DONE : FAILED;
  }

  private void passes(Prepared prepared) {
    Dataset train = prepared.split().train();
    int batch = Math.min(prepared.file().train().batch(), train.size());
    boolean labels = train.targets() instanceof Labels && prepared.file().data().mixup() == null;
    List<String> names = new ArrayList<>();
    try (Engine engine = prepared.trainer().engine(prepared.split())) {
      engine.explain(
          batch,
          labels,
          (name, text) -> {
            names.add(name);
            if (pass == null || pass.equals(name)) {
              show(name, String.valueOf(text));
            }
          });
    }
    if (shown == 0) {
      throw new IllegalArgumentException("no pass '" + pass + "'; " + Nearest.hint(pass, names));
    }
    summary(Fields.of("passes", shown, "batch", batch));
  }

  private void show(String name, String text) {
    shown++;
    line("── %s %s", name, "─".repeat(Math.max(0, 70 - name.length())));
    line("%s", text.stripTrailing());
    line("");
    record("pass", Fields.of("pass", name, "text", text));
  }
}
