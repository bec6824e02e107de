package gradus.health.heal.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.health.Finding;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.health.heal.Runs;
import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Patient;
import gradus.health.heal.edit.Remedy;
import gradus.health.heal.trial.Laboratory;
import gradus.train.run.RunFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemediesTest {
  private static List<Draft> drafts(String name, RunFile run, Symptom symptom) {
    Remedy remedy = Remedies.named(name, Remedies.CATALOG).orElseThrow();
    Laboratory laboratory = new Laboratory(run, Runs.COMPILER, 1);
    Finding finding = Finding.of(symptom, Severity.SICK, "", 1, "");
    return remedy.prescribe(new Patient(Draft.of(run), finding, laboratory)).stream()
        .filter(draft -> !draft.file().equals(run))
        .toList();
  }

  /** The remedy, a setting of a run that needs it, and the line of the first edit. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "he_init|model[0].dense.initializer.normal=9|nothing",
        "xavier_init|model[0].dense.initializer.normal=9|xavier_uniform",
        "lecun_init|train.epochs=3|lecun_normal",
        "orthogonal_init|train.epochs=3|orthogonal",
        "lsuv_init|train.epochs=3|init.lsuv",
        "zero_to_default_init|model[2].dense.initializer=zeros|model[2].dense.initializer",
        "relu_activation|model[1].dense.activation=sigmoid|sigmoid → relu",
        "leaky_relu_activation|train.epochs=3|relu → leaky_relu",
        "batch_norm|train.epochs=3|activation: relu → nothing",
        "layer_norm|train.epochs=3|activation: relu → nothing",
        "residual|train.epochs=3|residual",
        "rezero|train.epochs=3|scaled=true",
        "clip_global_norm|train.epochs=3|global_norm",
        "clip_adaptive|train.epochs=3|adaptive",
        "lower_rate|optimizer.momentum.rate=0.5|0.5 → 0.05",
        "raise_rate|optimizer.momentum.rate=0.005|0.005 → 0.05",
        "usual_rate|optimizer.momentum.rate=1e-6|0.02",
        "warmup|train.epochs=3|schedule",
        "steady_rate|schedule={exponential: 0.9}|schedule",
        "adam|train.epochs=3|optimizer",
        "momentum_default|optimizer.momentum.momentum=0.999|0.999 → nothing",
        "weight_decay|train.epochs=3|penalties",
        "dropout|train.epochs=3|dropout",
        "early_stopping|train.epochs=3|patience",
        "standardize_inputs|data.normalize=none|none → standardize",
        "drop_rescale|model[0].rescale.factor=3|rescale",
        "less_regularization|clip.global_norm=1e-6|clip",
        "lower_decay|penalties.l2=3|lambda=0.03",
        "lower_decay|penalties.l1=0.01|lambda=1.0E-4",
        "fit_head_and_loss|loss=mse|mse → cross_entropy",
        "unfreeze|groups={match: {frozen: true}}|groups",
        "smaller_network|train.epochs=3|16 → 8",
        "wider_network|model[0].dense.units=3|3 → 16",
        "larger_batch|train.batch=2|2 → 13",
        "rate_test|optimizer.momentum.rate=1e-6|optimizer.momentum.rate",
      })
  void eachWritesARunFileThatIsValid(String name, String setting, String edit) {
    RunFile run =
        setting.contains("rescale")
            ? Runs.of(Runs.iris().toYaml().replace("model:", "model:\n  - {rescale: 7}"))
            : Runs.iris(setting);
    Symptom symptom =
        name.equals("standardize_inputs") ? Symptom.INPUTS_NOT_NORMALIZED : Symptom.DEAD_UNITS;
    List<Draft> drafts = drafts(name, run, symptom);
    assertThat(drafts).isNotEmpty();
    assertThat(drafts.getFirst().edits().getFirst().line()).contains(edit);
    for (Draft draft : drafts) {
      assertThat(draft.edits()).allMatch(e -> e.remedy().equals(name) && !e.why().isEmpty());
      assertThat(Runs.of(draft.file().toYaml())).isEqualTo(draft.file());
      Laboratory laboratory = new Laboratory(draft.file(), Runs.COMPILER, 1);
      assertThat(laboratory.specs(draft.file())).isNotEmpty();
    }
  }

  @Test
  void rowsWithoutNumbersAreLeftOut() {
    RunFile run =
        Runs.of(
            """
            data: {csv: {file: rows.csv, missing: mean}}
            model: [dense: 2]
            loss: cross_entropy
            """);
    Draft draft =
        new CleanData()
            .prescribe(
                new Patient(
                    Draft.of(run),
                    Finding.of(Symptom.NON_FINITE, Severity.SICK, "", 1, ""),
                    new Laboratory(Runs.iris(), Runs.COMPILER, 1)))
            .getFirst();
    assertThat(draft.file().toYaml()).contains("missing: drop").contains("rows.csv");
  }

  @Test
  void deepPlainNetsGetNoBatchNorm() {
    RunFile deep =
        Runs.of(
            "data: {set: iris}\nloss: cross_entropy\nmodel:\n"
                + "  - {dense: {units: 8, activation: relu}}\n".repeat(12)
                + "  - {dense: 3}\n");
    assertThat(drafts("batch_norm", deep, Symptom.EXPLODING)).isEmpty();
    assertThat(drafts("batch_norm", deep, Symptom.SATURATED_UNITS)).isNotEmpty();
  }

  @Test
  void nothingOddMeansNothingToUndo() {
    for (String name :
        List.of(
            "drop_rescale",
            "zero_to_default_init",
            "unfreeze",
            "usual_rate",
            "momentum_default",
            "fit_head_and_loss",
            "standardize_inputs",
            "less_regularization",
            "steady_rate")) {
      assertThat(drafts(name, Runs.iris(), Symptom.VANISHING)).as(name).isEmpty();
    }
  }
}
