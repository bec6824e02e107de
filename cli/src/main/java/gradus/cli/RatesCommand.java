package gradus.cli;

import gradus.train.report.Png;
import gradus.train.run.Prepared;
import gradus.train.teach.RateCurve;
import gradus.train.teach.RateTest;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine;

/** {@code gradus rates}. */
@CommandLine.Command(
    name = "rates",
    description = "Raises the learning rate step by step, draws the loss, and proposes a rate.",
    footer = {"%nExample:", "  gradus rates examples/digits.yaml --picture rates.png"})
final class RatesCommand extends Command {
  @CommandLine.Mixin private final RunInput input = new RunInput();

  @CommandLine.Option(names = "--low", defaultValue = "1e-7", description = "The first rate.")
  private double low;

  @CommandLine.Option(names = "--high", defaultValue = "10", description = "The last rate.")
  private double high;

  @CommandLine.Option(
      names = "--steps",
      defaultValue = "200",
      description = "Steps from the first rate to the last.")
  private int steps;

  @CommandLine.Option(
      names = "--picture",
      paramLabel = "FILE",
      defaultValue = "rates.png",
      description = "Where the picture goes: ${DEFAULT-VALUE}.")
  private Path picture;

  RatesCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    RateTest test = RateTest.USUAL.between(low, high).steps(steps);
    Prepared prepared = Prepared.of(input.read());
    RateCurve curve = test.run(prepared.trainer(), prepared.split());
    for (int i = 0; i < curve.points().size(); i += Math.max(1, steps / 20)) {
      RateCurve.Point point = curve.points().get(i);
      line(
          "%s", String.format(Locale.ROOT, "rate %.1e  loss %.4f", point.rate(), point.smoothed()));
    }
    Png.write(curve.plot(), picture);
    line("%s", curve.advice());
    line("picture %s", picture);
    summary(
        Fields.of(
            "suggested",
            curve.suggested().isPresent() ? curve.suggested().getAsDouble() : null,
            "careful",
            curve.careful().isPresent() ? curve.careful().getAsDouble() : null,
            "explodes",
            curve.explodes(),
            "picture",
            picture.toString()));
    return curve.suggested().isPresent() ? DONE : FAILED;
  }
}
