package gradus.bench.ward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.health.Symptom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ward that somebody wrote keeps only what ten seeds bear out. */
class WardCertificationTest {
  @TempDir Path root;
  private Path ward;
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void write() throws IOException {
    ward = Files.createDirectory(root.resolve("mine"));
    run("fine", "0.05");
    run("slow", "1e-7");
    run("same", "0.051");
    run("dull", "1e-8");
    run("unlisted", "0.06");
    table(
        "slow.yaml,sick,rate_too_low,,not_decreasing,fault,\"small, very small rate\",3 of 5,fine.yaml",
        "same.yaml,sick,rate_too_high,dense_1,,fault,large-rate,1,unlisted.yaml",
        "fine.yaml,healthy,,,,plain,,,",
        "dull.yaml,healthy,,,,lookalike,,,");
  }

  private void run(String name, String rate) throws IOException {
    Files.writeString(
        ward.resolve(name + ".yaml"),
        "data: {set: iris, validation: 0.2, test: 0.3}\nmodel: [{dense: 3}]\n"
            + "loss: cross_entropy\noptimizer: {adam: {rate: "
            + rate
            + "}}\nmetrics: accuracy\ntrain: {epochs: 12, batch: 42}\nhealth: 2\n");
  }

  private void table(String... lines) throws IOException {
    Files.writeString(
        ward.resolve("truth.csv"),
        "file,state,symptom,layer,also,kind,operator,severity,twin\n"
            + String.join("\n", lines)
            + "\n");
  }

  private List<String> certify(boolean halved) {
    return new WardCertification(ward, halved).run(2, 100, told::add).summary();
  }

  @Test
  void keepsWhatIsCertifiedAndListsTheRest() throws IOException {
    certify(false);
    List<Truth> truths = TruthTable.read(ward);
    assertThat(truths)
        .extracting(Truth::file)
        .containsExactlyInAnyOrder("slow.yaml", "same.yaml", "fine.yaml");
    Truth slow = truth(truths, "slow.yaml");
    assertThat(slow.symptom()).contains(Symptom.RATE_TOO_LOW);
    assertThat(slow.also()).containsExactly(Symptom.NOT_DECREASING);
    assertThat(slow.get("twin")).isEqualTo("fine.yaml");
    assertThat(slow.get("operator")).isEqualTo("small, very small rate");
    assertThat(slow.get("severity")).isEqualTo("3 of 5");
    assertThat(slow.get("lost")).isNotEmpty();
    Truth same = truth(truths, "same.yaml");
    assertThat(same.sick()).isFalse();
    assertThat(same.get("kind")).isEqualTo("hard");
    assertThat(same.layer()).isEmpty();
    assertThat(Files.readString(ward.resolve("left-out.json"))).contains("dull.yaml", "reaches");
    assertThat(Files.readString(ward.resolve("certificates.json")))
        .contains("\"twin\":\"unlisted.yaml\"", "\"scores\"")
        .doesNotContain("dull.yaml");
    assertThat(Files.readString(ward.resolve("claims.csv"))).contains("dull.yaml,healthy");
  }

  @Test
  void halvesStillFindTheData() throws IOException {
    Files.createDirectories(ward.resolve("data"));
    Files.writeString(ward.resolve("data/rows.csv"), "a,b\n1,2\n");
    String text = "name: rows.csv\ndata: {csv: {file: data/rows.csv, test: 'data/other.csv'}}\n";
    assertThat(Certifier.moved(text, ward, ward.resolveSibling("half")))
        .isEqualTo(
            "name: rows.csv\ndata: {csv: {file: ../%s/data/rows.csv, test: 'data/other.csv'}}\n"
                .formatted(ward.getFileName()));
    Files.createDirectories(ward.resolve("data/signs"));
    assertThat(
            Certifier.moved(
                "data: {images: {folder: data/signs}}", ward, ward.resolveSibling("half")))
        .isEqualTo("data: {images: {folder: ../%s/data/signs}}".formatted(ward.getFileName()));
  }

  @Test
  void goesOnWhereItStood() throws IOException {
    certify(false);
    String first = Files.readString(ward.resolve("truth.csv"));
    told.clear();
    assertThat(certify(false)).noneMatch(line -> line.contains("not trained yet"));
    assertThat(told).anyMatch(line -> line.startsWith("0 trainings to do"));
    assertThat(Files.readString(ward.resolve("truth.csv"))).isEqualTo(first);
  }

  @Test
  void stopsInTimeAndSaysSo() throws IOException {
    assertThat(new WardCertification(ward, false).run(1, 1e-9, told::add).summary())
        .contains("4 are not trained yet: run it again to go on");
    assertThat(Files.readString(ward.resolve("claims.csv"))).contains("dull.yaml,healthy");
  }

