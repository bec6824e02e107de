package gradus.bench.ward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ward that somebody else wrote is run by the same command. */
class WardReportTest {
  private static final String RUN =
      """
      data: {set: iris, validation: 0.3}
      model: [{dense: {units: 8, activation: relu}}, {dense: 3}]
      loss: cross_entropy
      optimizer: {sgd: {rate: %s}}
      train: {epochs: 2}
      """;

  private static WardReport.Options options(Path ward, Path output) {
    return new WardReport.Options(List.of(ward), 0, 1, 0, false, false, false, output);
  }

  @Test
  void countsWhatIsSeen(@TempDir Path folder) throws IOException {
    Path ward = Files.createDirectories(folder.resolve("theirs"));
    Files.writeString(ward.resolve("well.yaml"), RUN.formatted("0.1"));
    Files.writeString(ward.resolve("ill.yaml"), RUN.formatted("1e5"));
    Files.writeString(
        ward.resolve("truth.csv"),
        "file,sick or healthy,symptom,layer\nwell.yaml,healthy,,\nill.yaml,sick,rate too high,\n");
    Path output = folder.resolve("out");
    List<String> tables = WardReport.write(options(ward, output), _ -> {});
    String all = String.join("\n", tables);
    assertThat(all)
        .contains("1 patients, 1 healthy controls")
        .contains("| never | 0/1 = 0.0 %")
        .contains("| always | 1/1 = 100.0 %")
        .contains("Failures of gradus by name");
    assertThat(Files.readString(output.resolve("tables.md"))).isEqualTo(all + "\n");
    List<String> rows = Files.readAllLines(output.resolve("rows.jsonl"));
    assertThat(rows).hasSize(2);
    assertThat(rows.get(1)).contains("\"truth\":\"rate_too_high\"", "\"seed\":0");
  }

  @Test
  void aSealedHalfNamesNoFailure() {
    assertThat(String.join("\n", Pages.of("sealed", List.of(), List.of("gradus"), false)))
        .contains("this half is sealed");
  }

  @Test
  void saysWhatIsMissing(@TempDir Path folder) throws IOException {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ward.read(folder.resolve("none")))
        .withMessageContaining("is no folder");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ward.read(folder))
        .withMessageContaining("holds no truth.csv");
    Files.writeString(folder.resolve("truth.csv"), "a.yaml,healthy,,\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ward.read(folder))
        .withMessageContaining("names a.yaml, which is not in");
  }

  @Test
  void samplesAllGroupsInTurn() {
    List<Truth> truths =
        TruthTable.read(
            """
            file,state,symptom
            a.yaml,healthy,
            b.yaml,healthy,
            c.yaml,healthy,
            d.yaml,sick,NaN
            e.yaml,sick,overfit
            """,
            "t");
    assertThat(new Ward(Path.of("w"), truths).sample(3).truths())
        .extracting(Truth::group)
        .containsExactlyInAnyOrder("healthy", "non_finite", "overfitting");
    assertThat(new Ward(Path.of("w"), truths).sample(99).truths()).hasSize(5);
  }
}
