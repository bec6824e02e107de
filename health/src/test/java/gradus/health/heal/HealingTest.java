package gradus.health.heal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import gradus.health.Finding;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import gradus.health.heal.remedy.Remedies;
import gradus.health.heal.trial.Laboratory;
import gradus.train.data.DataSplit;
import gradus.train.run.RunFile;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HealingTest {
  private static Healed heal(RunFile run) {
    return Healing.of(run).compiler(Runs.COMPILER).threads(1).heal();
  }

  private static void isProved(Healed healed) {
    assertThat(healed.verdict()).as(healed.sentence()).isEqualTo(Verdict.HEALED);
    Evidence evidence = healed.evidence().orElseThrow();
    assertThat(evidence.pairs()).hasSizeGreaterThanOrEqualTo(3);
    assertThat(evidence.pairs().stream().map(Pair::seed)).doesNotHaveDuplicates();
    assertThat(evidence.interval().low()).isPositive();
    assertThat(evidence.remaining()).isEmpty();
    assertThat(healed.trainings()).isLessThanOrEqualTo(3);
    assertThat(healed.after()).isNotEqualTo(healed.before());
  }

  @Test
  void deepSigmoidsGetAnotherActivation() {
    Healed healed = heal(Runs.sigmoids());
    isProved(healed);
    assertThat(healed.findings().getFirst().symptom()).isEqualTo(Symptom.VANISHING);
    assertThat(healed.remedies()).isSubsetOf("relu_activation", "rezero", "residual", "layer_norm");
  }

  @Test
  void aRateThatIsAHundredTimesTooHighIsLowered() {
    Healed healed = heal(Runs.iris("optimizer.momentum.rate=2"));
    isProved(healed);
    assertThat(healed.after().optimizer().rate()).isLessThan(1);
  }

  @Test
  void rawInputsAreScaled() {
    Healed healed = heal(Runs.iris("data.set=wine", "data.normalize=none", "train.epochs=12"));
    isProved(healed);
    assertThat(healed.remedies()).containsExactly("standardize_inputs");
    assertThat(healed.trainings()).isLessThan(2);
  }

  @Test
  void whatIsRarelyMeantIsUndoneThoughNothingAlarmsIfThatIsProved() {
    Healed healed =
        heal(
            Runs.iris(
                "model=[{dense: {units: 16, activation: relu}}, {rescale: 0.02},"
                    + " {dense: {units: 16, activation: relu}}, {dense: 3}]"));
    isProved(healed);
    assertThat(healed.findings())
        .allSatisfy(note -> assertThat(note.severity()).isEqualTo(Severity.NOTE));
    assertThat(healed.remedies()).containsExactly("drop_rescale");
  }

  @Test
  void anotherHeadMustStillAnswerBetterInTheEnd() {
    Healed healed =
        heal(
            Runs.of(
                """
                seed: 966824
                data: {set: wine, validation: 0.2, test: 0.25}
                model:
                  - {dense: {units: 32, activation: relu}}
                  - {dense: {units: 32, activation: relu}}
                  - {dense: {units: 32, activation: relu}}
                  - {dense: {units: 32, activation: relu}}
                  - {dense: {units: 32, activation: relu}}
                  - {dense: 3}
                  - softmax
                loss: cross_entropy
                optimizer: {momentum: 0.02}
                metrics: accuracy
                train: {epochs: 12, batch: 8, drop_last: true}
                """));
    assertThat(healed.verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(healed.after()).isEqualTo(healed.before());
    assertThat(healed.attempts())
        .extracting(Attempt::outcome)
        .containsExactly("answers no better in the end");
    assertThat(healed.trainings()).isBetween(2.5, 3.0);
  }

  @Test
  void aRunThatHoldsOutMostExamplesIsJudgedByTheSameRowsAsOneThatDoesNot() {
    Laboratory laboratory =
        new Laboratory(
            Runs.iris("data={set: iris, normalize: none, validation: 0.9}"), Runs.COMPILER, 1);
    RunFile more = Runs.iris("data={set: iris, normalize: none, validation: 0.2}");
    DataSplit few = laboratory.split();
    assertThat(few.train().size()).isEqualTo(15);
    assertThat(laboratory.learnedFrom(more)).isEqualTo(120);
    assertThat(few.validation().hash()).isEqualTo(more.data().load().split().validation().hash());
  }

  @Test
  void whatIsRarelyMeantButDoesNoHarmIsLeftAlone() {
    RunFile run = Runs.iris("optimizer={adam: 0.1}");
    Healed healed = heal(run);
    assertThat(healed.verdict()).as(healed.sentence()).isEqualTo(Verdict.HEALTHY);
    assertThat(healed.after()).isEqualTo(run);
    assertThat(healed.attempts())
        .singleElement()
        .satisfies(attempt -> assertThat(attempt.remedies()).containsExactly("usual_rate"));
    assertThat(healed.sentence()).contains("no alarm", "no proof");
    assertThat(healed.trainings()).isLessThanOrEqualTo(3);
  }

  @Test
  void aHealthyRunIsLeftAlone() {
    RunFile run = Runs.iris();
    Healed healed = heal(run);
    assertThat(healed.findings()).isEmpty();
    assertThat(healed.verdict()).isEqualTo(Verdict.HEALTHY);
    assertThat(healed.after()).isEqualTo(run);
    assertThat(healed.attempts()).isEmpty();
    assertThat(healed.trainings()).isCloseTo(1, offset(1e-9));
    assertThat(healed.sentence()).isEqualTo("healthy: nothing to heal");
    assertThat(heal(Runs.iris("data.validation=0")).sentence())
        .isEqualTo("healthy: nothing to heal; a fifth of the examples was held out to tell");
  }

  @Test
  void aFalseAlarmChangesNothing() {
    Healed healed =
        Healing.of(Runs.iris("train.epochs=6"))
            .compiler(Runs.COMPILER)
            .detectors(
                List.of(
                    patient ->
                        patient.steps().size() < 20
                            ? List.of()
                            : List.of(
                                Finding.of(Symptom.RATE_TOO_HIGH, Severity.SICK, "", 1, "not true")
                                    .remedies("lower_rate"))))
            .remedies(
                Remedies.CATALOG.stream()
                    .filter(remedy -> Set.of("lower_rate", "warmup").contains(remedy.name()))
                    .toList())
            .heal();
    assertThat(healed.verdict()).isEqualTo(Verdict.NOT_HEALED);
    assertThat(healed.after()).isEqualTo(healed.before());
    assertThat(healed.edits()).isEmpty();
    assertThat(healed.attempts()).isNotEmpty();
    assertThat(healed.trainings()).isLessThanOrEqualTo(3);
  }

  @Test
  void twoHealingsAreTheSame() {
    RunFile run = Runs.iris("data.set=wine", "data.normalize=none", "train.epochs=8");
    Healed one = heal(run);
    Healed other = Healing.of(run).compiler(Runs.COMPILER).threads(2).heal();
    assertThat(other.after()).isEqualTo(one.after());
    assertThat(other.trainings()).isEqualTo(one.trainings());
    assertThat(other.evidence().orElseThrow().pairs())
        .isEqualTo(one.evidence().orElseThrow().pairs());
  }

  /** A remedy of one's own. */
  private record Quiet() implements Remedy {
    @Override
    public String name() {
      return "lower_rate";
    }

    @Override
    public String sentence() {
      return "A small rate.";
    }

    @Override
    public List<Draft> prescribe(Patient patient) {
      Draft draft = patient.draft().by(name());
      return List.of(draft.set(0.02, sentence(), "optimizer", "momentum", "rate"));
    }
  }

  @Test
  void aRemedyOfOnesOwnIsTried() {
    Healed healed =
        Healing.of(Runs.iris("optimizer.momentum.rate=2"))
            .compiler(Runs.COMPILER)
            .remedies(List.of(new Quiet()))
            .heal();
    assertThat(healed.verdict()).as(healed.sentence()).isEqualTo(Verdict.HEALED);
    assertThat(healed.after().optimizer().rate()).isEqualTo(0.02);
    assertThat(healed.edits().getFirst().line()).isEqualTo("optimizer.momentum.rate: 2.0 → 0.02");
  }

  @Test
  void wrongSettingsAreRefused() {
    assertThatThrownBy(() -> Healing.of(Runs.iris()).budget(0)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> Healing.of(Runs.iris()).seeds(2)).hasMessageContaining("3 or more");
  }
}