  @Test
  void aRunFileThatCannotBeUsedDoesNotStopTheOthers() throws IOException {
    Files.writeString(ward.resolve("same.yaml"), "data: {set: iris}\nmodle: [{dense: 3}]\n");
    Files.writeString(ward.resolve("unlisted.yaml"), "data: {set: iris\n");
    Files.write(ward.resolve("dull.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    Files.writeString(
        ward.resolve("lost.yaml"),
        "data: {csv: {file: gone.csv}}\nmodel: [{dense: 3}]\nloss: cross_entropy\n");
    table(
        "slow.yaml,sick,rate_too_low,,not_decreasing,fault,\"small, very small rate\",3 of 5,fine.yaml",
        "same.yaml,sick,rate_too_high,,,fault,large-rate,1,fine.yaml",
        "lost.yaml,sick,rate_too_high,,,fault,large-rate,1,unlisted.yaml",
        "fine.yaml,healthy,,,,plain,,,",
        "dull.yaml,healthy,,,,lookalike,,,");
    WardCertification.Outcome outcome = new WardCertification(ward, true).run(2, 100, told::add);
    assertThat(outcome.unusable())
        .hasSize(4)
        .allMatch(line -> !line.contains("\n") && !line.contains(root.toString()))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("dull.yaml"),
            line -> assertThat(line).startsWith("lost.yaml").contains("gone.csv"),
            line -> assertThat(line).startsWith("same.yaml:2: ").contains("modle"),
            line -> assertThat(line).startsWith("unlisted.yaml"));
    assertThat(TruthTable.read(ward))
        .extracting(Truth::file)
        .containsExactlyInAnyOrder("slow.yaml", "fine.yaml");
    assertThat(Files.readString(ward.resolve("left-out.json")))
        .contains("\"dull.yaml\"", "\"same.yaml\"", "\"lost.yaml\"", "refused: same.yaml:2");
    assertThat(root.resolve("mine-a/truth.csv")).exists();
    run("same", "0.051");
    run("unlisted", "0.06");
    run("dull", "1e-8");
    run("lost", "1e-6");
    WardCertification.Outcome mended = new WardCertification(ward, false).run(2, 100, told::add);
    assertThat(mended.unusable()).isEmpty();
    assertThat(TruthTable.read(ward))
        .extracting(Truth::file)
        .contains("slow.yaml", "fine.yaml", "same.yaml", "lost.yaml");
  }

  @Test
  void whatIsNotScoredIsNamed() throws IOException {
    Path dull = ward.resolve("dull.yaml");
    Files.writeString(dull, Files.readString(dull).replace("metrics: accuracy", "metrics: f1"));
    assertThat(new WardCertification(ward, false).run(2, 100, told::add).unusable())
        .containsExactly(
            "dull.yaml: metrics: got f1; must have accuracy, by which such a training is scored;"
                + " add it");
  }

  @Test
  void aBrokenTwinLeavesItsFaultOut() throws IOException {
    Files.writeString(ward.resolve("unlisted.yaml"), "data: {set: iris\n");
    certify(false);
    assertThat(Files.readString(ward.resolve("left-out.json")))
        .contains("\"same.yaml\"", "its twin: refused: unlisted.yaml");
  }

  @Test
  void dealsToTwoHalvesWhoseTwinsAreFound() {
    certify(true);
    List<Truth> both = new ArrayList<>();
    for (String half : List.of("mine-a", "mine-b")) {
      Ward dealt = Ward.read(root.resolve(half));
      both.addAll(dealt.truths());
      for (Truth truth : dealt.truths()) {
        assertThat(
                truth.get("twin").isEmpty()
                    || Files.exists(dealt.folder().resolve(truth.get("twin"))))
            .isTrue();
      }
    }
    assertThat(both).hasSize(3);
  }

  @Test
  void saysWhatIsWrongWithATable() throws IOException {
    table("slow.yaml,sick,rate_too_low,,,fault,o,3,");
    assertThatThrownBy(() -> certify(false))
        .hasMessageContaining("slow.yaml: is sick but names no twin; give the run file");
    table("slow.yaml,sick,rate_too_low,,,fault,o,3,slow.yaml");
    assertThatThrownBy(() -> certify(false)).hasMessageContaining("is its own twin");
    table("gone.yaml,healthy,,,,plain,,,");
    assertThatThrownBy(() -> certify(false))
        .hasMessageContaining("names gone.yaml, which is not in");
    table("fine.yaml,healthy,,,,,,,", "fine.yaml,healthy,,,,,,,");
    assertThatThrownBy(() -> certify(false)).hasMessageContaining("fine.yaml: has two lines");
    table("slow.yaml,sick,nan,,,,,,same.yaml", "same.yaml,sick,nan,,,,,,fine.yaml");
    assertThatThrownBy(() -> certify(false)).hasMessageContaining("its twin same.yaml is sick too");
  }

  private static Truth truth(List<Truth> truths, String file) {
    return truths.stream().filter(t -> t.file().equals(file)).findFirst().orElseThrow();
  }
}
