package gradus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.compile.Compiler;
import gradus.core.cpu.Cpu;
import gradus.nn.Sequential;
import gradus.nn.activation.Activations;
import gradus.nn.layer.BatchNorm;
import gradus.nn.layer.Conv2d;
import gradus.nn.layer.Dense;
import gradus.nn.layer.Dropout;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.MaxPool;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.optim.Adam;
import gradus.nn.optim.Clip;
import gradus.nn.optim.WeightAverage;
import gradus.nn.schedule.ReduceOnPlateau;
import gradus.train.checkpoint.CheckpointException;
import gradus.train.checkpoint.Checkpoints;
import gradus.train.data.DataSplit;
import gradus.train.data.augment.Flip;
import gradus.train.data.catalog.DataCatalog;
import gradus.train.log.EndReason;
import gradus.train.log.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same training gives the same bits: on any number of threads, on the scalar twin, after a
 * stop.
 */
class BitsTest {
  private static final Compiler VECTORS = new Compiler(Cpu.detect());
  private static final DataSplit DATA = small();

  private static DataSplit small() {
    DataSplit whole = DataCatalog.load("digits").withValidation(0.2, 1);
    return new DataSplit(
        whole.train().slice(0, 200), whole.validation().slice(0, 50), whole.test());
  }

  private static Trainer trainer() {
    Sequential model =
        Sequential.of(
            Conv2d.of(5, 3).activation(Activations.RELU),
            BatchNorm.of(),
            MaxPool.of(2),
            Flatten.of(),
            Dropout.of(0.3),
            Dense.of(10));
    return Trainer.of(model, CrossEntropy.ofLabels(), Adam.of(3e-3))
        .clip(Clip.globalNorm(1))
        .average(WeightAverage.of(0.9))
        .accumulate(2)
        .schedule(ReduceOnPlateau.of(0.5, 0))
        .augment(List.of(new Flip(true, false)))
        .epochs(2)
        .batch(48)
        .seed(5)
        .threads(1)
        .compiler(VECTORS);
  }

  private static String bits(Result result) {
    StringBuilder text = new StringBuilder();
    result
        .model()
        .values()
        .forEach(
            (name, data) -> text.append(name).append(Arrays.hashCode(data.toBits())).append('\n'));
    return text.toString();
  }

  @Test
  void threadsAndTwinDoNotChangeTheBits() {
    String expected = bits(trainer().fit(DATA));
    assertThat(bits(trainer().threads(2).fit(DATA))).isEqualTo(expected);
    assertThat(bits(trainer().threads(3).fit(DATA))).isEqualTo(expected);
    assertThat(bits(trainer().compiler(new Compiler(Cpu.scalar())).fit(DATA))).isEqualTo(expected);
  }

  @Test
  void anotherSeedGivesOtherBits() {
    assertThat(bits(trainer().seed(6).fit(DATA))).isNotEqualTo(bits(trainer().fit(DATA)));
  }

  @Test
  void stoppedAtAnyStepAndResumedItEndsTheSame(@TempDir Path folder) {
    List<Event.EpochDone> epochs = new ArrayList<>();
    String expected = bits(trainer().listen(event -> note(event, epochs)).fit(DATA));
    for (int step = 1; step <= 5; step++) {
      Path own = folder.resolve("stop" + step);
      List<Event.EpochDone> seen = new ArrayList<>();
      Trainer first = trainer().logEvery(1).keeper(new Checkpoints(own, false, _ -> {}));
      int last = step;
      first.listen(
          event -> {
            note(event, seen);
            if (event instanceof Event.StepDone done && done.step() == last) {
              first.stop();
            }
          });
      assertThat(first.fit(DATA).reason()).isEqualTo(EndReason.INTERRUPTED);
      Result result =
          trainer()
              .keeper(new Checkpoints(own, true, message -> assertThat(message).isNull()))
              .listen(event -> note(event, seen))
              .fit(DATA);
      assertThat(bits(result)).as("stopped at step " + step).isEqualTo(expected);
      assertThat(seen.stream().map(Event.EpochDone::loss))
          .containsExactlyElementsOf(epochs.stream().map(Event.EpochDone::loss).toList());
    }
  }

  private static void note(Event event, List<Event.EpochDone> epochs) {
    if (event instanceof Event.EpochDone done) {
      epochs.add(done);
    }
  }

  @Test
  void damagedCheckpointIsRefusedAndTheOneBeforeIsUsed(@TempDir Path folder) throws IOException {
    String expected = bits(trainer().keeper(new Checkpoints(folder, false, _ -> {})).fit(DATA));
    List<Path> files = checkpoints(folder);
    flip(files.get(files.size() - 1));
    List<String> refused = new ArrayList<>();
    Result resumed = trainer().keeper(new Checkpoints(folder, true, refused::add)).fit(DATA);
    assertThat(refused).hasSize(1);
    assertThat(refused.get(0)).contains("checksum differs", "the one before");
    assertThat(bits(resumed)).isEqualTo(expected);
    for (Path file : checkpoints(folder)) {
      flip(file);
    }
    assertThatThrownBy(
            () -> trainer().keeper(new Checkpoints(folder, true, refused::add)).fit(DATA))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("none of its 2 checkpoints can be used");
  }

  private static List<Path> checkpoints(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> path.getFileName().toString().startsWith("step-"))
          .sorted()
          .toList();
    }
  }

  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 100] ^= 1;
    Files.write(file, bytes);
  }
}
