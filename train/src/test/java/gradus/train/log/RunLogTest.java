package gradus.train.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogTest {
  @TempDir Path folder;

  @Test
  void eventsAreThereBeforeTheLogIsClosed() {
    try (RunLog log = RunLog.open(folder)) {
      log.append(step(1));
      log.append(step(2));
      assertThat(RunLogReader.read(folder))
          .isEqualTo(new RunHistory(List.of(step(1), step(2)), false, 0));
    }
  }

  @Test
  void aTornLastLineIsLeftOutAtEveryLength() throws IOException {
    write(step(1), step(2));
    byte[] whole = Files.readAllBytes(file());
    int first = EventJson.write(step(1)).length() + 1;
    for (int length = first; length < whole.length; length++) {
      Files.write(file(), java.util.Arrays.copyOf(whole, length));
      RunHistory history = RunLogReader.read(folder);
      assertThat(history.events()).containsExactly(step(1));
      assertThat(history.torn()).isEqualTo(length > first);
    }
  }

  @Test
  void openingCutsTheTornLineAndGoesOn() throws IOException {
    write(step(1));
    Files.writeString(file(), "{\"event\":\"step_do".repeat(2000), StandardOpenOption.APPEND);
    write(step(2));
    assertThat(RunLogReader.read(folder).events()).containsExactly(step(1), step(2));
  }

  @Test
  void aFileOfOneTornLineStartsAnew() throws IOException {
    Files.write(file(), new byte[20_000]);
    write(step(1));
    assertThat(RunLogReader.read(folder).events()).containsExactly(step(1));
  }

  @Test
  void resumingTakesBackWhatCameAfter() {
    var end = new Event.RunEnded(3, EndReason.INTERRUPTED, 0, 1, "", OptionalDouble.empty(), 0, "");
    var warning = new Event.Warning(3, "x", "late");
    var kept = new Event.Checkpointed(2, "c", false);
    var resumed = new Event.Resumed(Instant.EPOCH, 2);
    write(step(1), step(2), kept, step(3), warning, end);
    write(resumed, step(3), step(4));
    RunHistory history = RunLogReader.read(folder);
    assertThat(history.events()).containsExactly(step(1), step(2), kept, resumed, step(3), step(4));
    assertThat(history.steps()).isEqualTo(4);
  }

  @Test
  void resumingAtTheEndTakesBackTheEndAlone() {
    var end = new Event.RunEnded(2, EndReason.EPOCHS, 0, 1, "", OptionalDouble.empty(), 0, "");
    var resumed = new Event.Resumed(Instant.EPOCH, 2);
    write(step(1), step(2), end, resumed);
    assertThat(RunLogReader.read(folder).events()).containsExactly(step(1), step(2), resumed);
  }

  @Test
  void aDamagedLineInTheMiddleIsNamed() throws IOException {
    Files.writeString(file(), EventJson.write(step(1)) + "\n{oops\n" + EventJson.write(step(2)));
    assertThatThrownBy(() -> RunLogReader.read(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 2");
  }

  @Test
  void unknownKindsAreCounted() throws IOException {
    Files.writeString(file(), "{\"event\":\"new\"}\n" + EventJson.write(step(1)) + "\n");
    assertThat(RunLogReader.read(folder)).isEqualTo(new RunHistory(List.of(step(1)), false, 1));
  }

  @Test
  void twoWritersAreRefused() {
    try (RunLog log = RunLog.open(folder)) {
      log.append(step(1));
      assertThatThrownBy(() -> RunLog.open(folder))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("another run");
    }
  }

  @Test
  void manyThreadsWriteWholeLines() {
    try (RunLog log = RunLog.open(folder)) {
      IntStream.range(1, 500).parallel().forEach(i -> log.append(step(i)));
    }
    assertThat(RunLogReader.read(folder).events()).hasSize(499).doesNotHaveDuplicates();
  }

  @Test
  void missingFoldersAreNamed() {
    assertThatThrownBy(() -> RunLogReader.read(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no events.jsonl");
    assertThatThrownBy(() -> RunLog.open(folder.resolve("none")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cannot be written");
  }

  private Path file() {
    return folder.resolve(RunLog.FILE);
  }

  private void write(Event... events) {
    try (RunLog log = RunLog.open(folder)) {
      List.of(events).forEach(log::append);
    }
  }

  private static Event step(long step) {
    return new Event.StepDone(
        step, 1, 1.0 / step, 0.1, OptionalDouble.of(1), OptionalDouble.empty(), 2);
  }
}
