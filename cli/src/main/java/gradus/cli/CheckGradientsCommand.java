package gradus.cli;

import gradus.train.run.Prepared;
import gradus.train.teach.ModelGradientCheck;
import gradus.train.teach.Sample;
import java.util.Map;
import picocli.CommandLine;

/** {@code gradus check-gradients}. */
@CommandLine.Command(
    name = "check-gradients",
    description = "Compares the model's gradients with central differences in float64.",
    footer = {"%nExample:", "  gradus check-gradients examples/digits.yaml"})
final class CheckGradientsCommand extends Command {
  @CommandLine.Mixin private final RunInput input = new RunInput();

  @CommandLine.Option(
      names = "--tolerance",
      defaultValue = "1e-6",
      description = "The largest relative error that passes: ${DEFAULT-VALUE}.")
  private double tolerance;

  @CommandLine.Option(
      names = "--elements",
      defaultValue = "10",
      description = "Elements checked of each parameter: ${DEFAULT-VALUE}.")
  private int elements;

  @CommandLine.Option(
      names = "--examples",
      defaultValue = "4",
      description = "Examples in the batch: ${DEFAULT-VALUE}.")
  private int examples;

  CheckGradientsCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    Prepared prepared = Prepared.of(input.read());
    ModelGradientCheck check =
        ModelGradientCheck.USUAL.tolerance(tolerance).most(elements).seed(prepared.file().seed());
    Sample sample =
        Sample.first(prepared.split().train(), Math.min(examples, prepared.split().train().size()));
    ModelGradientCheck.Report report = check.of(prepared.file().recipe(), sample, Map.of());
    for (ModelGradientCheck.Finding finding : report.findings()) {
      line("%s", finding.sentence());
      record(
          "parameter",
          Fields.of(
              "parameter", finding.parameter(),
              "checked", finding.checked(),
              "kinks", finding.kinks(),
              "error", finding.error(),
              "passed", finding.passed()));
    }
    line(
        report.passed()
            ? "all gradients are right: largest error %s, tolerance %s"
            : "a gradient is WRONG: largest error %s, tolerance %s",
        report.error(),
        tolerance);
    summary(Fields.of("passed", report.passed(), "error", report.error(), "loss", report.loss()));
    return report.passed() ? DONE : FAILED;
  }
}
