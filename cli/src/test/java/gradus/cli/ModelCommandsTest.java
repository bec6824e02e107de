package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.shape.Shape;
import gradus.train.data.file.NpyArray;
import gradus.train.data.file.NpyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Commands on a trained run: eval, predict, show, explain. */
class ModelCommandsTest {
  private static final float[] FLOWERS = {5.1f, 3.5f, 1.4f, 0.2f, 6.3f, 3.3f, 6f, 2.5f};

  @TempDir private static Path folder;
  private static Path run;
  private static JsonNode trained;

  @BeforeAll
  static void train() {
    Path runs = folder.resolve("runs");
    trained =
        Session.run(
                "train",
                Samples.iris(folder, "iris"),
                "-o",
                runs,
                "--set",
                "train.epochs=20",
                "--json")
            .exits(0)
            .summary();
    run = Samples.only(runs);
  }

  @Test
  void evalMeasuresWhatTrainingDid() {
    JsonNode summary = Session.run("eval", run, "--json").exits(0).summary();
    assertThat(summary.get("part").asString()).isEqualTo("validation");
    assertThat(summary.get("loss").asDouble()).isEqualTo(trained.get("loss").asDouble());
    assertThat(summary.get("metrics").get("accuracy").asDouble())
        .isEqualTo(trained.get("metrics").get("accuracy").asDouble());
  }

  @Test
  void evalTakesPartsMetricsAndExpectations() {
    Session session =
        Session.run("eval", run, "--part", "train", "--metric", "f1", "--expect", "f1=0.99999")
            .exits(1);
    assertThat(session.out()).contains("train part, 120 examples", "f1 ");
    assertThat(session.out()).doesNotContain("accuracy");
    assertThat(Session.run("eval", run, "--part", "test").exits(2).error())
        .contains("the test part is empty");
  }

  @Test
  void predictsTheRowsOfATable() throws IOException {
    Path csv = folder.resolve("flowers.csv");
    Files.writeString(csv, "a,b,c,d\n5.1,3.5,1.4,0.2\n6.3,3.3,6.0,2.5\n");
    List<String> lines = Session.run("predict", run, csv).exits(0).out().lines().toList();
    assertThat(lines.getFirst()).isEqualTo("input,row,class,setosa,versicolor,virginica");
    assertThat(lines.get(1)).startsWith(csv + ",1,setosa,0.");
    assertThat(lines.get(2)).startsWith(csv + ",2,virginica,");
    assertThat(lines).hasSize(3);
  }

  @Test
  void predictsArraysAsTables() throws IOException {
    Path npy = folder.resolve("flowers.npy");
    NpyFile.write(npy, NpyArray.of(Shape.of(2, 4), FLOWERS));
    Path csv = folder.resolve("same.csv");
    Files.writeString(csv, "5.1,3.5,1.4,0.2\n6.3,3.3,6.0,2.5\n");
    Session session = Session.run("predict", run, npy, csv, "--no-header", "--json").exits(0);
    List<JsonNode> lines = session.json();
    assertThat(lines).hasSize(5);
    assertThat(lines.get(0).get("probabilities")).isEqualTo(lines.get(2).get("probabilities"));
    assertThat(lines.get(1).get("class").asString()).isEqualTo("virginica");
    assertThat(session.summary().get("examples").asInt()).isEqualTo(4);
  }

  @Test
  void theMedianStandsInForNumbersFarOutsideInNewRows() throws IOException {
    Path file = folder.resolve("filled.yaml");
    Files.writeString(
        file,
        """
        data: {set: iris, validation: 0.2, outliers: fill}
        model: [dense: 3]
        loss: cross_entropy
        train: {epochs: 2, batch: 16}
        output: %s
        """
            .formatted(folder.resolve("filled")));
    Session.run("train", file).exits(0);
    Path csv = folder.resolve("gaps.csv");
    Files.writeString(csv, "a,b,c,d\n5,3,2,1\n5,-9999,2,1\n5,1e7,2,1\n");
    Path filled = Samples.only(folder.resolve("filled"));
    List<JsonNode> lines = Session.run("predict", filled, csv, "--json").exits(0).json();
    List<List<JsonNode>> answers =
        lines.stream()
            .limit(3)
            .map(line -> line.get("probabilities").values().stream().toList())
            .toList();
    assertThat(answers.get(1)).isEqualTo(answers.get(2));
    // The middle of iris' second column is 3, or near it.
    for (int k = 0; k < 3; k++) {
      double middle = answers.get(0).get(k).asDouble();
      assertThat(answers.get(1).get(k).asDouble()).isCloseTo(middle, within(0.05));
    }
  }

  @Test
  void predictsIntoAFile() throws IOException {
    Path npy = folder.resolve("one.npy");
    NpyFile.write(npy, NpyArray.of(Shape.of(4), new float[] {5.1f, 3.5f, 1.4f, 0.2f}));
    Path out = folder.resolve("out.jsonl");
    Session.run("predict", run, npy, "-o", out).exits(0);
    assertThat(Files.readAllLines(out)).singleElement().asString().contains("\"class\":\"setosa\"");
  }

  @Test
  void refusesExamplesThatDoNotFit() throws IOException {
    Path csv = folder.resolve("narrow.csv");
    Files.writeString(csv, "a,b\n1,2\n");
    assertThat(Session.run("predict", run, csv).exits(2).error())
        .contains("narrow.csv: got 2 columns; must be the 4 numbers");
    Files.writeString(csv, "a,b,c,d\n1,2,3,4\n1,2,x,4\n");
    assertThat(Session.run("predict", run, csv).exits(2).error())
        .contains("narrow.csv:3: column c: got 'x'; must be a number");
    assertThat(Session.run("predict", run, folder.resolve("absent.png")).exits(2).error())
        .contains("no images");
  }

  @Test
  void showCountsParametersAndWork() {
    Session session = Session.run("show", run, "--json").exits(0);
    JsonNode summary = session.summary();
    assertThat(summary.get("parameters").asInt()).isEqualTo(4 * 8 + 8 + 8 * 3 + 3);
    assertThat(summary.get("multiply_adds").asInt()).isEqualTo(4 * 8 + 8 * 3);
    assertThat(summary.get("memory_bytes").asInt()).isPositive();
    assertThat(session.json().getFirst().get("path").asString()).isEqualTo("dense_1");
    assertThat(Session.run("show", run).exits(0).out()).contains("dense_2", "[3]", "67 trained");
  }

  @Test
  void showTellsOnceWhatIsAppliedAgainAndAgain() throws IOException {
    Path file = folder.resolve("sequence.yaml");
    Files.writeString(
        file,
        """
        data: iris
        model: [{reshape: [4, 1]}, {rnn: 5}, {dense: 3}]
        loss: cross_entropy
        """);
    Session session = Session.run("show", file).exits(0);
    assertThat(session.out()).contains("rnn_1.step × 4", "53 trained", "110 an example");
    assertThat(session.out().lines().filter(line -> line.contains("rnn_1.step "))).hasSize(1);
  }

  @Test
  void explainShowsThePasses() {
    Session session = Session.run("explain", run, "--passes", "--json").exits(0);
    List<String> passes =
        session.json().stream()
            .filter(e -> e.has("pass"))
            .map(e -> e.get("pass").asString())
            .toList();
    assertThat(passes).startsWith("trace", "rewrite").contains("fuse", "plan");
    assertThat(session.json().getFirst().get("text").asString()).contains("mat_mul");
    assertThat(Session.run("explain", run, "--pass", "fus").exits(2).error())
        .contains("did you mean 'fuse'?");
  }
}
