package gradus.cli;

import gradus.health.report.HealthReport;
import gradus.train.report.Report;
import java.nio.file.Path;
import picocli.CommandLine;

/** {@code gradus report}. */
@CommandLine.Command(
    name = "report",
    description =
        "Writes the page about a run again, from its log and, if they are there, its data.",
    footer = {"%nExample:", "  gradus report runs/digits-20260101-120000"})
final class ReportCommand extends Command {
  @CommandLine.Parameters(paramLabel = "FOLDER", description = "The folder of the run.")
  private Path folder;

  ReportCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    Path page = Report.write(folder, HealthReport.parts(folder));
    line("%s", page);
    summary(Fields.of("report", page.toString()));
    return DONE;
  }
}
