package gradus.health.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.health.Intake;
import gradus.train.run.Prepared;
import gradus.train.run.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingCodesTest {
  @TempDir Path folder;

  /** What is seen in 200 rows of a normal number and another, by the row. */
  private Optional<Intake.MissingCode> code(IntToDoubleFunction other, String settings)
      throws IOException {
    Random random = new Random(8);
    StringBuilder text = new StringBuilder("kind,usual,other,y\n");
    for (int i = 0; i < 200; i++) {
      text.append(i % 3 == 0 ? "a" : "b").append(',').append(random.nextGaussian());
      text.append(',').append(other.applyAsDouble(i)).append(",").append(i % 2).append('\n');
    }
    Files.writeString(folder.resolve("rows.csv"), text);
    String yaml =
        """
        data: {csv: {file: rows.csv, label: y%s}
        model: [dense: 4, dense: 2]
        loss: cross_entropy
        train: {epochs: 2, batch: 4, threads: 1}
        """
            .formatted(settings);
    Files.writeString(folder.resolve("run.yaml"), yaml);
    Prepared prepared = Prepared.of(RunFile.read(folder.resolve("run.yaml"), List.of()));
    return Admission.of(prepared).inputs().code();
  }

  @Test
  void aNumberFarFromAllOthersStandsForMissingOnes() throws IOException {
    for (double number : new double[] {-9999, 1e5, -1234.5}) {
      for (String settings : List.of("}", ", standardize: false}", "}, normalize: scale")) {
        Intake.MissingCode code = code(i -> i % 20 == 3 ? number : i % 17, settings).orElseThrow();
        assertThat(code.column()).isEqualTo("other");
        assertThat(code.value())
            .isCloseTo(number, org.assertj.core.data.Percentage.withPercentage(0.01));
        assertThat(code.share()).isEqualTo(0.05);
      }
    }
    assertThat(code(i -> i % 3 == 0 ? -9999 : i % 17, "}").orElseThrow().share()).isEqualTo(0.335);
  }

  @Test
  void tailsCapsAndKindsAreNumbers() throws IOException {
    Random random = new Random(2);
    assertThat(code(_ -> Math.exp(2 * random.nextGaussian()), "}")).as("a long tail").isEmpty();
    assertThat(code(i -> Math.min(i, 120), "}")).as("a cap").isEmpty();
    assertThat(code(i -> i % 10 == 0 ? 1 : 0, "}")).as("yes or no").isEmpty();
    assertThat(code(i -> i % 4 == 0 ? 100 : i % 3, "}")).as("few kinds").isEmpty();
    assertThat(code(i -> i % 20 == 3 ? 98.7 : i % 17, "}")).as("a broken number").isEmpty();
    assertThat(code(i -> i % 20 == 3 ? 1e20 : i % 17, "}")).as("beyond measure").isEmpty();
    assertThat(code(i -> i == 7 ? -9999 : i % 17, "}")).as("a slip, once").isEmpty();
    assertThat(code(i -> i % 3 == 0 ? i % 17 : -9999, "}")).as("most of them").isEmpty();
    assertThat(code(i -> i % 20 == 3 ? -9999 : i % 17, "}, outliers: fill")).as("filled").isEmpty();
  }
}
