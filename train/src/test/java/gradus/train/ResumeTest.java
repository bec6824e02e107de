package gradus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.compile.Compiler;
import gradus.core.cpu.Cpu;
import gradus.core.shape.Shape;
import gradus.nn.Sequential;
import gradus.nn.activation.Activations;
import gradus.nn.layer.Dense;
import gradus.nn.layer.Dropout;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.loss.MeanSquaredError;
import gradus.nn.optim.Adam;
import gradus.nn.optim.Momentum;
import gradus.nn.schedule.ReduceOnPlateau;
import gradus.train.checkpoint.CheckpointException;
import gradus.train.checkpoint.Checkpoints;
import gradus.train.data.DataSplit;
import gradus.train.data.Dataset;
import gradus.train.data.Values;
import gradus.train.data.augment.Noise;
import gradus.train.data.catalog.DataCatalog;
import gradus.train.log.EndReason;
import gradus.train.log.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that dies at any event goes on from its last checkpoint and ends as if it had not. */
class ResumeTest {
  private static final Compiler COMPILER = new Compiler(Cpu.detect());

  @TempDir private Path folder;

  private static DataSplit iris() {
    return DataCatalog.load("iris").withValidation(0.2, 1);
  }

  private static Trainer flowers() {
    return flowers(0.4);
  }

  private static Trainer flowers(double rate) {
    return Trainer.of(
            Sequential.of(Dense.of(6).activation(Activations.TANH), Dropout.of(0.2), Dense.of(3)),
            CrossEntropy.ofLabels(),
            Adam.of(rate))
        .accumulate(3)
        .schedule(ReduceOnPlateau.of(0.5, 0))
        .augment(List.of(new Noise(0.1)))
        .epochs(6)
        .batch(25)
        .seed(3)
        .checkpointEvery(1)
        .threads(1)
        .compiler(COMPILER);
  }

  private Checkpoints keeper(boolean resume) {
    return new Checkpoints(folder, resume, message -> assertThat(message).isNull());
  }

  private static Map<String, List<Integer>> bits(Result result) {
    Map<String, List<Integer>> bits = new LinkedHashMap<>();
    result
        .model()
        .values()
        .forEach((name, data) -> bits.put(name, Arrays.stream(data.toBits()).boxed().toList()));
    return bits;
  }

  /** Losses by epoch; an epoch that is done again replaces what was told of it. */
  private static void note(Event event, Map<Integer, Double> losses) {
    if (event instanceof Event.EpochDone done) {
      losses.put(done.epoch(), done.loss());
    }
  }

  @Test
  void dyingAtAnyEventChangesNothing() {
    List<Event> all = new ArrayList<>();
    Map<Integer, Double> expected = new LinkedHashMap<>();
    Result calm = flowers().listen(all::add).listen(event -> note(event, expected)).fit(iris());
    assertThat(calm.reason()).isEqualTo(EndReason.EPOCHS);
    assertThat(calm.progress().plateau().scale()).as("the plateau must matter").isLessThan(1);
    int deaths = 0;
    Map<Integer, Double> losses = new LinkedHashMap<>();
    Result result = null;
    for (int at = 2; result == null; at++) {
      int last = at;
      int[] seen = {0};
      Trainer trainer =
          flowers()
              .logEvery(1)
              .keeper(keeper(at > 2))
              .listen(event -> note(event, losses))
              .listen(
                  event -> {
                    seen[0]++;
                    if (seen[0] == last) {
                      throw new CancellationException("the power is gone at event " + last);
                    }
                  });
      try {
        result = trainer.fit(iris());
      } catch (CancellationException e) {
        deaths++;
      }
    }
    assertThat(deaths).isGreaterThan(3);
    assertThat(bits(result)).isEqualTo(bits(calm));
    assertThat(losses).isEqualTo(expected);
    assertThat(result.metrics()).isEqualTo(calm.metrics());
    assertThat(result.progress().draws()).isEqualTo(calm.progress().draws());
  }

  @Test
  void whatIsMeasuredAndSavedDoesNotChangeTheBits() {
    Map<String, List<Integer>> expected = bits(flowers().checkpointEvery(0).fit(iris()));
    assertThat(bits(flowers().logEvery(1).validateEvery(1).keeper(keeper(false)).fit(iris())))
        .isEqualTo(expected);
  }

  @Test
  void stoppedBeforeTheFirstStepItBegins() {
    Trainer first = flowers().keeper(keeper(false));
    first.stop();
    Result nothing = first.fit(iris());
    assertThat(nothing.reason()).isEqualTo(EndReason.INTERRUPTED);
    assertThat(nothing.progress().draws()).isZero();
    assertThat(bits(flowers().keeper(keeper(true)).fit(iris())))
        .isEqualTo(bits(flowers().fit(iris())));
  }

