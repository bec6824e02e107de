package gradus.cli;

import gradus.health.forecast.Forecast;
import gradus.health.forecast.ForecastFields;
import gradus.health.forecast.ForecastPlot;
import gradus.health.forecast.ForecastTable;
import gradus.health.forecast.Verdict;
import gradus.train.report.Png;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;

/** {@code gradus forecast}. */
@CommandLine.Command(
    name = "forecast",
    description = "Says before the first step how signals and gradients will flow.",
    footer = {"%nExample:", "  gradus forecast examples/deep-sigmoid-30.yaml"})
final class ForecastCommand extends Command {
  @CommandLine.Mixin private final RunInput input = new RunInput();

  @CommandLine.Option(
      names = "--picture",
      paramLabel = "FILE",
      description = "Where a picture of the gradient by layer goes (PNG).")
  private Path picture;

  ForecastCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    Forecast forecast = Forecast.of(input.read());
    Verdict verdict = forecast.verdict();
    ForecastTable.lines(forecast).forEach(row -> line("%s", row));
    line("");
    line("%s", decades(forecast));
    line("%s", depth(forecast));
    verdict.reasons().stream().skip(1).forEach(reason -> line("also: %s", reason));
    if (picture != null) {
      Png.write(ForecastPlot.of(forecast), picture);
      line("picture %s", picture);
    }
    line("%s", verdict.sentence());
    Map<String, Object> fields = ForecastFields.of(forecast);
    if (picture != null) {
      fields.put("picture", picture.toString());
    }
    summary(fields);
    return verdict.outlook() == Verdict.Outlook.FAILS ? FAILED : DONE;
  }

  private static String decades(Forecast forecast) {
    StringBuilder text = new StringBuilder("decades lost, theory  ");
    text.append(number(forecast.decadesLost())).append(split(forecast.decadesByRole()));
    forecast
        .measuredDecades()
        .ifPresent(
            decades ->
                text.append("\ndecades lost, measured ")
                    .append(number(decades.total()))
                    .append(split(decades.byRole())));
    return text.toString();
  }

  private static String split(Map<?, Double> parts) {
    StringBuilder text = new StringBuilder(" (");
    parts.forEach(
        (role, value) ->
            text.append(text.length() > 2 ? ", " : "")
                .append(role.toString().toLowerCase(Locale.ROOT))
                .append(' ')
                .append(number(value)));
    return text.append(')').toString();
  }

  private static String depth(Forecast forecast) {
    String dead =
        forecast.bornDead() < 1e-6
            ? ""
            : String.format(
                Locale.ROOT, "; born dead with a chance of at most %.2g", forecast.bornDead());
    double scale = forecast.depthScale();
    String reach =
        scale * Verdict.DEPTH_SCALES > 1000
            ? "more than 1000"
            : String.format(Locale.ROOT, "%.0f", scale * Verdict.DEPTH_SCALES);
    return String.format(
        Locale.ROOT,
        "χ = %.4g a layer over %d layers; trainable to about %s%s",
        forecast.chi(),
        forecast.depth(),
        reach,
        dead);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
