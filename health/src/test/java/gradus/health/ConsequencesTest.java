package gradus.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConsequencesTest {
  private static Finding sick(Symptom symptom, long step) {
    return Finding.of(symptom, Severity.SICK, "dense_1", step, "");
  }

  private static List<Symptom> alarms(Finding... findings) {
    return Consequences.ordered(List.of(findings)).stream()
        .filter(finding -> finding.severity().alarms())
        .map(Finding::symptom)
        .toList();
  }

  @Test
  void whatIsNotFiniteBeforeAnyUpdateComesBeforeTheWeightsThatMadeItSo() {
    assertThat(alarms(sick(Symptom.BAD_INITIALIZATION, 0), sick(Symptom.NON_FINITE, 1)))
        .containsExactly(Symptom.NON_FINITE, Symptom.BAD_INITIALIZATION);
    assertThat(alarms(sick(Symptom.EXPLODING, 1), sick(Symptom.NON_FINITE, 1)))
        .containsExactly(Symptom.NON_FINITE, Symptom.EXPLODING);
  }

  @Test
  void whatATrainingMadeNotFiniteFollowsFromItsCause() {
    assertThat(alarms(sick(Symptom.NON_FINITE, 40), sick(Symptom.BAD_INITIALIZATION, 0)))
        .containsExactly(Symptom.BAD_INITIALIZATION);
    assertThat(alarms(sick(Symptom.NON_FINITE, 1), sick(Symptom.INPUTS_NOT_NORMALIZED, 0)))
        .containsExactly(Symptom.INPUTS_NOT_NORMALIZED);
  }

  @Test
  void frozenWeightsComeBeforeHowTheyStart() {
    assertThat(alarms(sick(Symptom.BAD_INITIALIZATION, 0), sick(Symptom.FROZEN_PARAMETERS, 0)))
        .containsExactly(Symptom.FROZEN_PARAMETERS, Symptom.BAD_INITIALIZATION);
    assertThat(alarms(sick(Symptom.BAD_INITIALIZATION, 0), sick(Symptom.FROZEN_PARAMETERS, 90)))
        .containsExactly(Symptom.BAD_INITIALIZATION);
  }

  @Test
  void frozenWeightsExplainThatTheOthersGrow() {
    assertThat(alarms(sick(Symptom.RATE_TOO_HIGH, 600), sick(Symptom.FROZEN_PARAMETERS, 0)))
        .containsExactly(Symptom.FROZEN_PARAMETERS);
  }

  @Test
  void labelsAtRandomExplainThatTheyAreLearnedByHeart() {
    assertThat(alarms(sick(Symptom.OVERFITTING, 200), sick(Symptom.NOT_DECREASING, 0)))
        .containsExactly(Symptom.NOT_DECREASING);
  }
}
