package gradus.cli;

import gradus.health.Doctor;
import gradus.health.Finding;
import gradus.health.report.HealthReport;
import gradus.train.Listener;
import gradus.train.Result;
import gradus.train.log.EndReason;
import gradus.train.log.EventJson;
import gradus.train.report.Report;
import gradus.train.run.Run;
import gradus.train.run.TrainSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A run at work for a command: tells how it goes and how it ended. */
final class Training {
  private final Command command;
  private final Run run;
  private final Run.Options options;
  private final Expectations expectations;
  private long step;

  Training(Command command, Run run, Run.Options options, Expectations expectations) {
    this.command = command;
    this.run = run;
    this.options = options;
    this.expectations = expectations;
  }

  /** Trains from the beginning; what cannot begin leaves no folder behind. */
  int fresh() {
    try {
      return resumed();
    } catch (IllegalArgumentException e) {
      discard();
      throw e;
    }
  }

  /** Trains from where the run is. */
  int resumed() {
    Console console = command.console();
    TrainSettings settings = run.file().train();
    Listener listener =
        command.json()
            ? event -> console.jsonLine(EventJson.write(event))
            : new Progress(console, settings.epochs(), settings.steps());
    Result result;
    Doctor doctor = Doctor.telling(this::tell).of(run.prepared());
    try (StopOnSignal _ = new StopOnSignal(console, run)) {
      result =
          run.train(
              new Run.Options(
                  options.threads(),
                  options.overfitBatch(),
                  List.of(event -> step = event.step(), listener, doctor),
                  HealthReport.parts(run.folder(), doctor.intake())));
      return ended(result);
    }
  }

  /** Tells of an alarm when it arises, and of what is worth knowing before a long training. */
  private void tell(Finding finding) {
    if (finding.severity().alarms() || step <= 1) {
      command.line("%s", Findings.line(finding));
      command.record("finding", Findings.tree(finding));
    }
  }

  private int ended(Result result) {
    EndReason reason = result.reason();
    boolean interrupted = reason == EndReason.INTERRUPTED;
    List<String> missed =
        interrupted ? List.of() : expectations.missed(result.metrics(), result.loss());
    Path folder = run.folder();
    if (interrupted) {
      command.line(
          "resume  %s resume %s", quoted(command.console().program()), quoted(folder.toString()));
    } else {
      command.line("model   %s", folder.resolve("model.json"));
    }
    command.line("report  %s", folder.resolve(Report.FILE));
    missed.forEach(sentence -> command.console().problem("gradus: " + sentence));
    boolean done = !interrupted && !reason.bad() && missed.isEmpty();
    command.summary(
        Fields.of(
            "done", done,
            "reason", reason.word(),
            "folder", folder.toString(),
            "report", folder.resolve(Report.FILE).toString(),
            "epochs", result.progress().epoch(),
            "steps", result.progress().updates(),
            "seconds", result.progress().seconds(),
            "loss", result.loss(),
            "metrics", result.metrics(),
            "best", result.progress().best(),
            "missed", missed));
    return done ? Command.DONE : Command.FAILED;
  }

  /** Text for a shell. */
  static String quoted(String text) {
    return text.matches("[A-Za-z0-9_./:+,@%=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** Takes away the folder of a run that did not begin. */
  private void discard() {
    Path log = run.folder().resolve("events.jsonl");
    try {
      if (Files.exists(log) && Files.size(log) > 0) {
        return;
      }
      Files.deleteIfExists(log);
      Files.deleteIfExists(run.folder().resolve(Run.RUN_FILE));
      Files.deleteIfExists(run.folder().resolve("checkpoints"));
      Files.deleteIfExists(run.folder());
    } catch (IOException e) {
      // Something else is in it: it stays.
      return;
    }
  }
}
