package gradus.health.report;

import gradus.health.Case;
import gradus.health.Detector;
import gradus.health.Detectors;
import gradus.health.Doctor;
import gradus.health.Finding;
import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import gradus.train.report.Chapter;
import gradus.train.report.ReportPart;
import gradus.train.report.Section;
import gradus.train.run.RunFile;
import gradus.train.run.RunFileException;
import java.util.List;
import java.util.Optional;

/**
 * What the physician adds to a run's page.
 *
 * <pre>{@code
 * Report.write(folder, HealthReport.parts());
 * }</pre>
 */
public final class HealthReport {
  private HealthReport() {}

  /** The parts, with the findings of all detectors. */
  public static List<ReportPart> parts() {
    return parts(Detectors.CATALOG);
  }

  /** The parts, with the findings of given detectors. */
  public static List<ReportPart> parts(List<Detector> detectors) {
    return List.of(
        new ReportPart(Chapter.FINDINGS, history -> findings(history, detectors)),
        new ReportPart(Chapter.GRADIENT, FlowMap::of),
        new ReportPart(Chapter.GRADIENT, LostDecades::of),
        new ReportPart(Chapter.FORECAST, new Outlook()),
        new ReportPart(Chapter.NUMBERS, Magnitudes::of),
        new ReportPart(Chapter.UNITS, UnitMap::of),
        new ReportPart(Chapter.UPDATES, Updates::of));
  }

  private static List<Section> findings(RunHistory history, List<Detector> detectors) {
    List<Finding> findings = Doctor.examine(new Case(history, file(history)), detectors);
    return FindingCards.of(findings, detectors.size());
  }

  /** The run file as the log holds it; empty if this version cannot read it. */
  static Optional<RunFile> file(RunHistory history) {
    String text = history.first(Event.RunStarted.class).map(Event.RunStarted::runFile).orElse("");
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(RunFile.parse(text, "run file", List.of()));
    } catch (RunFileException e) {
      // A log of another version: the events still tell enough.
      return Optional.empty();
    }
  }
}
