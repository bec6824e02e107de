package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong use and bad input end with 2 and one sentence that says how to do better. */
class WrongUseTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "trian x.yaml | gradus: unknown command 'trian'; did you mean 'train'?",
        "data lst | gradus data: unknown command 'lst'; did you mean 'list'?",
        "train x.yaml --ouput y | unknown option '--ouput'; did you mean '--output'?",
        "train | missing required parameter",
        "data show iris more | unexpected argument 'more'",
        "data show irs | no data set 'irs'; the nearest is 'iris'",
        "data | name a command: list, show, sample",
        "train absent.yaml | absent.yaml: no such file",
        "train x.yaml --threads many | 'many' is not",
        "train x.yaml --threads 0 | --threads: got 0",
        "train x.yaml --expect acuracy=1 | no metric 'acuracy'; the nearest is 'accuracy'",
        "resume absent | holds no run.yaml",
        "eval absent | holds no model.json",
        "eval x --part tset | 'tset'",
        "predict absent x.csv | holds no model.json",
        "predict x | missing required parameter",
        "report absent | absent",
        "explain x.yaml --passes | x.yaml: no such file",
        "explain x.yaml | --passes",
        "data sample x --train 0 | must be 1 or more",
      })
  void saysWhatIsWrong(String arguments, String sentence) {
    Session session = Session.run((Object[]) arguments.strip().split(" ")).exits(2);
    assertThat(session.error()).contains(sentence).doesNotContain("\tat ");
    assertThat(session.error().lines()).hasSize(1);
    assertThat(session.out()).isEmpty();
  }

  @Test
  void namesTheLineOfARunFile() throws IOException {
    Path file = folder.resolve("bad.yaml");
    Files.writeString(
        file, "data: {set: iris}\nmodel:\n  - dense: 3\nloss: cross_entropy\noptimiser: adam\n");
    Session session = Session.run("train", file, "-o", folder.resolve("runs")).exits(2);
    assertThat(session.error()).contains("bad.yaml:5", "did you mean 'optimizer'?");
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  @Test
  void anUnknownSetIsNamedWithItsLine() {
    Session session = Session.run("train", Samples.iris(folder, "absent")).exits(2);
    assertThat(session.error()).contains("flowers.yaml:3: data.set", "got 'absent'");
  }

  @Test
  void namesTheLayerThatDoesNotFitAndLeavesNoFolder() {
    Path file = Samples.write(folder, "misfit", "iris", "[max_pool: 2, dense: 3]", "0.01");
    Session session = Session.run("train", file, "-o", folder.resolve("runs")).exits(2);
    assertThat(session.error()).contains("max_pool");
    assertThat(folder.resolve("runs")).isEmptyDirectory();
    assertThat(session.error().lines()).hasSize(1);
  }

  @Test
  void tracesOnlyIfAsked() {
    assertThat(Session.run("train", "absent.yaml", "--trace").exits(2).error())
        .contains("\tat gradus.", "no such file");
    assertThat(Session.run("data", "show", "irs", "--trace").exits(2).error()).contains("\tat ");
  }
}
