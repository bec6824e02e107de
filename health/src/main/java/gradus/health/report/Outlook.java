package gradus.health.report;

import gradus.health.forecast.Forecast;
import gradus.health.forecast.ForecastSection;
import gradus.train.log.RunHistory;
import gradus.train.report.Prose;
import gradus.train.report.Section;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The forecast beside what one batch says; made once, however often the page is written. */
final class Outlook implements Function<RunHistory, List<Section>> {
  private List<Section> made;

  @Override
  public List<Section> apply(RunHistory history) {
    if (made == null) {
      made =
          forecast(history)
              .map(
                  found ->
                      List.<Section>of(new Prose("Forecast", ForecastSection.html(found), true)))
              .orElse(List.of());
    }
    return made;
  }

  /** Empty if the run has no file, or its data are no longer there. */
  private static Optional<Forecast> forecast(RunHistory history) {
    try {
      return HealthReport.file(history).map(Forecast::of);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      return Optional.empty();
    }
  }
}
