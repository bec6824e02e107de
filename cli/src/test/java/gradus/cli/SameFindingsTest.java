package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.health.Doctor;
import gradus.health.Finding;
import gradus.health.Symptom;
import gradus.train.report.Html;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a run and the doctor of its folder say the same. */
class SameFindingsTest {
  private static final String WITHOUT = "Made from the log alone";

  @TempDir private Path folder;

  private Path run(String data, String more) throws IOException {
    Path file = folder.resolve("sick.yaml");
    Files.writeString(
        file,
        """
        data: %s
        model: [dense: {units: 16, activation: relu}, dense: {units: 8, activation: relu}, dense: 3]
        loss: cross_entropy
        optimizer: {momentum: 0.02}
        train: {epochs: 10, batch: 8, threads: 1}
        health: {every: 5}
        %s
        """
            .formatted(data, more));
    Path runs = folder.resolve("runs");
    Session.run("train", file, "-o", runs);
    return Samples.only(runs);
  }

  /** The findings, which the page must hold in this order and no others. */
  private static List<Finding> isTold(Path run, List<Finding> findings) throws IOException {
    String page = Files.readString(run.resolve("report.html"));
    assertThat(Pattern.compile("<li class=\"finding ").matcher(page).results())
        .hasSameSizeAs(findings);
    int from = 0;
    for (Finding finding : findings) {
      int at = page.indexOf("<p>" + Html.escape(finding.sentence()) + "</p>", from);
      assertThat(at).as(finding.sentence()).isPositive();
      assertThat(page.indexOf("<dd>" + Html.escape(finding.cause()) + "</dd>", at)).isPositive();
      from = at;
    }
    return findings;
  }

  @Test
  void ofUnscaledInputs() throws IOException {
    Path run = run("{set: wine, validation: 0.3, normalize: none}", "");
    List<Finding> findings = isTold(run, Doctor.examine(run));
    assertThat(findings.getFirst().symptom()).isEqualTo(Symptom.INPUTS_NOT_NORMALIZED);
    assertThat(run.resolve("report.html")).content().doesNotContain(WITHOUT);
    Session.run("report", run).exits(0);
    isTold(run, findings);
  }

  @Test
  void ofShuffledLabelsAndOfALogAlone() throws IOException {
    Random random = new Random(5);
    StringBuilder rows = new StringBuilder("a,b,c,d,kind\n");
    for (int i = 0; i < 300; i++) {
      for (int j = 0; j < 4; j++) {
        rows.append(random.nextGaussian()).append(',');
      }
      rows.append("kind").append(random.nextInt(3)).append('\n');
    }
    Path csv = Files.writeString(folder.resolve("rows.csv"), rows);
    Path run = run("{csv: {file: rows.csv, label: kind}, validation: 0.3}", "");
    List<Finding> findings = isTold(run, Doctor.examine(run));
    assertThat(findings).isNotEmpty();
    assertThat(findings.stream().map(Finding::cause).toList().toString()).contains("label");
    assertThat(run.resolve("report.html")).content().doesNotContain(WITHOUT);

    Files.delete(csv);
    Session.run("report", run).exits(0);
    assertThat(run.resolve("report.html")).content().contains(WITHOUT);
    isTold(run, Doctor.examine(run));
  }
}
