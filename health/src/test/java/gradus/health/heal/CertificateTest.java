package gradus.health.heal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.train.run.RunFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateTest {
  @TempDir private Path folder;

  @Test
  void itsTrialsGiveTheSameBitsAgain() throws Exception {
    Healed healed =
        Healing.of(Runs.iris("data.set=wine", "data.normalize=none", "train.epochs=8"))
            .compiler(Runs.COMPILER)
            .heal();
    assertThat(healed.verdict()).isEqualTo(Verdict.HEALED);
    Certificate certificate = Certificate.of(healed, Map.of());
    Path file = folder.resolve("c.json");
    CertificateFile.write(certificate, file);
    Certificate read = CertificateFile.read(file);
    assertThat(read).isEqualTo(certificate);
    assertThat(Recheck.of(read, 2)).isEmpty();

    double after = certificate.pairs().get(1).after();
    Files.writeString(file, Files.readString(file).replace("" + after, "" + Math.nextUp(after)));
    assertThat(Recheck.of(CertificateFile.read(file), 1))
        .singleElement()
        .asString()
        .startsWith("seed 1 after: got " + after);

    CertificateFile.write(certificate, file);
    Files.writeString(file, Files.readString(file).replace("" + certificate.low(), "9.5"));
    assertThat(Recheck.of(CertificateFile.read(file), 1))
        .singleElement()
        .asString()
        .startsWith("interval: got " + certificate.low());

    CertificateFile.write(certificate, file);
    Files.writeString(file, Files.readString(file).replace("batch: 8", "batch: 9"));
    assertThat(Recheck.of(CertificateFile.read(file), 1))
        .hasSize(2)
        .allMatch(s -> s.contains("hash"));
  }

  @Test
  void theLookAtTheEndIsMadeAgain() throws Exception {
    RunFile squashed =
        Runs.of(
            """
            seed: 3
            data: {set: wine, validation: 0.3}
            model: [{dense: {units: 16, activation: relu}}, {dense: 3}, softmax]
            loss: cross_entropy
            optimizer: {sgd: 0.05}
            metrics: accuracy
            train: {epochs: 12, batch: 16}
            """);
    Healed healed = Healing.of(squashed).compiler(Runs.COMPILER).threads(1).heal();
    assertThat(healed.verdict()).as(healed.sentence()).isEqualTo(Verdict.HEALED);
    Certificate certificate = Certificate.of(healed, Map.of());
    LastLook look = certificate.end().orElseThrow();
    assertThat(look.measure()).isEqualTo("error");
    assertThat(look.better()).isTrue();
    assertThat(look.steps()).isGreaterThan(certificate.steps());
    Path file = folder.resolve("end.json");
    CertificateFile.write(certificate, file);
    assertThat(CertificateFile.read(file)).isEqualTo(certificate);
    assertThat(Recheck.of(certificate, 1)).isEmpty();

    String before = "\"before\" : " + look.pair().before();
    Files.writeString(file, Files.readString(file).replace(before, "\"before\" : 0.875"));
    assertThat(Recheck.of(CertificateFile.read(file), 1))
        .singleElement()
        .asString()
        .startsWith("seed 3 before at the end: got " + look.pair().before());
  }

  @Test
  void runsWithAndWithoutOutliersAreJudgedByTheSameRows() {
    Healed healed = Healing.of(Runs.outliers()).compiler(Runs.COMPILER).threads(1).heal();
    assertThat(healed.verdict()).as(healed.sentence()).isEqualTo(Verdict.HEALED);
    assertThat(healed.remedies()).containsExactly("clean_data");
    assertThat(healed.after().toYaml()).contains("outliers: drop");
    assertThat(Recheck.of(Certificate.of(healed, Map.of()), 1)).isEmpty();
  }

  @Test
  void numbersThatStandForMissingOnesAreFilled() {
    Healed healed = Healing.of(Runs.missing()).compiler(Runs.COMPILER).threads(1).heal();
    assertThat(healed.verdict()).as(healed.sentence()).isEqualTo(Verdict.HEALED);
    assertThat(healed.remedies()).containsExactly("clean_data");
    assertThat(healed.after().toYaml()).contains("outliers: fill");
    assertThat(Recheck.of(Certificate.of(healed, Map.of()), 1)).isEmpty();
  }

  @Test
  void columnsOfNoiseThatAreLearnedByHeartAreHidden() {
    Healed healed = Healing.of(Runs.padded()).compiler(Runs.COMPILER).threads(1).heal();
    assertThat(healed.verdict()).as(healed.sentence()).isEqualTo(Verdict.HEALED);
    assertThat(healed.sentence()).contains("the network overfits");
    assertThat(healed.remedies()).containsExactly("telling_columns");
    assertThat(healed.after().toYaml()).contains("select: telling");
    assertThat(Recheck.of(Certificate.of(healed, Map.of()), 1)).isEmpty();
  }

  @Test
  void otherFilesAreRefused() throws Exception {
    Path file = folder.resolve("x.json");
    assertThatThrownBy(() -> CertificateFile.read(file)).hasMessageContaining("no such file");
    Files.writeString(file, "{\"format\": 3}");
    assertThatThrownBy(() -> CertificateFile.read(file)).hasMessageContaining("must be gradus");
    Files.writeString(file, "nothing");
    assertThatThrownBy(() -> CertificateFile.read(file)).hasMessageContaining("no certificate");
  }
}
