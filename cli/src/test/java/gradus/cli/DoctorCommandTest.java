package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The doctor from the command line: before a run, during it, after it. */
class DoctorCommandTest {
  private static final String SIGMOIDS =
      "[" + "{dense: {units: 8, activation: sigmoid}}, ".repeat(12) + "{dense: 3}]";

  @TempDir private Path folder;

  @Test
  void findsNothingAtASoundRun() {
    Session session = Session.run("doctor", Samples.iris(folder, "iris")).exits(0);
    assertThat(session.out()).startsWith("Nothing alarms.");
    assertThat(folder).isDirectoryNotContaining(path -> path.endsWith("runs"));
  }

  @Test
  void namesCauseEvidenceAndRemedies() {
    Path file = Samples.write(folder, "deep", "iris", SIGMOIDS, "1e-3");
    Session session = Session.run("doctor", file).exits(1);
    assertThat(session.out())
        .contains("the gradient vanishes", "decades lost", "held against", "cause", "remedies")
        .contains("relu_activation", "formula");
  }

  @Test
  void saysWhyAsJson() {
    Path file = Samples.write(folder, "deep", "iris", SIGMOIDS, "1e-3");
    JsonNode summary = Session.run("doctor", file, "--why", "--json").exits(1).summary();
    assertThat(summary.get("healthy").asBoolean()).isFalse();
    JsonNode first = summary.get("findings").get(0);
    assertThat(first.get("symptom").asString()).isEqualTo("vanishing");
    assertThat(first.get("evidence").get(0).get("value").asDouble()).isGreaterThan(6);
    assertThat(summary.get("why").get("causes").get(0).get("suspect").asString())
        .isEqualTo("slope");
  }

  @Test
  void tellsWhileTrainingAndAfterwards() {
    Path file =
        Samples.write(
            folder, "hot", "iris", "[dense: {units: 8, activation: relu}, dense: 3]", "50");
    Path runs = folder.resolve("runs");
    Session training =
        Session.run(
            "train", file, "-o", runs, "--set", "health.every=4", "--set", "train.epochs=12");
    assertThat(training.out()).contains("finding (");
    assertThat(Session.run("doctor", Samples.only(runs)).exits(1).out()).contains("rate");
  }

  @Test
  void tellsAtTheStartWhatTrainingMayMend() {
    String loud = "[rescale: {factor: 150}, dense: {units: 16, activation: relu}, dense: 3]";
    Path file = Samples.write(folder, "loud", "iris", loud, "0.01");
    Session training = Session.run("train", file, "-o", folder.resolve("runs"));
    assertThat(training.out())
        .containsSubsequence(
            "finding (note) inputs_not_normalized at rescale_1",
            "epoch 1/",
            "finding (warning) inputs_not_normalized at rescale_1");
  }

  @Test
  void badInputIsAnsweredWithTwo() {
    assertThat(Session.run("doctor", folder.resolve("none.yaml")).exits(2).error())
        .contains("no such file");
  }
}
