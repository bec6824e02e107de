package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A run from the command line: trained, resumed, reported. */
class TrainTest {
  @TempDir private Path folder;
  private Path runs;
  private Path file;

  @BeforeEach
  void write() {
    runs = folder.resolve("my runs");
    file = Samples.iris(folder, "iris");
  }

  @Test
  void tellsHowItGoesAndLeavesAllFiles() {
    Session session = Session.run("train", file, "--output", runs, "--name", "other").exits(0);
    Path run = Samples.only(runs);
    assertThat(run.getFileName().toString()).startsWith("other-");
    assertThat(session.out())
        .contains(
            "dense", "67 parameters", "epoch 1/4  loss ", "epoch 4/4", "accuracy", "samples/s")
        .contains(
            "left", run.resolve("report.html").toString(), run.resolve("model.json").toString())
        .doesNotContain("\r");
    for (String name : List.of("run.yaml", "events.jsonl", "model.safetensors", "report.html")) {
      assertThat(run.resolve(name)).isNotEmptyFile();
    }
  }

  @Test
  void printsOnlyJsonIfAsked() {
    Session session = Session.run("train", file, "-o", runs, "--json").exits(0);
    List<String> events = session.json().stream().map(e -> e.get("event").asString()).toList();
    assertThat(events).startsWith("run_started").contains("epoch_done").endsWith("summary");
    JsonNode summary = session.summary();
    assertThat(summary.get("command").asString()).isEqualTo("train");
    assertThat(summary.get("epochs").asInt()).isEqualTo(4);
    assertThat(summary.get("metrics").get("accuracy").asDouble()).isBetween(0.3, 1.0);
    assertThat(Path.of(summary.get("folder").asString())).isEqualTo(Samples.only(runs));
  }

  @Test
  void settingsOfTheCommandLineWin() throws IOException {
    Session.run(
            "train",
            file,
            "-o",
            runs,
            "--seed",
            9,
            "--set",
            "train.epochs=2",
            "--set",
            "optimizer.adam.rate=0.5",
            "--threads",
            1)
        .exits(0);
    assertThat(Files.readString(Samples.only(runs).resolve("run.yaml")))
        .contains("seed: 9", "epochs: 2", "adam: 0.5", "threads: 1");
  }

  @Test
  void anExpectationThatIsMissedFails() {
    Session session =
        Session.run("train", file, "-o", runs, "--expect", "accuracy=1.01", "--json").exits(1);
    assertThat(session.error()).contains("accuracy is ", "expected at least 1.01");
    assertThat(session.summary().get("done").asBoolean()).isFalse();
    Path other = folder.resolve("others");
    Session.run("train", file, "-o", other, "--expect", "loss=100").exits(0);
    Path third = folder.resolve("third");
    assertThat(Session.run("train", file, "-o", third, "--expect", "r2=1").exits(1).error())
        .contains("r2 was not measured");
  }

  @Test
  void aLossThatIsNotFiniteFails() {
    Session session =
        Session.run(
                "train",
                Samples.write(
                    folder, "deep", "iris", "[" + "{dense: 8}, ".repeat(9) + "{dense: 3}]", "1e6"),
                "-o",
                runs)
            .exits(1);
    assertThat(session.out()).contains("because a number became NaN or infinite");
    assertThat(session.error()).contains("warning: ");
  }

  @Test
  void aFinishedRunIsResumedToTheSameEnd() {
    Session.run("train", file, "-o", runs).exits(0);
    Session session = Session.run("resume", Samples.only(runs), "--json").exits(0);
    assertThat(session.summary().get("epochs").asInt()).isEqualTo(4);
    assertThat(session.summary().get("command").asString()).isEqualTo("resume");
  }

  @Test
  void theReportIsWrittenAgain() throws IOException {
    Session.run("train", file, "-o", runs).exits(0);
    Path page = Samples.only(runs).resolve("report.html");
    Files.delete(page);
    assertThat(Session.run("report", Samples.only(runs)).exits(0).out().strip())
        .isEqualTo(page.toString());
    assertThat(page).isNotEmptyFile();
  }

  @Test
  void learnsOneBatchByHeart() {
    Session session =
        Session.run(
                "train",
                file,
                "-o",
                runs,
                "--overfit-batch",
                "--set",
                "train.epochs=300",
                "--expect",
                "accuracy=1",
                "--json")
            .exits(0);
    assertThat(session.summary().get("steps").asInt()).isEqualTo(300);
  }
}
