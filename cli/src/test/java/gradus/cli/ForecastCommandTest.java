package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ForecastCommandTest {
  @TempDir private Path folder;

  @Test
  void aDeepSigmoidNetIsForecastToFail() throws IOException {
    Path picture = folder.resolve("forecast.png");
    Path run = write("  - dense: {units: 16, activation: sigmoid}\n".repeat(12));
    JsonNode summary =
        Session.run("forecast", run, "--json", "--picture", picture).exits(1).summary();
    assertThat(summary.get("outlook").asString()).isEqualTo("fails");
    assertThat(summary.get("sentence").asString()).contains("slopes");
    assertThat(summary.get("measured_decades_lost").asDouble())
        .isBetween(
            summary.get("decades_lost").asDouble() - 1, summary.get("decades_lost").asDouble() + 1);
    assertThat(summary.get("layers").size()).isEqualTo(25);
    assertThat(Files.size(picture)).isGreaterThan(1000);
  }

  @Test
  void aReluNetShouldTrain() throws IOException {
    Path run = write("  - dense: {units: 16, activation: relu}\n".repeat(2));
    Session.run("forecast", run).exits(0);
  }

  @Test
  void aMissingFileIsWrongUse() {
    Session.run("forecast", folder.resolve("none.yaml")).exits(2);
  }

  private Path write(String layers) throws IOException {
    String text =
        "data: {set: iris, validation: 0.2}\nmodel:\n"
            + layers
            + "  - dense: 3\nloss: cross_entropy\noptimizer: {adam: {rate: 1e-3}}\n"
            + "train: {epochs: 1, batch: 30}\n";
    return Files.writeString(folder.resolve("run.yaml"), text);
  }
}
