package gradus.train.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import gradus.train.Result;
import gradus.train.log.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bad input of a whole run: one sentence that names the place and the way out, and nothing else.
 */
class BadInputTest {
  @TempDir private Path folder;

  private static String table(int rows) {
    StringBuilder text = new StringBuilder("length,width,kind\n");
    for (int i = 0; i < rows; i++) {
      text.append(i % 7).append(',').append(i % 3).append(',').append(i % 2 == 0 ? "a" : "b");
      text.append('\n');
    }
    return text.toString();
  }

  private static final String CSV =
      """
      name: bad
      data: {csv: {file: table.csv, label: kind}, validation: 0.2}
      model:
        - dense: {units: 4, activation: relu}
        - dense: 2
      loss: cross_entropy
      optimizer: {adam: {rate: 1e-2}}
      train: {epochs: 2, batch: 8}
      """;

  private static final String INLINE =
      """
      name: bad
      data:
        inline:
          inputs: [[1, 2], [3, 4], [5, 6], [7, 8]]
          labels: [0, 1, 0, 1]
      model: [{dense: 2}]
      loss: cross_entropy
      optimizer: {sgd: {rate: 0.1}}
      train: {epochs: 1, batch: 2}
      """;

  private Result run(String text, Path parent) throws IOException {
    Path file = Files.writeString(folder.resolve("run.yaml"), text);
    return Run.create(RunFile.read(file), parent).train(new Run.Options(1, false, List.of()));
  }

