package gradus.health.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.health.Intake;
import gradus.health.heal.Runs;
import gradus.train.run.Prepared;
import gradus.train.run.RunFile;
import org.junit.jupiter.api.Test;

class UntellingColumnsTest {
  private static Intake seen(RunFile run) {
    return Admission.of(Prepared.of(run));
  }

  @Test
  void noiseIsCountedAndDoesNotHideWhatNeighboursKnow() {
    Intake intake = seen(Runs.padded());
    assertThat(intake.inputs().width()).isEqualTo(61);
    assertThat(intake.inputs().untelling()).isBetween(54, 60);
    assertThat(intake.inputs().isMostlyUntelling()).isTrue();
    // By all 61 columns alike it is about 5 %.
    assertThat(intake.answers().agreement()).isGreaterThan(0.7);
  }

  @Test
  void shuffledLabelsAreToldByNoColumn() {
    Intake intake = seen(Runs.padded("data.label_shift=7"));
    assertThat(intake.inputs().untelling()).isZero();
    assertThat(intake.answers().agreement()).isLessThan(0.15);
  }

  @Test
  void imagesHaveNoColumns() {
    RunFile images =
        Runs.of(
            """
            data: {set: digits, validation: 0.2}
            model: [flatten, dense: 10]
            loss: cross_entropy
            """);
    assertThat(seen(images).inputs().untelling()).isZero();
  }
}
