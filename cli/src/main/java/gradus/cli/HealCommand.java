package gradus.cli;

import gradus.health.Finding;
import gradus.health.heal.Attempt;
import gradus.health.heal.Certificate;
import gradus.health.heal.CertificateFile;
import gradus.health.heal.Curves;
import gradus.health.heal.Evidence;
import gradus.health.heal.Healed;
import gradus.health.heal.Healing;
import gradus.health.heal.Recheck;
import gradus.health.heal.Rewriting;
import gradus.health.heal.Verdict;
import gradus.health.report.HealingReport;
import gradus.train.report.Png;
import gradus.train.run.Run;
import gradus.train.run.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;

/** {@code gradus heal}. */
@CommandLine.Command(
    name = "heal",
    description = {
      "Tries the smallest edits of the run file that address what the doctor finds, and keeps one"
          + " only if it is proved: the alarm is gone, no new one has come, and held-out examples"
          + " are answered better over 3 or more paired seeds.",
      "Writes the healed run file, a certificate and a page that shows edits, proof, and loss and"
          + " gradient before and after.",
      "Of the folder of a run the learned weights are kept."
    },
    footer = {
      "%nExample:",
      "  gradus heal sick.yaml --picture healed.png",
      "  gradus heal --verify sick-healed.json"
    })
final class HealCommand extends Command {
  @CommandLine.Parameters(
      paramLabel = "RUN",
      arity = "0..1",
      description = "A run file, or the folder of a run.")
  private Path run;

  @CommandLine.Option(
      names = "--budget",
      paramLabel = "TRAININGS",
      defaultValue = "3",
      description = "What it may cost, in whole trainings: ${DEFAULT-VALUE}.")
  private double budget;

  @CommandLine.Option(
      names = "--seeds",
      paramLabel = "COUNT",
      defaultValue = "3",
      description = "Paired seeds of a proof: ${DEFAULT-VALUE}.")
  private int seeds;

  @CommandLine.Option(
      names = "--threads",
      paramLabel = "COUNT",
      description = "Computing threads; they do not change the result.")
  private Integer threads;

  @CommandLine.Option(
      names = "--output",
      paramLabel = "FILE",
      description = "The healed run file: NAME-healed.yaml beside RUN unless given.")
  private Path output;

  @CommandLine.Option(
      names = "--picture",
      paramLabel = "FILE",
      description = "Loss before and after; the gradient's way goes beside it as FILE-flow.png.")
  private Path picture;

  @CommandLine.Option(
      names = "--verify",
      paramLabel = "CERTIFICATE",
      description = "Makes the trials of a certificate again; every bit must be the same.")
  private Path verify;

  HealCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    int computing = threads == null ? 0 : Threads.checked(threads);
    if (verify != null) {
      return verified(Recheck.of(CertificateFile.read(verify), computing));
    }
    if (run == null) {
      throw new IllegalArgumentException("got no run; name a run file, or --verify CERTIFICATE");
    }
    boolean folder = Files.isDirectory(run) && Files.exists(run.resolve(Run.RUN_FILE));
    Healing healing = folder ? Healing.of(run) : Healing.of(RunFile.read(run));
    String text = text(folder ? run.resolve(Run.RUN_FILE) : run);
    Healed healed = healing.budget(budget).seeds(seeds).threads(computing).heal();
    for (Finding finding : healed.findings()) {
      line("%s: %s", finding.severity().word(), finding.sentence());
    }
    for (Attempt attempt : healed.attempts()) {
      line(
          "tried %s for %d steps: %s",
          String.join(" and ", attempt.remedies()), attempt.steps(), attempt.outcome());
    }
    line("%s", healed.sentence());
    line("%s", cost(healed));
    Map<String, Object> files = new LinkedHashMap<>();
    if (healed.verdict() == Verdict.HEALED) {
      write(healed, text, files);
    }
    healed.evidence().ifPresent(evidence -> draw(evidence, files));
    files.forEach((kind, file) -> line("%s %s", kind, file));
    summary(summarized(healed, files));
    return healed.verdict() == Verdict.NOT_HEALED ? FAILED : DONE;
  }

  private int verified(List<String> differences) {
    differences.forEach(difference -> line("%s", difference));
    line(
        "%s",
        differences.isEmpty()
            ? "verified: every number is the same to the bit"
            : "not verified: "
                + (differences.size() == 1 ? "1 difference" : differences.size() + " differences"));
    summary(Fields.of("verified", differences.isEmpty(), "differences", differences));
    return differences.isEmpty() ? DONE : FAILED;
  }

  private static String cost(Healed healed) {
    return String.format(
        Locale.ROOT, "cost %.2f trainings, %.1f s", healed.trainings(), healed.seconds());
  }

  private void write(Healed healed, String text, Map<String, Object> files) {
    Path file = output == null ? named() : output;
    Path folder = file.toAbsolutePath().getParent();
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
    Map<String, Path> values = healed.writeValues(folder, name);
    Healed kept = values.isEmpty() ? healed : healed.from(values.get("after"));
    Rewriting rewriting = Rewriting.of(text, kept.before(), kept.after(), kept.edits(), folder);
    rewriting.diff().forEach(row -> line("%s", row));
    rewriting.write(file);
    Path certificate = folder.resolve(name + ".json");
    CertificateFile.write(Certificate.of(healed, values), certificate);
    files.put("healed", file.toString());
    files.put("certificate", certificate.toString());
    files.put("page", HealingReport.write(kept, rewriting, page(file, name)).toString());
  }

  /** A run file as it is written. */
  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          file + ": cannot be read; check the permission to read it", e);
    }
  }

  private static Path page(Path file, String name) {
    return file.resolveSibling(name + ".html");
  }

  private void draw(Evidence evidence, Map<String, Object> files) {
    if (picture == null) {
      return;
    }
    String name = String.valueOf(picture.getFileName()).replaceFirst("\\.png$", "");
    Path flow = picture.resolveSibling(name + "-flow.png");
    Png.write(Curves.loss(evidence), picture);
    Png.write(Curves.flow(evidence), flow);
    files.put("picture", picture.toString());
    files.put("flow", flow.toString());
  }

  /** {@code NAME-healed.yaml} beside the run file, or in the folder of the run. */
  private Path named() {
    String name = String.valueOf(run.getFileName()).replaceFirst("\\.ya?ml$", "");
    Path file = Path.of(name + "-healed.yaml");
    return Files.isDirectory(run) ? run.resolve(file) : run.resolveSibling(file);
  }

  private static Map<String, Object> summarized(Healed healed, Map<String, Object> files) {
    Map<String, Object> fields =
        Fields.of(
            "verdict",
            healed.verdict().word(),
            "sentence",
            healed.sentence(),
            "findings",
            healed.findings().stream().map(finding -> finding.symptom().word()).toList(),
            "edits",
            healed.edits().stream().map(edit -> edit.line()).toList(),
            "trainings",
            healed.trainings(),
            "seconds",
            healed.seconds());
    healed
        .evidence()
        .ifPresent(
            evidence -> {
              fields.put("measure", evidence.measure());
              fields.put("steps", evidence.steps());
              fields.put("pairs", evidence.pairs());
            });
    fields.putAll(files);
    return fields;
  }
}