  private String failure(String text) {
    Throwable failure = catchThrowable(() -> run(text, folder.resolve("runs")));
    assertThat(failure).isInstanceOf(IllegalArgumentException.class);
    assertThat(failure.getMessage()).doesNotContain("\n").doesNotContain("Exception");
    return failure.getMessage();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  @Test
  void theRunIsRightBeforeItIsBroken() throws IOException {
    write("table.csv", table(40));
    assertThat(run(CSV, folder.resolve("runs")).metrics()).containsKey("accuracy");
  }

  @Test
  void theFileIsMissing() {
    assertThat(failure(CSV)).contains("table.csv", "no such file");
  }

  @Test
  void theFileIsEmpty() throws IOException {
    write("table.csv", "");
    assertThat(failure(CSV)).contains("table.csv", "empty");
  }

  @Test
  void theFileHasOnlyAHeader() throws IOException {
    write("table.csv", "length,width,kind\n");
    assertThat(failure(CSV)).contains("table.csv", "no row");
  }

  @Test
  void aRowIsCutOff() throws IOException {
    write("table.csv", table(40) + "3,");
    assertThat(failure(CSV)).contains("table.csv", "42");
  }

  @Test
  void theFileIsOfAnotherKind() throws IOException {
    Files.write(folder.resolve("table.csv"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2, -1});
    assertThat(failure(CSV)).contains("table.csv");
  }

  @Test
  void aColumnIsMissing() throws IOException {
    write("table.csv", table(40));
    assertThat(failure(CSV.replace("label: kind", "label: kinds")))
        .contains("table.csv", "'kinds'", "kind");
  }

  @Test
  void aNumberIsMissingFromAColumn() throws IOException {
    write("table.csv", table(40) + ",1,a\n");
    String text = CSV.replace("label: kind", "label: kind, missing: error");
    assertThat(failure(text)).contains("table.csv", "length");
  }

  @Test
  void onlyOneClass() throws IOException {
    write("table.csv", table(40).replace(",b", ",a"));
    assertThat(failure(CSV.replace("dense: 2", "dense: 1"))).contains("class", "two");
  }

  @Test
  void theBatchIsLargerThanTheData() throws IOException {
    write("table.csv", table(40));
    assertThat(failure(CSV.replace("batch: 8", "batch: 100"))).contains("100", "32", "batch");
  }

  @Test
  void theLastLayerDoesNotFitTheClasses() throws IOException {
    write("table.csv", table(40));
    assertThat(failure(CSV.replace("dense: 2", "dense: 3")))
        .contains("2 classes", "end with dense: 2");
  }

  @Test
  void theLastLayerDoesNotFitTheLoss() {
    String text =
        INLINE
            .replace("labels: [0, 1, 0, 1]", "targets: [[0], [1], [0], [1]]")
            .replace("cross_entropy", "gaussian_nll");
    assertThat(failure(text.replace("dense: 2", "dense: 1")))
        .contains("1 targets, for which the loss takes 2", "end with dense: 2");
  }

  @Test
  void mixupNeedsALossOfShares() throws IOException {
    write("table.csv", table(40));
    assertThat(failure(CSV.replace("validation: 0.2", "validation: 0.2, mixup: 0.2")))
        .contains("mixup", "cross_entropy: {soft: true}");
  }

  @Test
  void aLayerDoesNotFitWhatItGets() throws IOException {
    write("table.csv", table(40));
    assertThat(failure(CSV.replace("- dense: 2", "- conv2d: {filters: 2, kernel: 3}")))
        .contains("conv2d_1", "[8, 4]", "must");
  }

  @Test
  void aLabelOutOfRange() {
    assertThat(failure(INLINE.replace("[0, 1, 0, 1]", "[0, 1, 0, -1]"))).contains("-1", "label");
  }

  @Test
  void aLabelThatIsNoNumber() {
    assertThat(failure(INLINE.replace("[0, 1, 0, 1]", "[0, 1, 0, .nan]")))
        .contains("labels", "whole");
  }

  @Test
  void aTargetThatIsNotFinite() {
    String text =
        INLINE
            .replace("labels: [0, 1, 0, 1]", "targets: [[0], [1], [0], [.nan]]")
            .replace("dense: 2", "dense: 1")
            .replace("cross_entropy", "mse");
    assertThat(failure(text)).containsIgnoringCase("nan").contains("target");
  }

  @Test
  void rowsOfDifferentLengths() {
    assertThat(failure(INLINE.replace("[7, 8]", "[7, 8, 9]"))).contains("inputs", "[3]");
  }

  @Test
  void theOutputFolderIsAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("taken"), "");
    for (Path parent : List.of(file, file.resolve("deeper"))) {
      assertThatThrownBy(() -> run(INLINE, parent))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(parent + ": a folder for the run cannot be made: ")
          .hasMessageEndingWith("choose another folder with --output");
    }
  }

  @Test
  void aFolderThatIsNoRun() {
    assertThatThrownBy(() -> Run.open(folder.resolve("none")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(folder.resolve("none") + ": holds no run.yaml; give the folder of a run");
  }

  @Test
  void misspeltKeysNameTheLine() {
    assertThat(failure(INLINE.replace("  inline", "  inlin"))).contains("run.yaml:3", "'inline'");
    assertThat(failure(INLINE.replace("epochs", "epoch"))).contains("run.yaml:9", "'epochs'");
  }

  @Test
  void aDamagedCheckpointIsWarnedOfAndTheOneBeforeIsUsed() throws IOException {
    Path file =
        Files.writeString(folder.resolve("run.yaml"), INLINE.replace("epochs: 1", "epochs: 4"));
    Run run = Run.create(RunFile.read(file), folder.resolve("runs"));
    Result whole = run.train(new Run.Options(1, false, List.of()));
    Path newest = run.folder().resolve("checkpoints/step-000000008.safetensors");
    byte[] bytes = Files.readAllBytes(newest);
    bytes[40] ^= 4;
    Files.write(newest, bytes);
    List<Event> events = new ArrayList<>();
    Result again = Run.open(run.folder()).train(new Run.Options(1, false, List.of(events::add)));
    again
        .model()
        .values()
        .forEach(
            (name, data) ->
                assertThat(data.toBits()).isEqualTo(whole.model().values().get(name).toBits()));
    assertThat(Files.readString(run.folder().resolve("events.jsonl"), StandardCharsets.UTF_8))
        .contains("step-000000008.safetensors")
        .contains("trying the one before it");
    assertThat(events.getFirst())
        .isInstanceOfSatisfying(
            Event.Resumed.class, event -> assertThat(event.step()).isEqualTo(6));
    Files.write(newest, Arrays.copyOf(bytes, 10));
    Files.write(newest.resolveSibling("step-000000006.safetensors"), new byte[0]);
    assertThatThrownBy(() -> Run.open(run.folder()).train(new Run.Options(1, false, List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none of its 2 checkpoints can be used; start the training anew");
  }
}
