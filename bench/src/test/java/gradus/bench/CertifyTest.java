package gradus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code gradus bench wards --certify} ends with. */
class CertifyTest {
  @TempDir private Path ward;

  private Session certify(String broken) throws IOException {
    String run = "data: {set: iris}\nmodel: [{dense: 3}]\nloss: cross_entropy\n";
    Files.writeString(ward.resolve("whole.yaml"), run);
    Files.writeString(ward.resolve("broken.yaml"), run + broken);
    Files.writeString(
        ward.resolve("truth.csv"), "file,state\nbroken.yaml,healthy\nwhole.yaml,healthy\n");
    return Session.run("wards --certify " + ward + " --seconds 1e-9");
  }

  @Test
  void namesAtTheEndWhatCouldNotBeUsed() throws IOException {
    Session session = certify("lss: mse\n").exits(2);
    assertThat(session.error().lines().toList())
        .contains("1 run files could not be used:")
        .last()
        .asString()
        .startsWith("  broken.yaml:4: ")
        .contains("lss");
    assertThat(session.out()).contains("plain", "1 are not trained yet: run it again to go on");
    assertThat(ward.resolve("truth.csv")).exists();
    assertThat(ward.resolve("left-out.json")).content().contains("refused: broken.yaml:4");
  }

  @Test
  void isDoneWhereAllCouldBeUsed() throws IOException {
    assertThat(certify("").exits(0).error()).doesNotContain("could not be used");
  }
}
