package gradus.train.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gradus.train.Result;
import gradus.train.data.DataException;
import gradus.train.data.file.SampleFiles;
import gradus.train.log.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every example trains as it says. */
class ClaimsTest {
  private static final Path FOLDER = Path.of("..", "examples");

  private final List<Event> events = new ArrayList<>();

  private Result train(Path file, String... overrides) {
    Prepared prepared = Prepared.of(RunFile.read(file, List.of(overrides)));
    return prepared.trainer().listen(events::add).fit(prepared.split());
  }

  private Result train(String name, String... overrides) {
    return train(FOLDER.resolve(name + ".yaml"), overrides);
  }

  @Test
  void xorIsLearned() {
    Result result = train("xor");
    float[][] inputs = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
    float[] wanted = {0, 1, 1, 0};
    for (int i = 0; i < 4; i++) {
      assertThat(result.model().predict(inputs[i])[0]).isCloseTo(wanted[i], Offset.offset(0.1f));
    }
    assertThat(events.stream().filter(Event.EpochDone.class::isInstance)).hasSize(10);
  }

  @Test
  void oneSampleIsLearnedByHeart() {
    Result result = train("regression-2-4-3");
    assertThat(result.model().predict(0.5f, 0.6f))
        .containsExactly(new float[] {0.3f, 0.7f, 0.9f}, Offset.offset(0.02f));
  }

  @Test
  void arraysOfOnesOwn(@TempDir Path folder) throws IOException {
    SampleFiles.of(1).write(folder);
    Path file = Files.copy(FOLDER.resolve("npy-mlp.yaml"), folder.resolve("npy-mlp.yaml"));
    assertThat(train(file).metrics().get("accuracy")).isGreaterThan(0.9);
  }

  @ParameterizedTest
  @CsvSource({
    "digits, accuracy, 0.97",
    "conv-bn-clip, accuracy, 0.9",
    "iris, accuracy, 0.9",
    "wine, accuracy, 0.93",
    "breast-cancer, accuracy, 0.93",
    "breast-cancer, roc_auc, 0.97",
    "diabetes, r2, 0.4",
    "deep-he-relu-30, accuracy, 0.8",
    "deep-batch-norm-30, accuracy, 0.5",
    "deep-residual-30, accuracy, 0.8",
    "deep-clip-30, accuracy, 0.3",
  })
  void heldOutExamples(String name, String metric, double least) {
    Result result = train(name);
    assertThat(result.metrics().get(metric)).as(result.metrics() + "").isGreaterThan(least);
    assertThat(result.loss()).isFinite();
  }

  @Test
  void thirtySigmoidsDoNotTrain() {
    Result result = train("deep-sigmoid-30");
    assertThat(result.metrics().get("accuracy")).isLessThan(0.2);
    Event.GradientFlow flow =
        events.stream()
            .filter(Event.GradientFlow.class::isInstance)
            .map(Event.GradientFlow.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(flow.parts().getFirst().gradientRms())
        .as("the gradient vanishes on its way back")
        .isLessThan(1e-6 * flow.parts().getLast().gradientRms());
  }

  @Test
  void thirtyLargeReluLayersExplodeWithoutClipping() throws IOException {
    String text = Files.readString(FOLDER.resolve("deep-clip-30.yaml"));
    RunFile file = RunFile.parse(text.replace("clip: {global_norm: 1.0}", ""), "bare", List.of());
    Prepared prepared = Prepared.of(file);
    Result result = prepared.trainer().fit(prepared.split());
    assertThat(result.reason()).isEqualTo(gradus.train.log.EndReason.NOT_FINITE);
  }

  @ParameterizedTest
  @Tag("slow")
  @CsvSource({"fashion-mlp, 0.88", "fashion-cnn, 0.91"})
  void clothes(String name, double least) {
    try {
      RunFile.read(FOLDER.resolve(name + ".yaml")).data().load();
    } catch (DataException e) {
      assumeTrue(false, e.getMessage());
    }
    assertThat(train(name).metrics().get("accuracy")).isGreaterThanOrEqualTo(least);
  }
}
