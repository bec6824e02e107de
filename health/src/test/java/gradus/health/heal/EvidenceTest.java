package gradus.health.heal;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.health.Finding;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.health.heal.trial.PairedInterval;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceTest {
  private static final List<Finding> BEFORE =
      List.of(finding(Symptom.FROZEN_PARAMETERS, "conv_1"), finding(Symptom.DEAD_UNITS, "conv_2"));

  private static Finding finding(Symptom symptom, String layer) {
    return Finding.of(symptom, Severity.WARNING, layer, 1, "");
  }

  private static Evidence evidence(double low, List<Finding> remaining) {
    return new Evidence(
        "loss",
        1,
        10,
        20,
        List.of(),
        new PairedInterval(3, 1, low, 2),
        remaining,
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        Runs.iris(),
        "");
  }

  @ParameterizedTest
  @CsvSource({
    "DEAD_UNITS, conv_2, true",
    "DEAD_UNITS, conv_3, false",
    "FROZEN_PARAMETERS, conv_1, false",
    "VANISHING, conv_2, false",
  })
  void anAlarmThatWasThereBeforeMayStayButForTheFirst(
      Symptom symptom, String layer, boolean proves) {
    Evidence evidence = evidence(0.1, List.of(finding(symptom, layer)));
    assertThat(evidence.proves()).isFalse();
    Evidence beside = evidence.beside(BEFORE);
    assertThat(beside.proves()).isEqualTo(proves);
    assertThat(beside.others()).hasSize(proves ? 1 : 0);
  }

  @Test
  void withoutAnIntervalAboveZeroNothingIsProved() {
    Evidence evidence = evidence(-0.1, List.of(finding(Symptom.DEAD_UNITS, "conv_2")));
    assertThat(evidence.beside(BEFORE).proves()).isFalse();
  }
}
