package gradus.cli;

import gradus.health.Doctor;
import gradus.health.Finding;
import gradus.health.preflight.Examination;
import gradus.health.preflight.Preflight;
import gradus.health.why.Why;
import gradus.train.run.Prepared;
import gradus.train.run.Run;
import gradus.train.run.RunFile;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;

/** {@code gradus doctor}. */
@CommandLine.Command(
    name = "doctor",
    description = "Says what is wrong with a run, why, and what to do.",
    footer = {
      "%nOf the folder of a run the log, the data and the initial weights are examined; of a run file"
          + " the data, one measured batch and a short training (2 %% of it, at least 50 steps) that"
          + " leaves nothing behind. The exit code is 1 if something alarms.",
      "%nExample:",
      "  gradus doctor examples/deep-sigmoid-30.yaml --why"
    })
final class DoctorCommand extends Command {
  @CommandLine.Mixin private final RunInput input = new RunInput();

  @CommandLine.Option(
      names = "--why",
      description = "Undo each suspect alone and together, and share out what that wins.")
  private boolean why;

  @CommandLine.Option(
      names = "--overfit-batch",
      description = "Check besides that one batch can be learned by heart.")
  private boolean overfit;

  @CommandLine.Option(names = "--notes", description = "Tell notes in full as well.")
  private boolean notes;

  DoctorCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    RunFile file = input.read();
    boolean folder = Files.isDirectory(input.given());
    List<Finding> found = new ArrayList<>();
    if (folder && Files.exists(input.given().resolve("events.jsonl"))) {
      found.addAll(Doctor.examine(input.given()));
    } else {
      found.addAll(Examination.of(Prepared.of(file)));
    }
    if (overfit) {
      found.addAll(0, Preflight.overfitBatch(Prepared.of(file)));
    }
    boolean alarm = found.stream().anyMatch(finding -> finding.severity().alarms());
    show(found, alarm);
    Map<String, Object> blame = why ? blame(Why.of(file)) : null;
    summary(
        Fields.of(
            "healthy",
            !alarm,
            "run",
            folder ? input.given().resolve(Run.RUN_FILE).toString() : input.given().toString(),
            "findings",
            found.stream().map(Findings::tree).toList(),
            "why",
            blame));
    return alarm ? FAILED : DONE;
  }

  private void show(List<Finding> found, boolean alarm) {
    line("%s", alarm ? found.getFirst().sentence() : "Nothing alarms.");
    for (Finding finding : found) {
      if (finding.severity().alarms() || notes) {
        line("");
        Findings.text(finding).forEach(text -> line("%s", text));
      } else {
        line("");
        line("note  %s: %s", finding.symptom().words(), finding.sentence());
        line("      %s", finding.cause());
      }
    }
  }

  private Map<String, Object> blame(Why all) {
    line("");
    line(
        "Why: the gradient loses %s decades and the loss is %s after %d steps; with all suspects"
            + " undone %s and %s.",
        number(all.decades()),
        number(all.loss()),
        Why.STEPS,
        number(all.blameless()),
        number(all.lossWithout()));
    for (Why.Cause cause : all.causes()) {
      line(
          "  %-34s %6s decades won (%s alone), loss 10^%s lower",
          cause.suspect().words(),
          number(cause.decades()),
          number(cause.decadesAlone()),
          number(cause.loss()));
    }
    all.acquitted().forEach(suspect -> line("  %-34s struck out: wins nothing", suspect.words()));
    return Fields.of(
        "decades", all.decades(),
        "loss", all.loss(),
        "decades_without", all.blameless(),
        "loss_without", all.lossWithout(),
        "causes",
            all.causes().stream()
                .map(
                    c ->
                        Fields.of(
                            "suspect", c.suspect().name().toLowerCase(Locale.ROOT),
                            "decades", c.decades(),
                            "decades_alone", c.decadesAlone(),
                            "loss_decades", c.loss()))
                .toList(),
        "acquitted", all.acquitted().stream().map(s -> s.name().toLowerCase(Locale.ROOT)).toList());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
