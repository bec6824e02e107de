package gradus.train.run;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.train.Result;
import gradus.train.TrainedModel;
import gradus.train.data.file.SampleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each run file in examples keeps what its first line says. */
class ExampleClaimsTest {
  private static Result train(String name, String... overrides) {
    Path file = Path.of("..", "examples", name + ".yaml");
    Prepared prepared = Prepared.of(RunFile.read(file, List.of(overrides)));
    return prepared.trainer().fit(prepared.split());
  }

  @Test
  void xorIsLearned() {
    TrainedModel model = train("xor").model();
    assertThat(model.predict(0f, 0f)[0]).isLessThan(0.1f);
    assertThat(model.predict(0f, 1f)[0]).isGreaterThan(0.9f);
    assertThat(model.predict(1f, 0f)[0]).isGreaterThan(0.9f);
    assertThat(model.predict(1f, 1f)[0]).isLessThan(0.1f);
  }

  @Test
  void oneSampleIsFitted() {
    float[] given = train("regression-2-4-3").model().predict(0.5f, 0.6f);
    assertThat(given).containsExactly(new float[] {0.3f, 0.7f, 0.9f}, within(0.01f));
  }

  private static org.assertj.core.data.Offset<Float> within(float distance) {
    return org.assertj.core.data.Offset.offset(distance);
  }

  @ParameterizedTest
  @CsvSource({
    "digits, accuracy, 0.97",
    "iris, accuracy, 0.9",
    "wine, accuracy, 0.9",
    "breast-cancer, accuracy, 0.94",
    "diabetes, r2, 0.4",
    "conv-bn-clip, accuracy, 0.95"
  })
  void smallDataIsLearned(String name, String metric, double atLeast) {
    assertThat(train(name).metrics().get(metric)).isGreaterThanOrEqualTo(atLeast);
  }

  @Test
  void arraysFromFilesAreLearned(@TempDir Path folder) throws IOException {
    SampleFiles.of(1).write(folder);
    Path file = folder.resolve("npy-mlp.yaml");
    Files.copy(Path.of("..", "examples", "npy-mlp.yaml"), file);
    Prepared prepared = Prepared.of(RunFile.read(file));
    assertThat(prepared.trainer().fit(prepared.split()).metrics().get("accuracy"))
        .isGreaterThan(0.85);
  }

  @Test
  void thirtySigmoidLayersDoNotLearnAndTheCuresDo() {
    assertThat(train("deep-sigmoid-30", "train.epochs=8").metrics().get("accuracy"))
        .isLessThan(0.2);
    for (String cure : List.of("deep-he-relu-30", "deep-batch-norm-30", "deep-residual-30")) {
      assertThat(train(cure, "train.epochs=15").metrics().get("accuracy"))
          .as(cure)
          .isGreaterThan(0.6);
    }
    assertThat(train("deep-clip-30").metrics().get("accuracy")).isGreaterThan(0.6);
    assertThat(train("deep-clip-30", "clip=null").metrics().get("accuracy")).isLessThan(0.2);
  }

  @ParameterizedTest
  @Tag("slow")
  @CsvSource({"fashion-mlp, 0.88", "fashion-cnn, 0.91"})
  void clothesAreLearned(String name, double atLeast) {
    Assumptions.assumeTrue(
        Files.exists(Path.of("/usr/share/datasets/fashion-mnist")),
        "needs the Debian package dataset-fashion-mnist");
    assertThat(train(name).metrics().get("accuracy")).isGreaterThanOrEqualTo(atLeast);
  }
}
