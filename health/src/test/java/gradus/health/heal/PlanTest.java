package gradus.health.heal;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.health.Finding;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.health.heal.edit.Draft;
import gradus.health.heal.remedy.Remedies;
import gradus.health.heal.trial.Judge;
import gradus.health.heal.trial.Laboratory;
import gradus.train.run.RunFile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {
  private static RunFile iris(String model) {
    return Runs.of("data: {set: iris}\nloss: cross_entropy\nmodel: [" + model + "]\n");
  }

  private static Optional<Draft> specific(RunFile run, Symptom symptom, String layer) {
    Plan plan = new Plan(Remedies.CATALOG, new Laboratory(run, Runs.COMPILER, 1), run);
    return plan.specific(
        Draft.of(run), List.of(Finding.of(symptom, Severity.SICK, layer, 1, "sick")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dense: 9, rescale: 0.001, tanh, dense: 3|VANISHING|rescale_1|rescale",
        "dense: 9, rescale: 0.001, tanh, dense: 3|VANISHING|tanh_1|rescale",
        "dense: 9, relu, rescale: 2, dense: 3|VANISHING|dense_1|rescale",
        "rescale: 2, dense: 9, relu, dense: 3|VANISHING|rescale_1|rescale",
        "dense: {units: 9, initializer: {normal: 0.001}}, dense: 3|BAD_INITIALIZATION|dense_1|initializer",
        "dense: 9, layer_norm: {eps: 0}, dense: 3|NON_FINITE|dense_2|eps",
      })
  void whatIsRarelyMeantOrNamedIsUndoneFirst(
      String model, Symptom symptom, String layer, String edit) {
    Draft draft = specific(iris(model), symptom, layer).orElseThrow();
    assertThat(draft.edits()).singleElement().asString().contains(edit);
  }

  @Test
  void aRateThatIsFoundTooLowIsLookedForAndNotSetToTheUsualOne() {
    RunFile slow = Runs.iris("optimizer={sgd: 1e-5}");
    assertThat(specific(slow, Symptom.RATE_TOO_LOW, "")).isEmpty();
    assertThat(specific(slow, Symptom.MISFIT, "").orElseThrow().edits())
        .singleElement()
        .asString()
        .contains("optimizer.sgd.rate");
  }

  @Test
  void aUsualNetNamesNothing() {
    assertThat(specific(iris("dense: 9, layer_norm, relu, dense: 3"), Symptom.NON_FINITE, ""))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dense: 3, softmax|MISFIT|fit_head_and_loss",
        "dense: {units: 9, initializer: zeros}, dense: 3|BAD_INITIALIZATION|zero_to_default_init",
        "dense: 9, relu, dense: 3|MISFIT|",
        "dense: 9, relu, dense: 3|FROZEN_PARAMETERS|",
      })
  void ofNotesThoseAreLeftThatARemedyUndoes(String model, Symptom symptom, String remedy) {
    RunFile run = iris(model);
    Plan plan = new Plan(Remedies.CATALOG, new Laboratory(run, Runs.COMPILER, 1), run);
    Finding note =
        Finding.of(symptom, Severity.NOTE, "", 1, "note")
            .remedies("fit_head_and_loss", "zero_to_default_init", "lower_rate");
    assertThat(plan.undoable(Draft.of(run), List.of(note)))
        .flatExtracting(Finding::remedies)
        .isEqualTo(remedy == null ? List.of() : List.of(remedy));
  }

  @Test
  void candidatesWithAnotherLossAreComparedByTheirAnswers() {
    RunFile run = Runs.iris("train.epochs=2");
    Laboratory laboratory = new Laboratory(run, Runs.COMPILER, 1);
    Judge judge = Judge.ofAnswers(laboratory);
    assertThat(judge.measure()).isEqualTo("error");
    assertThat(judge.chance()).isBetween(0.6, 0.7);
    assertThat(judge.of(laboratory.trial(run, 0).to(20), 20)).isLessThan(judge.chance());
  }

  @Test
  void aSettingThatIsChangedTwiceIsOneEdit() {
    Draft draft = Draft.of(Runs.iris()).by("one");
    draft.set(0.5, "first", "optimizer", "momentum", "rate");
    Draft other = draft.by("other").set(0.1, "then", "optimizer", "momentum", "rate");
    assertThat(other.edits())
        .singleElement()
        .satisfies(edit -> assertThat(edit.line()).isEqualTo("optimizer.momentum.rate: 0.02 → 0.1"))
        .satisfies(edit -> assertThat(edit.remedy()).isEqualTo("other"));
    assertThat(other.by("back").set(0.02, "", "optimizer", "momentum", "rate").edits()).isEmpty();
  }
}