  private static DataSplit line() {
    float[] x = {0, 1, 2, 3};
    float[] y = {1, 3, 5, 7};
    return DataSplit.whole(Dataset.of("line", Shape.of(1), x, new Values(y, List.of("y"))));
  }

  private static Trainer tiny() {
    return Trainer.of(Sequential.of(Dense.of(1)), new MeanSquaredError(), Momentum.of(0.01, 0.9))
        .epochs(3000)
        .logEvery(1000)
        .batch(4)
        .seed(1)
        .threads(1)
        .compiler(COMPILER);
  }

  @Test
  void thousandsOfTinyEpochsLoseNothingWhenStopped() {
    Trainer first = tiny().keeper(keeper(false));
    first.listen(
        event -> {
          if (event instanceof Event.StepDone done && done.step() == 2000) {
            first.stop();
          }
        });
    Result stopped = first.fit(line());
    assertThat(stopped.reason()).isEqualTo(EndReason.INTERRUPTED);
    List<Event> seen = new ArrayList<>();
    Result resumed = tiny().keeper(keeper(true)).listen(seen::add).fit(line());
    assertThat(seen.getFirst())
        .isInstanceOfSatisfying(
            Event.Resumed.class, event -> assertThat(event.step()).isEqualTo(2000));
    assertThat(bits(resumed)).isEqualTo(bits(tiny().fit(line())));
  }

  @Test
  void stoppedInAnEpochThatIsNotToldOfItIsSaved() {
    Trainer first = tiny().epochs(100_000).logEvery(100_000).keeper(keeper(false));
    first.listen(
        event -> {
          if (event instanceof Event.StepDone) {
            first.stop();
          }
        });
    first.fit(line());
    List<Event> seen = new ArrayList<>();
    Trainer second = tiny().epochs(100_000).logEvery(100_000).keeper(keeper(true));
    second.listen(seen::add);
    second.stop();
    second.fit(line());
    assertThat(seen.getFirst()).isInstanceOf(Event.Resumed.class);
    assertThat(seen.getFirst().step()).isEqualTo(1);
  }

  @Test
  void trainingsThatReachedTheirAimDoNotTrainOn() {
    for (Limits limits :
        List.of(
            new Limits(60, 0, 0, 0, OptionalDouble.of(0.9), OptionalDouble.empty()),
            new Limits(60, 0, 0, 0, OptionalDouble.empty(), OptionalDouble.of(0.5)),
            new Limits(60, 0, 0, 2, OptionalDouble.empty(), OptionalDouble.empty()),
            new Limits(60, 7, 0, 0, OptionalDouble.empty(), OptionalDouble.empty()))) {
      Result first = flowers(0.05).limits(limits).keeper(keeper(false)).fit(iris());
      assertThat(first.progress().epoch()).isLessThan(60);
      Result again = flowers(0.05).limits(limits).keeper(keeper(true)).fit(iris());
      assertThat(again.reason()).isEqualTo(first.reason());
      assertThat(again.progress().draws()).isEqualTo(first.progress().draws());
      assertThat(bits(again)).isEqualTo(bits(first));
      assertThat(again.metrics()).isEqualTo(first.metrics());
      delete();
    }
  }

  private void delete() {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void checkpointsOfAnotherModelAreRefused() {
    flowers().epochs(1).keeper(keeper(false)).fit(iris());
    Trainer wider =
        Trainer.of(
                Sequential.of(Dense.of(7).activation(Activations.TANH), Dense.of(3)),
                CrossEntropy.ofLabels(),
                Adam.of(0.05))
            .accumulate(3)
            .compiler(COMPILER)
            .keeper(keeper(true));
    assertThatThrownBy(() -> wider.fit(iris()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("safetensors")
        .hasMessageContaining("dense_1.weight")
        .hasMessageContaining("was the run file changed?");
    Trainer deeper =
        Trainer.of(
                Sequential.of(Dense.of(6).activation(Activations.TANH), Dense.of(3), Dense.of(3)),
                CrossEntropy.ofLabels(),
                Adam.of(0.05))
            .accumulate(3)
            .compiler(COMPILER)
            .keeper(keeper(true));
    assertThatThrownBy(() -> deeper.fit(iris()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("safetensors")
        .hasMessageContaining("was the run file changed?");
  }

  @Test
  void aFolderThatIsAFileIsToldBeforeAnythingIsLost() throws IOException {
    Path file = Files.writeString(folder.resolve("taken"), "");
    Trainer trainer = flowers().keeper(new Checkpoints(file, false, _ -> {}));
    assertThatThrownBy(() -> trainer.fit(iris()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(file + "")
        .hasMessageContaining("is a file");
  }
}
