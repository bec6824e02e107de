package gradus.train.run;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.tensor.Key;
import gradus.core.tensor.Tensor;
import gradus.nn.Trace;
import gradus.train.data.DataSplit;
import gradus.train.data.catalog.DataCatalog;
import gradus.train.data.catalog.DataEntry;
import gradus.train.data.file.SampleFiles;
import gradus.train.run.source.NpySource;
import gradus.train.run.source.PreparedData;
import gradus.train.run.source.SetSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every run file in the folder of examples. */
class ExamplesTest {
  private static final Path FOLDER = Path.of("..", "examples");

  static Stream<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @Test
  void allOfThemAreThere() throws IOException {
    assertThat(examples().map(file -> file.getFileName().toString().replace(".yaml", "")))
        .contains(
            "digits",
            "xor",
            "regression-2-4-3",
            "npy-mlp",
            "conv-bn-clip",
            "iris",
            "wine",
            "breast-cancer",
            "diabetes",
            "fashion-mlp",
            "fashion-cnn",
            "deep-sigmoid-30",
            "deep-he-relu-30",
            "deep-batch-norm-30",
            "deep-residual-30",
            "deep-clip-30");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void saysWhatItShows(Path file) throws IOException {
    assertThat(Files.readAllLines(file).getFirst()).startsWith("# ");
    assertThat(RunFile.read(file).name() + ".yaml").isEqualTo(file.getFileName().toString());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void writesBackAsAnEqualRun(Path file) {
    RunFile run = RunFile.read(file);
    RunFile again = RunFile.parse(run.toYaml(), "again.yaml", List.of());
    assertThat(again).isEqualTo(run);
    assertThat(again.toYaml()).isEqualTo(run.toYaml());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void modelAndLossFitTheData(Path file) {
    RunFile run = RunFile.read(file);
    Shape example = shape(run);
    Tensor x = Tensor.input("x", batch(2, example), DType.F32);
    Key key = Key.of(Tensor.input("key", Shape.of(2), DType.I32));
    for (boolean training : new boolean[] {true, false}) {
      Tensor output = Trace.of(run.model(), x, training, key).output();
      Tensor target =
          run.loss().labels()
              ? Tensor.input("y", Shape.of(2), DType.I32)
              : Tensor.input("y", Shape.of(2, width(run)), DType.F32);
      assertThat(run.loss().apply(output, target).shape()).isEqualTo(Shape.SCALAR);
      assertThat(output.shape()).isEqualTo(Shape.of(2, width(run)));
    }
  }

  private static Shape batch(int size, Shape example) {
    int[] sizes = new int[example.rank() + 1];
    sizes[0] = size;
    System.arraycopy(example.sizes(), 0, sizes, 1, example.rank());
    return Shape.of(sizes);
  }

  private static Shape shape(RunFile run) {
    return switch (run.data().source()) {
      case SetSource set -> DataCatalog.entry(set.name()).shape();
      case NpySource _ -> Shape.of(2, 2, 2);
      default -> run.data().load().split().train().shape();
    };
  }

  private static int width(RunFile run) {
    return switch (run.data().source()) {
      case SetSource set -> {
        DataEntry entry = DataCatalog.entry(set.name());
        yield Math.max(1, entry.classes().size());
      }
      case NpySource _ -> 3;
      default -> run.data().load().split().train().targets().width();
    };
  }

  @Test
  void theNpyExampleReadsTheSampleFilesBesideIt(@TempDir Path folder) throws IOException {
    SampleFiles.of(1).write(folder);
    Path file = Files.copy(FOLDER.resolve("npy-mlp.yaml"), folder.resolve("npy-mlp.yaml"));
    DataSplit split = RunFile.read(file).data().load().split();
    assertThat(split.train().shape()).isEqualTo(Shape.of(2, 2, 2));
    assertThat(split.train().size()).isEqualTo(720);
    assertThat(split.validation().size()).isEqualTo(80);
    assertThat(split.test().size()).isEqualTo(200);
    assertThat(split.train().targets().width()).isEqualTo(3);
  }

  @Test
  void embeddedSetsLoadAsTheirRunFilesSay() {
    for (String name : List.of("digits", "iris", "wine", "breast-cancer", "diabetes", "xor")) {
      RunFile run = RunFile.read(FOLDER.resolve(name + ".yaml"));
      PreparedData data = run.data().load();
      assertThat(data.split().train().size()).as(name).isPositive();
      assertThat(data.split().validation().size() > 0)
          .as(name)
          .isEqualTo(run.data().cuts().validation() > 0);
      assertThat(
              run.data()
                  .batches(data.split().train(), run.train().batch(), false, run.seed())
                  .at(0, 0)
                  .size())
          .as(name)
          .isEqualTo(run.train().batch());
    }
  }
}
