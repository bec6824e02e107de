package gradus.health.detect;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.health.Case;
import gradus.health.Finding;
import gradus.health.Severity;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Networks that end as well as their nearest neighbours, so that they seem to suffer from nothing,
 * but do not get far.
 */
final class HeldBackTest {
  private static void isTold(List<Finding> found, Severity severity) {
    assertThat(found)
        .extracting(Finding::severity)
        .isEqualTo(severity == null ? List.of() : List.of(severity));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // what, live at the beginning, live at the end, neighbours, accuracy, severity if found
    "flat from the start to the end, 0.1, 0.1, 0.4, 0.6, WARNING",
    "as far as that does no harm, 0.1, 0.1, 0.4, 0.8, NOTE",
    "live at the start, 0.9, 0.1, 0.4, 0.6, NOTE",
    "live for a third, 0.3, 0.35, 0.4, 0.6, NOTE"
  })
  void byFlatUnits(
      String what, double begun, double end, double near, double score, Severity severity) {
    Case patient = MadeUp.patient(700, false, near, 0.3, 0.5, 0.5, score);
    isTold(
        new SaturatedUnits().examine(MadeUp.withUnits(patient, "tanh", 0, 1, begun, end)),
        severity);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // what, numbers to learn, silent units of ten, training loss, severity if found
    "a training loss that hardly fell, false, 6, 0.6, WARNING",
    "one that fell, false, 6, 0.3, NOTE",
    "few dead units, false, 4, 0.6,",
    "numbers, true, 6, 0.6, NOTE"
  })
  void byDeadUnits(String what, boolean values, int silent, double train, Severity severity) {
    Case patient = MadeUp.patient(700, values, 0.4, train, 0.6, 0.6, 0.6);
    isTold(
        new DeadUnits().examine(MadeUp.withUnits(patient, "relu", silent, 1, 0.5, 0.4)), severity);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 32})
  void aSmallRestOfAnEpochHidesNoDeadUnits(int samples) {
    Case patient = MadeUp.patient(700, false, 0.4, 0.9, 0.9, 0.9, 0);
    Case dead = MadeUp.withUnits(patient, "relu", 10, 0, 0, 0);
    isTold(new DeadUnits().examine(MadeUp.withRest(dead, samples)), Severity.SICK);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // what, silent units of ten, what the slopes leave of a gradient, accuracy, dead, saturated
    "few ways are left, 8, 1e-3, 0.85, WARNING, WARNING",
    "slopes that leave enough, 8, 1e-2, 0.85, NOTE, NOTE",
    "some units left, 6, 1e-3, 0.85, NOTE, NOTE",
    "nearly all answers are right, 8, 1e-3, 0.95, WARNING, NOTE"
  })
  void byActivationsThatCutOffWhatLiesBefore(
      String what, int silent, double gain, double score, Severity dead, Severity saturated) {
    Case patient = MadeUp.patient(700, false, 0.9, 0.1, 0.1, 0.1, score);
    isTold(
        new DeadUnits().examine(MadeUp.withUnits(patient, "relu", silent, gain, 0.5, 0.4)), dead);
    isTold(
        new SaturatedUnits().examine(MadeUp.withUnits(patient, "tanh", silent, gain, 0.9, 0)),
        saturated);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // what, what the slopes make of a gradient, accuracy, severity if found
    "half of the answers wrong, 1e3, 0.5, SICK",
    "nearly all right, 1e3, 0.9,",
    "nearly all right of a task that neighbours know by heart, 1e3, 0.86, SICK",
    "no growth, 1, 0.5,"
  })
  void byLossesThatStayLoud(String what, double gain, double score, Severity severity) {
    Case patient = MadeUp.patient(700, false, 1, 300, 0.1, 0.1, score);
    isTold(new Exploding().examine(MadeUp.withUnits(patient, "relu", 0, gain, 0.5, 0.5)), severity);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // what, accuracy, severity if found
    "half of the answers wrong, 0.5, SICK",
    "nearly all right, 0.9,"
  })
  void byLossesThatRanAway(String what, double score, Severity severity) {
    Case patient = MadeUp.patient(700, false, 0.95, 300, 0.1, 0.1, score);
    isTold(
        new RateTooHigh().examine(MadeUp.withSteps(MadeUp.withWeights(patient, true), 0.2)),
        severity);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // what, examples, accuracy, severity if found
    "few examples, 65, 0.6, WARNING",
    "not so few, 80, 0.6,",
    "enough foretold, 65, 0.8,"
  })
  void byFewExamples(String what, int examples, double score, Severity severity) {
    isTold(
        new Overfitting().examine(MadeUp.patient(examples, false, 0.3, 0.1, 0.2, 0.2, score)),
        severity);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // what, whether the second layer may learn, training loss, accuracy, severity if found
    "a training loss that hardly fell, false, 0.7, 0.55, SICK",
    "one that fell, false, 0.5, 0.55, NOTE",
    "answers that are good all the same, false, 0.7, 0.8, NOTE",
    "a single layer, true, 0.7, 0.55, NOTE"
  })
  void byLayersThatMayNotLearn(
      String what, boolean second, double train, double score, Severity severity) {
    Case patient = MadeUp.patient(700, false, 0.4, train, 0.7, 0.7, score);
    isTold(
        new FrozenParameters().examine(MadeUp.withWeights(patient, false, second, true)), severity);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // what, training loss, severity if found
    "gates that let little be learned, 0.6, SICK",
    "gates that serve, 0.25, NOTE"
  })
  void byRandomGates(String what, double train, Severity severity) {
    Case patient = MadeUp.patient(700, false, 0.85, train, 0.6, 0.6, 0.55);
    isTold(new FrozenParameters().examine(MadeUp.withFrozenGates(patient)), severity);
  }
}
