package gradus.train.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.train.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether outputs are asked one by one follows from the loss and the targets of a run. */
class MultiLabelTest {
  // The truth is x0 > 0 and x1 > 0; the same inputs are right and wrong in each column alone.
  private static final float[][] INPUTS = {{1, 1}, {1, -1}, {-1, 1}, {-1, -1}};
  private static final String TAGS = "targets: [[1, 1], [1, 0], [0, 1], [0, 0]]";
  private static final String CLASSES = "labels: [0, 0, 1, 1]";

  @TempDir private Path folder;

  private Prepared prepare(String answers, String model, String loss, String rest)
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("run.yaml"),
            """
            data: {inline: {inputs: [[1, 1], [1, -1], [-1, 1], [-1, -1]], %s}, normalize: none%s}
            model: [%s]
            loss: %s
            optimizer: {sgd: 1}
            train: {epochs: 30, batch: 4}
            """
                .formatted(answers, rest, model, loss));
    return Prepared.of(RunFile.read(file));
  }

  private Result train(String answers, String model, String loss, String... metrics)
      throws IOException {
    Prepared prepared = prepare(answers, model, loss, "");
    return prepared.trainer().metrics(metrics).fit(prepared.split());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dense: 2 | binary_cross_entropy_logits",
        "{dense: {units: 2, activation: sigmoid}} | binary_cross_entropy"
      })
  void severalValuesOfABinaryLossAreAskedOneByOne(String model, String loss) throws IOException {
    Result result =
        train(TAGS, model, loss, "accuracy", "exact_match", "f1", "log_loss", "rmse", "r2");
    assertThat(result.metrics().get("accuracy")).isEqualTo(1);
    assertThat(result.metrics().get("exact_match")).isEqualTo(1);
    assertThat(result.metrics().get("f1")).isEqualTo(1);
    assertThat(result.metrics().get("log_loss")).isCloseTo(result.loss(), within(1e-6));
    double squares = 0;
    for (float[] input : INPUTS) {
      float[] shares = result.model().predict(input);
      squares += Math.pow(shares[0] - (input[0] > 0 ? 1 : 0), 2);
      squares += Math.pow(shares[1] - (input[1] > 0 ? 1 : 0), 2);
    }
    assertThat(result.metrics().get("rmse")).isCloseTo(Math.sqrt(squares / 8), within(1e-6));
    assertThat(result.metrics().get("r2")).isCloseTo(1 - squares / 8 / 0.25, within(1e-6));
  }

  @Test
  void accuracyIsWhatIsMeasuredUnlessSaid() throws IOException {
    assertThat(train(TAGS, "dense: 2", "binary_cross_entropy_logits").metrics())
        .containsOnlyKeys("accuracy");
  }

  @Test
  void classLabelsStayClassesWhateverTheLoss() throws IOException {
    Result result =
        train(CLASSES, "dense: 2", "binary_cross_entropy_logits", "accuracy", "confusion_matrix");
    assertThat(result.metrics().values()).containsExactly(1.0, 1.0);
  }

  @Test
  void sharesOfClassesStayClasses() throws IOException {
    Result result =
        train(
            "targets: [[1, 0], [1, 0], [0, 1], [0, 1]]",
            "dense: 2",
            "{cross_entropy: {soft: true}}",
            "accuracy",
            "confusion_matrix");
    assertThat(result.metrics().values()).containsExactly(1.0, 1.0);
  }

  @Test
  void scaledTargetsAreMeasuredInTheirOwnUnits() throws IOException {
    Prepared prepared =
        prepare(
            "targets: [[2, 8], [2, 0], [0, 8], [0, 0]]",
            "dense: 2",
            "binary_cross_entropy_logits",
            ", normalize_targets: scale");
    Result result = prepared.trainer().metrics("accuracy", "mae", "log_loss").fit(prepared.split());
    double sum = 0;
    for (float[] input : INPUTS) {
      float[] shares = result.model().predict(input);
      sum += 2 * Math.abs(shares[0] - (input[0] > 0 ? 1 : 0));
      sum += 8 * Math.abs(shares[1] - (input[1] > 0 ? 1 : 0));
    }
    assertThat(result.metrics().get("accuracy")).isEqualTo(1);
    assertThat(result.metrics().get("mae")).isCloseTo(sum / 8, within(1e-6));
    assertThat(result.metrics().get("log_loss")).isCloseTo(result.loss(), within(1e-6));
  }

  @Test
  void whatNeedsOneRightClassIsRefusedBeforeTheFirstStep() {
    assertThatThrownBy(() -> train(TAGS, "dense: 2", "binary_cross_entropy_logits", "top_2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("top_2: got 2 outputs that answer yes or no each");
  }
}
