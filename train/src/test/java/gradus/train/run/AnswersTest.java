package gradus.train.run;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.train.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics look at what a loss takes for the answer, and ids may come from a table of numbers. */
class AnswersTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeTable() throws IOException {
    Random random = new Random(4);
    StringBuilder text = new StringBuilder("id,x,count\n");
    for (int i = 0; i < 240; i++) {
      int id = random.nextInt(3);
      double x = random.nextDouble() * 2;
      text.append("%d,%.3f,%d\n".formatted(id, x, Math.round(Math.exp(0.5 + x) + 3 * id)));
    }
    Files.writeString(folder.resolve("table.csv"), text);
  }

  private double r2(String data, String model, String loss) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("run.yaml"),
            """
            data: {csv: {file: table.csv, label: count, task: regression%s}, validation: 0.25}
            model: [%s]
            loss: %s
            optimizer: {adam: 2e-2}
            train: {epochs: 30, batch: 20}
            """
                .formatted(data, model, loss));
    Result result =
        Run.create(RunFile.read(file), folder.resolve("runs"))
            .train(new Run.Options(1, false, List.of()));
    return result.metrics().get("r2");
  }

  @Test
  void ofMeansAndVariancesTheMeansAreTheAnswer() throws IOException {
    String model = "dense: {units: 16, activation: relu}, dense: 2";
    assertThat(r2("", model, "gaussian_nll")).isGreaterThan(0.8);
  }

  @Test
  void ofLogsOfRatesTheRatesAreTheAnswer() throws IOException {
    String model = "dense: {units: 16, activation: relu}, dense: 1";
    assertThat(r2("", model, "poisson_nll")).isGreaterThan(0.8);
  }

  @Test
  void idsComeFromAColumn() throws IOException {
    String model = "embedding: {count: 3, features: 4}, flatten, dense: 1";
    String data = ", numeric: id, ignore: x, standardize: false";
    assertThat(r2(data, model, "mse")).isGreaterThan(0.2);
  }
}
