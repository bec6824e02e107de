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

/** Remedies that a finding must ask for, since they fit only what it names. */
class NamedRemediesTest {
  private static List<Draft> drafts(String name, RunFile run, Symptom symptom) {
    Finding finding = Finding.of(symptom, Severity.SICK, "", 1, "");
    Remedy remedy = Remedies.named(name, Remedies.CATALOG).orElseThrow();
    Laboratory laboratory = new Laboratory(run, Runs.COMPILER, 1);
    return remedy.prescribe(new Patient(Draft.of(run), finding, laboratory)).stream()
        .filter(draft -> !draft.file().equals(run))
        .toList();
  }

  private static RunFile iris(String model) {
    return Runs.of("data: {set: iris}\nloss: cross_entropy\nmodel: [" + model + "]\n");
  }

  @Test
  void aLayerOfOneUnitIsNoWallIfItIsWide() {
    RunFile run = iris("dense: 9, relu, dense: 1, layer_norm, dense: 3");
    Finding finding =
        Finding.of(Symptom.NOT_DECREASING, Severity.SICK, "layer_norm_1", 0, "")
            .remedies("drop_norm");
    Laboratory laboratory = new Laboratory(run, Runs.COMPILER, 1);
    List<Draft> drafts = new NoWall().prescribe(new Patient(Draft.of(run), finding, laboratory));
    assertThat(drafts).hasSize(2);
    assertThat(drafts.getFirst().edits()).singleElement().asString().contains("units", "9");
  }

  @Test
  void aSoftmaxOverOneUnitIsTakenAway() {
    RunFile run = iris("dense: 9, relu, dense: 1, softmax, dense: 3");
    Finding finding =
        Finding.of(Symptom.NOT_DECREASING, Severity.SICK, "softmax_1", 0, "").remedies("drop_norm");
    Laboratory laboratory = new Laboratory(run, Runs.COMPILER, 1);
    List<Draft> drafts = new NoWall().prescribe(new Patient(Draft.of(run), finding, laboratory));
    assertThat(drafts).hasSize(2);
    assertThat(drafts)
        .allSatisfy(draft -> assertThat(draft.file().toYaml()).doesNotContain("softmax"));
    assertThat(drafts.getFirst().edits()).hasSize(2);
  }

  @Test
  void squaresOfSquaresGoWhereTheyOverflow() {
    String square = "parallel: {branches: [[identity], [identity]], join: multiply}";
    String gate = "parallel: {branches: [[{dense: 9}], [sigmoid]], join: multiply}";
    RunFile run = iris("dense: 9, " + gate + ", " + square + ", " + square + ", dense: 3");
    Draft draft = drafts("drop_rescale", run, Symptom.NON_FINITE).getFirst();
    assertThat(draft.edits()).hasSize(2);
    assertThat(draft.file().toYaml()).contains("sigmoid").doesNotContain("identity");
    assertThat(drafts("drop_rescale", run, Symptom.EXPLODING)).isEmpty();
  }

  @Test
  void activationsAreAddedWhereThereAreNone() {
    Finding finding =
        Finding.of(Symptom.MISFIT, Severity.WARNING, "dense_1", 0, "").remedies("add_activation");
    RunFile line = iris("dense: 9, dense: 8, dense: 3");
    Laboratory laboratory = new Laboratory(line, Runs.COMPILER, 1);
    List<Draft> drafts =
        new AddedActivation().prescribe(new Patient(Draft.of(line), finding, laboratory));
    assertThat(drafts)
        .singleElement()
        .satisfies(draft -> assertThat(draft.edits()).hasSize(2))
        .satisfies(draft -> assertThat(draft.file().toYaml()).contains("relu"));
    RunFile bent = iris("dense: 9, tanh, dense: 3");
    assertThat(new AddedActivation().prescribe(new Patient(Draft.of(bent), finding, laboratory)))
        .isEmpty();
    assertThat(drafts("add_activation", line, Symptom.NOT_DECREASING)).isEmpty();
  }

  @Test
  void onlyTheNormThatAFindingBlamesIsTakenAway() {
    RunFile run =
        Runs.of(
            Runs.iris()
                .toYaml()
                .replace("model:", "model:\n  - layer_norm\n  - {dense: 1}\n  - layer_norm"));
    Finding named =
        Finding.of(Symptom.NOT_DECREASING, Severity.SICK, "layer_norm_2", 0, "")
            .remedies("drop_norm");
    Laboratory laboratory = new Laboratory(run, Runs.COMPILER, 1);
    List<Draft> drafts = new NoWall().prescribe(new Patient(Draft.of(run), named, laboratory));
    assertThat(drafts.getLast().edits()).hasSize(1);
    assertThat(drafts.getLast().file().toYaml()).containsOnlyOnce("layer_norm");
    assertThat(drafts("drop_norm", run, Symptom.NOT_DECREASING)).isEmpty();
  }

  @Test
  void recurrencesBeginAsTheyDoIfNothingIsSaid() {
    RunFile run =
        iris(
            "reshape: [4, 1], rnn: {units: 6, output: all, activation: sigmoid,"
                + " recurrent_initializer: {normal: {std: 2}}}, lstm: {units: 5, forget_bias: -6,"
                + " initializer: zeros}, dense: 3");
    List<Draft> drafts = drafts("recurrence_default", run, Symptom.VANISHING);
    assertThat(drafts).hasSize(1);
    assertThat(drafts.getFirst().edits()).hasSize(4);
    assertThat(drafts.getFirst().file().toYaml())
        .doesNotContain("initializer", "forget_bias", "sigmoid");
    RunFile usual =
        iris("reshape: [4, 1], gru: {units: 6}, lstm: {units: 5, forget_bias: 6}, dense: 3");
    assertThat(drafts("recurrence_default", usual, Symptom.VANISHING)).isEmpty();
  }

  @Test
  void aGateStandsInForAPlainRecurrence() {
    RunFile run =
        iris(
            "reshape: [4, 1], rnn: {units: 6, output: all, direction: both, activation: relu}, rnn: 5, dense: 3");
    List<Draft> drafts = drafts("gated_recurrence", run, Symptom.VANISHING);
    assertThat(drafts).hasSize(1);
    assertThat(drafts.getFirst().edits()).hasSize(2);
    assertThat(drafts.getFirst().file().toYaml())
        .contains("gru", "direction: both", "output: all")
        .doesNotContain("rnn", "relu");
    assertThat(drafts("gated_recurrence", iris("dense: 9, relu, dense: 3"), Symptom.VANISHING))
        .isEmpty();
  }
}
