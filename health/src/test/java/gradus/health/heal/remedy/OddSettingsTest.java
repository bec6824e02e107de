package gradus.health.heal.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.health.Finding;
import gradus.health.Severity;
import gradus.health.heal.Runs;
import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.trial.Laboratory;
import gradus.train.run.RunFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OddSettingsTest {
  private static List<Finding> odd(RunFile run) {
    return OddSettings.of(Draft.of(run), new Laboratory(run, Runs.COMPILER, 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model[0].dense.initializer={normal: {mean: -0.3, std: 0.3}}|zero_to_default_init",
        "model[1].dense.initializer={normal: {std: 30}}|zero_to_default_init",
        "model[0].dense.initializer={xavier_normal: 30}|zero_to_default_init",
        "model[0].dense.initializer={orthogonal: {gain: 0.01}}|zero_to_default_init",
        "model[1]={rescale: 0.01}|drop_rescale",
        "optimizer={adam: 0.2}|usual_rate",
        "optimizer={lion: 0.2}|usual_rate",
        "optimizer={lion: 1e-8}|usual_rate",
        "optimizer={sgd: 1e-4}|usual_rate",
        "optimizer={adamax: 2}|usual_rate",
        "schedule={cyclic: {peak: 100, up: 0.1}}|steady_rate",
        "model[1]={dropout: 0.95}|less_regularization",
        "optimizer={momentum: {rate: 0.02, momentum: 0.999}}|momentum_default",
        "optimizer={adam: {rate: 0.003, beta2: 0.3}}|momentum_default",
        "groups=[{match: {pattern: 'dense_3.*', rate: 3000}}]|even_rates",
        "penalties={l1: 0.3}|lower_decay",
        "data={set: iris, validation: 0.3, limit: 30}|all_examples",
        "data={set: iris, validation: 0.9}|all_examples",
      })
  void whatIsRarelyMeantIsANoteWithItsRemedy(String setting, String remedy) {
    assertThat(odd(Runs.iris(setting)))
        .singleElement()
        .satisfies(note -> assertThat(note.severity()).isEqualTo(Severity.NOTE))
        .satisfies(note -> assertThat(note.remedies()).containsExactly(remedy));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train.epochs=3",
        "model[0].dense.initializer=he_normal",
        "model[0].dense.initializer={orthogonal: 1.4}",
        "model[0].dense.initializer={normal: {std: 0.1}}",
        "model[0]={rescale: 0.01}",
        "model[1]={residual: [{dense: {units: 16, initializer: zeros}}]}",
        "optimizer={adam: 0.02}",
        "optimizer={radam: 0.05}",
        "schedule={cyclic: {peak: 5, up: 0.1}}",
        "optimizer={adam: 1e-4}",
        "optimizer={sgd: 1e-3}",
        "model[1]={dropout: 0.5}",
        "optimizer={adam: {rate: 0.003, beta1: 0.5, beta2: 0.9}}",
        "groups=[{match: {pattern: 'dense_3.*', rate: 5}}]",
        "penalties={l2: 1e-4}",
        "data={set: iris, validation: 0.3, limit: 100}",
      })
  void whatIsOftenMeantIsNotOdd(String setting) {
    assertThat(odd(Runs.iris(setting))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "adam, 200, 0.005",
    "adam, 30000, 0.001",
    "radam, 200, 0.0194",
    "radam, 30000, 0.001",
    "lion, 200, 0.00167",
    "lion, 30000, 0.000333",
    "sgd, 200, 0.1",
    "adagrad, 200,",
  })
  void ratesThatAreUsualForSoManySteps(String optimizer, long steps, Double rate) {
    assertThat(UsualRate.of(optimizer, steps)).isEqualTo(rate);
  }

  @Test
  void theNoteOfARateSaysWhichOneIsUsual() {
    assertThat(odd(Runs.iris("optimizer={adam: 0.2}")).getFirst().sentence())
        .contains("adam has a rate of 0.2", "0.00714");
  }

  @Test
  void groupsThatHurryAreTakenAwayAndOthersStay() {
    RunFile run =
        Runs.iris(
            "groups=[{match: {pattern: 'dense_3.*', rate: 3000}}, {match: {pattern: 'dense_1.*',"
                + " rate: 0.5}}]");
    Draft draft =
        new EvenRates()
            .prescribe(
                new Patient(
                    Draft.of(run), odd(run).getFirst(), new Laboratory(run, Runs.COMPILER, 1)))
            .getFirst();
    assertThat(draft.file().toString()).doesNotContain("3000");
    assertThat(draft.edits().getFirst().line()).contains("0.5");
  }
}
