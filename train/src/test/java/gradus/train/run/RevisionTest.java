package gradus.train.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RevisionTest {
  private static final Path FOLDER = Path.of("runs").toAbsolutePath();
  private static final String TEXT =
      """
      # ticket 12
      name: "mine"     # not the other one
      data: {csv: {file: d.csv, label: y}, validation: 0.20}

      model:   # two layers
        # the first
        - dense: {units: 8, activation: relu}   # wide
        - dense:
            units: 8
            bias: true   # as always
            activation: tanh
        - residual:
            - dense: {activation: relu, units: 8}
            - relu   # twice
        - dense: 3

      # tuned by hand
      optimizer:
        sgd:
          rate: 2e-1
      loss: cross_entropy
      metrics: [accuracy, f1]
      train: {epochs: 2, batch: 4}
      """;

  private record Change(List<String> set, String was, String is) {}

  private static List<Change> changes() {
    return List.of(
        change("seed=7", "not the other one\n", "not the other one\n", "seed: 7\n"),
        change("train.epochs=3", "epochs: 2", "epochs: 3"),
        change("train.epochs=3|train.batch=5", "epochs: 2, batch: 4", "epochs: 3, batch: 5"),
        change("model[0].dense.activation=tanh", "activation: relu}   #", "activation: tanh}   #"),
        change(
            "model[0].dense.activation=null", "units: 8, activation: relu}   #", "units: 8}   #"),
        change("model[0].dense.bias=false", "relu}   #", "relu, bias: false}   #"),
        change("model[1].dense.units=9", "units: 8\n", "units: 9\n"),
        change("model[1].dense.activation=null", "      activation: tanh\n", ""),
        change("model[2].residual.layers[0].dense.units=6", "relu, units: 8}", "relu, units: 6}"),
        change("model[3].dense=4", "- dense: 3\n", "- dense: 4\n"),
        change("model[3].dense.bias=false", "- dense: 3\n", "- dense: {units: 3, bias: false}\n"),
        change("optimizer.sgd.rate=0.5", "rate: 2e-1", "rate: 0.5"),
        change("optimizer={adam: {rate: 0.5}}", "  sgd:\n    rate: 2e-1\n", "  adam: 0.5\n"),
        change("metrics=[accuracy]", "metrics: [accuracy, f1]", "metrics: accuracy"),
        change("clip.global_norm=1", "rate: 2e-1\n", "rate: 2e-1\n", "clip: {global_norm: 1}\n"),
        change("data.validation=0.3", "0.20", "0.3"));
  }

  private static Change change(String set, String was, String is, String... more) {
    return new Change(List.of(set.split("\\|")), was, is + String.join("", more));
  }

  private static String revised(String text, RunFile after) {
    return Revision.of(text, parsed(text, List.of()), after, FOLDER);
  }

  private static RunFile parsed(String text, List<String> set) {
    return RunFile.parse(text, "test", set).in(FOLDER);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void onlyWhatDiffersIsWrittenAnew(Change change) {
    RunFile after = parsed(TEXT, change.set);
    String revised = revised(TEXT, after);
    assertThat(TEXT).containsOnlyOnce(change.was);
    assertThat(revised).isEqualTo(TEXT.replace(change.was, change.is));
    assertThat(parsed(revised, List.of())).isEqualTo(after);
  }

  @Test
  void layersThatComeAndGoMoveNoOthers() {
    String grown =
        """
        data: {set: iris}
        model:
        - dense: 4    # one
        - batch_norm
        - relu        # two
        - dense: 3
        loss: cross_entropy
        """;
    String norm = "- batch_norm\n";
    String plain = grown.replace(norm, "");
    assertThat(revised(plain, parsed(grown, List.of()))).isEqualTo(grown);
    assertThat(revised(grown, parsed(plain, List.of()))).isEqualTo(plain);
    String before = grown.replace("- dense: 4    # one\n", "");
    assertThat(revised(grown, parsed(before, List.of()))).isEqualTo(before);
    assertThat(revised(before, parsed(grown, List.of())))
        .isEqualTo(grown.replace("4    # one", "4"));
  }

  @Test
  void aListInOtherWordsIsWrittenAnewWithItsPartOnly() {
    String text =
        """
        # kept
        data: {csv: {file: d.csv, label: c, ignore: [b, a]}}   # gone
        model: [{dense: 3}]  # kept
        loss: cross_entropy
        """;
    RunFile after = parsed(text, List.of("data.csv.ignore=[b, d]"));
    String data = "data: {csv: {file: d.csv, label: c, ignore: [b, d]}}\n";
    assertThat(revised(text, after)).isEqualTo(text.replaceFirst("data: .*\n", data));
  }

  @Test
  void whatCannotBeChangedInPartIsWrittenAnewAsAWhole() {
    String anchored =
        """
        data: {set: iris}
        model: [&d {dense: 4}, *d, {dense: 3}]
        loss: cross_entropy
        """;
    RunFile after = parsed(anchored, List.of("model[0].dense=5"));
    String revised = revised(anchored, after);
    assertThat(parsed(revised, List.of())).isEqualTo(after);
    assertThat(revised).doesNotContain("&d", "*d");

    RunFile before = parsed(TEXT, List.of());
    assertThat(Revision.of("no run file", before, before, FOLDER)).contains("file: d.csv");
  }

  @Test
  void pathsAreThoseOfTheFolderWhereTheTextWillLie() {
    RunFile before = parsed(TEXT, List.of());
    Path elsewhere = FOLDER.resolve("other");
    String moved = Revision.of(TEXT, before, before, elsewhere);
    assertThat(moved).isEqualTo(TEXT.replace("d.csv", FOLDER.resolve("d.csv").toString()));
    assertThat(RunFile.parse(moved, "test", List.of()).in(elsewhere)).isEqualTo(before);

    String above = TEXT.replace("d.csv", "../d.csv");
    RunFile after = parsed(above, List.of("train.epochs=3"));
    assertThat(revised(above, after)).isEqualTo(above.replace("epochs: 2", "epochs: 3"));
  }

  @Test
  void aDefaultThatIsWrittenOutGivesWay() {
    String text = TEXT.replace("    rate: 2e-1\n", "    rate: 1e-2\n").replace("sgd", "momentum");
    RunFile after = parsed(text, List.of("optimizer=sgd"));
    assertThat(parsed(revised(text, after), List.of())).isEqualTo(after);
    assertThat(revised(text, after)).startsWith("# ticket 12").contains("# as always");
    assertThat(parsed(revised(revised(text, after), parsed(text, List.of())), List.of()))
        .isEqualTo(parsed(text, List.of()));
  }

  @Test
  void aFileWithoutANameGetsNone() {
    String text = "data: {set: iris}\nmodel:\n  - dense: 3\nloss: cross_entropy";
    RunFile before = parsed(text, List.of()).withName("file");
    RunFile after = parsed(text, List.of("seed=3")).withName("file");
    assertThat(Revision.of(text, before, after, FOLDER)).isEqualTo("seed: 3\n" + text + "\n");
  }

  @Test
  void linesOfWindowsAndCharactersBeyondTheFirstPlaneAreNoTrouble() {
    String text = TEXT.replace("ticket 12", "\uD83D\uDE00 \uD83D\uDE00");
    RunFile after = parsed(text, List.of("train.epochs=3"));
    String expected = text.replace("epochs: 2", "epochs: 3");
    assertThat(revised(text, after)).isEqualTo(expected);
    assertThat(revised(text.replace("\n", "\r\n"), after)).isEqualTo(expected);
  }
}
