package gradus.health.report;

import gradus.health.Case;
import gradus.health.Detector;
import gradus.health.Detectors;
import gradus.health.Doctor;
import gradus.health.Finding;
import gradus.health.Intake;
import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import gradus.train.report.Chapter;
import gradus.train.report.ReportPart;
import gradus.train.report.Section;
import gradus.train.run.RunFile;
import gradus.train.run.RunFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the physician adds to a run's page.
 *
 * <pre>{@code
 * Report.write(folder, HealthReport.parts(folder));
 * }</pre>
 */
public final class HealthReport {
  private HealthReport() {}

  /** The parts, with the findings of all detectors from the log alone. */
  public static List<ReportPart> parts() {
    return parts(Detectors.CATALOG);
  }

  /** The parts, with the findings of given detectors from the log alone. */
  public static List<ReportPart> parts(List<Detector> detectors) {
    return parts(
        history -> {
          Case patient = new Case(history, file(history));
          return FindingCards.of(Doctor.examine(patient, detectors), detectors.size(), patient);
        });
  }

  /**
   * The parts, with the findings of {@link Doctor#examine(Path)}: with the run's data and initial
   * weights as far as they can be read; else the page says that they could not.
   */
  public static List<ReportPart> parts(Path runFolder) {
    return parts(runFolder, intake(runFolder));
  }

  /** Nothing if the data are gone or this version cannot read the run file. */
  private static Optional<Intake> intake(Path runFolder) {
    try {
      return Doctor.patient(runFolder).intake();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * The same, if data and initial weights were looked at already: in a running training they are
   * known, and its page is written many times.
   */
  public static List<ReportPart> parts(Path runFolder, Optional<Intake> seen) {
    return parts(
        history -> {
          Case patient = new Case(history, file(history), seen);
          boolean ended = history.last(Event.RunEnded.class).isPresent();
          List<Finding> findings =
              ended ? Doctor.examine(patient, runFolder) : Doctor.examine(patient);
          return FindingCards.of(findings, Detectors.CATALOG.size(), patient);
        });
  }

  private static List<ReportPart> parts(Function<RunHistory, List<Section>> findings) {
    return List.of(
        new ReportPart(Chapter.FINDINGS, findings),
        BeforeAfter.named(),
        new ReportPart(Chapter.GRADIENT, FlowMap::of),
        new ReportPart(Chapter.GRADIENT, LostDecades::of),
        new ReportPart(Chapter.FORECAST, new Outlook()),
        new ReportPart(Chapter.NUMBERS, Magnitudes::of),
        new ReportPart(Chapter.UNITS, UnitMap::of),
        new ReportPart(Chapter.UPDATES, Updates::of),
        new ReportPart(Chapter.UPDATES, Noise::of));
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
