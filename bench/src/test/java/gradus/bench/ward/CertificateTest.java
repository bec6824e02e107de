package gradus.bench.ward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.bench.ward.Certificate.Verdict;
import gradus.health.Symptom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only what is truly sick or truly healthy enters a ward. */
class CertificateTest {
  private static final Draft HEALTHY =
      new Draft("h", "", "plain", Optional.empty(), List.of(), "", "", "", "");
  private static final Draft FAULT =
      new Draft("f", "", "fault", Optional.of(Symptom.VANISHING), List.of(), "", "o", "1", "h");

  private static List<Trial> trials(double... scores) {
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      double score = scores[i % scores.length];
      trials.add(new Trial(i + 1, score, 0.1, false, 2, 0.5, 0.6, 100, 0.1));
    }
    return trials;
  }

  @Test
  void aFaultThatHarmsIsSick() {
    Certificate certificate = Certificate.of(FAULT, trials(0.5, 0.6), trials(0.9));
    assertThat(certificate.verdict()).isEqualTo(Verdict.SICK);
    assertThat(certificate.lost()).isCloseTo(0.35 / 0.8, within(1e-9));
    assertThat(certificate.p()).isEqualTo(1 / 1024.0);
  }

  @Test
  void aFaultWithoutHarmIsAHardControl() {
    Certificate certificate = Certificate.of(FAULT, trials(0.89, 0.91), trials(0.9));
    assertThat(certificate.verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(certificate.kind()).isEqualTo("hard");
  }

  @Test
  void whatIsNeitherIsLeftOut() {
    assertThat(Certificate.of(FAULT, trials(0.8), trials(0.9)).verdict())
        .isEqualTo(Verdict.LEFT_OUT);
    assertThat(Certificate.of(FAULT, trials(0.9, 0.9, 0.9, 0.1), trials(0.9)).verdict())
        .isEqualTo(Verdict.LEFT_OUT);
    assertThat(Certificate.of(FAULT, trials(0.1), trials(0.9, 0.2)).reason())
        .contains("its twin: reaches only 0.20 with seed 2");
  }

  @Test
  void aControlLearnsOnEverySeed() {
    assertThat(Certificate.of(HEALTHY, trials(0.9), List.of()).verdict())
        .isEqualTo(Verdict.HEALTHY);
    assertThat(Certificate.of(HEALTHY, trials(0.9, 0.5), List.of()).verdict())
        .isEqualTo(Verdict.LEFT_OUT);
    List<Trial> rising = List.of(new Trial(1, 0.9, 0.1, false, 2, 0.5, 1.2, 100, 0.1));
    assertThat(Certificate.of(HEALTHY, rising, List.of()).reason()).contains("rises by 0.47");
  }

  @Test
  void signFlipsAreExact() {
    assertThat(SignFlips.p(new double[] {1, 1, 1})).isEqualTo(1 / 8.0);
    assertThat(SignFlips.p(new double[] {1, -1})).isEqualTo(3 / 4.0);
    assertThat(SignFlips.p(new double[] {0, 0})).isEqualTo(1);
  }

  @Test
  void intervalsAreExact() {
    assertThat(Interval.of(0, 100).high()).isCloseTo(1 - Math.pow(0.025, 0.01), within(1e-9));
    assertThat(Interval.of(10, 10).low()).isCloseTo(Math.pow(0.025, 0.1), within(1e-9));
    Interval half = Interval.of(5, 10);
    assertThat(half.low()).isCloseTo(0.1871, within(1e-4));
    assertThat(half.high()).isCloseTo(0.8129, within(1e-4));
    assertThat(half.words()).isEqualTo("5/10 = 50.0 % (18.7–81.3)");
    assertThat(Interval.of(0, 0).words()).isEqualTo("–");
  }

  @Test
  void trialsOutliveAKill(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("trials.jsonl");
    TrialStore store = new TrialStore(file);
    Trial one = new Trial(1, 0.5, 0.1, false, 2, Double.NaN, 0.6, 100, 0.25);
    store.put("k", "name", one);
    Files.writeString(file, "{\"key\":\"k\",\"seed\":2,\"sco", StandardOpenOption.APPEND);
    TrialStore again = new TrialStore(file);
    assertThat(again.get("k", 1)).contains(one);
    assertThat(again.get("k", 2)).isEmpty();
    again.put("k", "name", new Trial(2, 1, 0.1, true, 2, 1, 1, 1, 1));
    assertThat(new TrialStore(file).get("k", 2)).isPresent();
  }
}
