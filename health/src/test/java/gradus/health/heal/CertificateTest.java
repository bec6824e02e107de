package gradus.health.heal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
  void runsWithAndWithoutOutliersAreJudgedByTheSameRows() {
    Healed healed = Healing.of(Runs.outliers()).compiler(Runs.COMPILER).threads(1).heal();
    assertThat(healed.verdict()).as(healed.sentence()).isEqualTo(Verdict.HEALED);
    assertThat(healed.remedies()).containsExactly("clean_data");
    assertThat(healed.after().toYaml()).contains("outliers: drop");
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
