package gradus.train.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong in a run file is told in one sentence with file, line and path. */
class RunFileErrorsTest {
  private static final String GOOD =
      """
      name: digits
      data: {set: digits, validation: 0.2}
      model:
        - conv2d:
            filters: 8
            kernel: 3
        - flatten
        - dense: 10
      loss: cross_entropy
      optimizer: {adam: {rate: 1e-3}}
      metrics: [accuracy]
      train:
        epochs: 5
        batch: 64
      """;

  private static RunFileException failure(String text) {
    return catchThrowableOfType(
        RunFileException.class, () -> RunFile.parse(text, "digits.yaml", List.of()));
  }

  @Test
  void theTextIsRightBeforeItIsBroken() {
    assertThat(RunFile.parse(GOOD, "digits.yaml", List.of()).layers()).hasSize(3);
  }

  @Test
  void aMisspeltSettingNamesFileLinePathAndTheNearest() {
    RunFileException failure = failure(GOOD.replace("filters", "fliters"));
    assertThat(failure)
        .hasMessage(
            "digits.yaml:5: model[0].conv2d: unknown setting 'fliters'; did you mean 'filters'?");
    assertThat(failure.file()).isEqualTo("digits.yaml");
    assertThat(failure.line()).isEqualTo(5);
    assertThat(failure.path()).isEqualTo("model[0].conv2d");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "batch: 64|bacth: 64|digits.yaml:14: train: unknown setting 'bacth'; did you mean 'batch'?",
        "loss: |los: |digits.yaml:9: unknown setting 'los'; did you mean 'loss'?",
        "- flatten|- flaten|digits.yaml:7: model[1]: unknown layer 'flaten'; did you mean 'flatten'?",
        "dense: 10|dens: 10|digits.yaml:8: model[2]: unknown layer 'dens'; did you mean 'dense'?",
        "loss: cross_entropy|loss: cross_entropi|digits.yaml:9: loss: unknown loss 'cross_entropi'; did you mean 'cross_entropy'?",
        "adam: {|adm: {|digits.yaml:10: optimizer: unknown optimizer 'adm'; did you mean 'adam'?",
        "rate:|rat:|digits.yaml:10: optimizer.adam: unknown setting 'rat'; did you mean 'rate'?",
        "[accuracy]|[acuracy]|digits.yaml:11: metrics[0]: unknown metric 'acuracy'; did you mean 'accuracy'?",
        "set: digits|set: digit|digits.yaml:2: data.set.name: got 'digit'; did you mean 'digits'?",
        "validation|valdation|digits.yaml:2: data: unknown setting 'valdation'; did you mean 'validation'?",
      })
  void wordsThatAreNotKnown(String right, String wrong, String message) {
    assertThat(failure(GOOD.replace(right, wrong))).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "epochs: 5|epochs: many|digits.yaml:13: train.epochs: got 'many'; must be a whole number",
        "epochs: 5|epochs: 0|digits.yaml:13: train.epochs: got 0; must be 1 or more",
        "epochs: 5|epochs: 2.5|digits.yaml:13: train.epochs: got '2.5'; must be a whole number",
        "batch: 64|batch: -1|digits.yaml:14: train.batch: got -1; must be 1 or more",
        "batch: 64|drop_last: maybe|digits.yaml:14: train.drop_last: got 'maybe'; must be true or false",
        "0.2|1.5|digits.yaml:2: data.validation: got 1.5; must be within [0.0, 1.0]",
        "0.2|a lot|digits.yaml:2: data.validation: got 'a lot'; must be a number",
        "1e-3|fast|digits.yaml:10: optimizer.adam.rate: got 'fast'; must be a number",
        "dense: 10|dense: ten|digits.yaml:8: model[2].dense.units: got 'ten'; must be a whole number",
        "- flatten|- flatten: 2|digits.yaml:7: model[1].flatten: takes no settings; got '2'",
        "name: digits|name: ../up|digits.yaml:1: name: got '../up'; must be letters, digits, '-', '_', '.' for it names a folder",
        "name: digits|name: [a]|digits.yaml:1: name: got '[a]'; must be a text",
        "name: digits|seed: 99999999999999999999|digits.yaml:1: seed: got 99999999999999999999; must fit in 64 bits",
        "name: digits|seed: !secret 7|digits.yaml:1: seed: got the tag !secret; tags are not used, remove it",
        "epochs: 5|epochs: 99999999999|digits.yaml:12: train: epochs: got 99999999999; must fit in 32 bits",
      })
  void valuesOfTheWrongKindOrOutOfRange(String right, String wrong, String message) {
    assertThat(failure(GOOD.replace(right, wrong))).hasMessage(message);
  }

  @Test
  void whatMustBeThere() {
    assertThat(failure(GOOD.replace("loss: cross_entropy\n", "")))
        .hasMessage("digits.yaml: setting 'loss' is missing (what is made small)");
    assertThat(failure(GOOD.replace("set: digits, ", "")))
        .hasMessage(
            "digits.yaml:2: data: got no source; must have exactly one source: set, csv, idx, npy,"
                + " images, inline");
    assertThat(failure(GOOD.replace("set: digits", "set: digits, csv: a.csv")))
        .hasMessageContaining("data: got set and csv; must have exactly one source");
    assertThat(failure(GOOD.replace("      filters: 8\n", "")))
        .hasMessageStartingWith("digits.yaml:4: model[0].conv2d: setting 'filters' is missing");
    assertThat(failure("data: digits\nmodel: []\nloss: mse"))
        .hasMessage("digits.yaml:2: model: got no layers; must have one or more");
  }

  @Test
  void whatIsNoMapOfYaml() {
    assertThat(failure(""))
        .hasMessage("digits.yaml: is empty; must hold at least data, model and loss");
    assertThat(failure("# only a comment\n")).hasMessageContaining("is empty");
    assertThat(failure("- a\n- b\n")).hasMessageStartingWith("digits.yaml:1: holds no map");
    assertThat(failure("loss:mse")).hasMessageContaining("a blank after the colon");
    assertThat(failure(GOOD + "loss: mse\n"))
        .hasMessage("digits.yaml:15: loss: is given twice; remove one");
    assertThat(failure(GOOD.replace("  epochs", "\tepochs")))
        .hasMessage("digits.yaml:13: got a tab; YAML is indented with blanks, so replace it");
    assertThat(failure(GOOD.replace("[accuracy]", "[accuracy")))
        .hasMessageStartingWith("digits.yaml:12: is no YAML: ")
        .hasMessageEndingWith("check indentation, brackets and quotes");
    assertThat(failure(GOOD + "groups: [{match: *weight, rate: 2}]\n"))
        .hasMessage(
            "digits.yaml:15: got *weight without quotes, which YAML takes for a reference; write"
                + " '*weight' in quotes");
    assertThat(failure(GOOD + "---\nname: b\n"))
        .hasMessage("digits.yaml:15: got a second document ('---'); a run file is one");
    assertThat(failure("model: &a [*a]")).hasMessageContaining("digits.yaml:1: model");
    assertThat(failure("[1, 2]: 3")).hasMessageContaining("must be a word");
  }

  @Test
  void aBombOfAliasesIsRefused() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      text.append("a%d: &a%d [".formatted(i, i)).append(("*a" + (i - 1) + ", ").repeat(10));
      text.append("x]\n");
    }
    assertThat(failure(text.toString())).hasMessageContaining("too large; write it out");
  }

  @Test
  void filesThatCannotBeRead(@TempDir Path folder) throws IOException {
    Path missing = folder.resolve("none.yaml");
    assertThat(catchThrowableOfType(RunFileException.class, () -> RunFile.read(missing)))
        .hasMessage(missing + ": no such file; name a run file");
    assertThat(catchThrowableOfType(RunFileException.class, () -> RunFile.read(folder)))
        .hasMessage(folder + ": is a folder; name a run file in it");
    Path binary = folder.resolve("b.yaml");
    Files.write(binary, "name: \u00e4".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(catchThrowableOfType(RunFileException.class, () -> RunFile.read(binary)))
        .hasMessage(binary + ": is no UTF-8 text; must be a YAML file");
  }
}
