package gradus.health.heal.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.health.Finding;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.health.detect.ContradictoryData;
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
  static List<Draft> drafts(String name, RunFile run, Symptom symptom) {
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
        "adam|train.epochs=3|adam={rate=0.02}",
        "adam|train.epochs=300|adam={rate=0.002}",
        "momentum_default|optimizer.momentum.momentum=0.999|0.999 → nothing",
        "momentum_default|optimizer={adagrad: {slowing: 50}}|50.0 → nothing",
        "activation_default|model[0].dense.activation=softmax|softmax → relu",
        "weight_decay|train.epochs=3|penalties",
        "dropout|train.epochs=3|dropout",
        "early_stopping|train.epochs=3|patience",
        "standardize_inputs|data.normalize=none|none → standardize",
        "drop_rescale|model[0].rescale.factor=3|rescale",
        "less_regularization|clip.global_norm=1e-6|clip",
        "less_regularization|clip.value=1e-6|clip",
        "less_regularization|clip.adaptive=1e-6|clip",
        "lower_decay|penalties.l2=3|lambda=0.003",
        "lower_decay|penalties.l1=0.01|lambda=1.0E-5",
        "fit_head_and_loss|loss=mse|mse → cross_entropy",
        "fit_head_and_loss|loss={cross_entropy: {label_smoothing: 1}}|loss: {cross_entropy",
        "fit_head_and_loss|loss={cross_entropy: {ignore: 2}}|loss: {cross_entropy",
        "fit_head_and_loss|loss={cross_entropy: {weights: [1, 1000, 1]}}|loss: {cross_entropy",
        "unfreeze|groups={match: {frozen: true}}|groups",
        "smaller_network|train.epochs=3|16 → 8",
        "wider_network|model[0].dense.units=3|3 → 16",
        "larger_batch|train.batch=2|2 → 13",
        "rate_test|optimizer={adagrad: {rate: 1e-6}}|optimizer.adagrad.rate",
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

  private static RunFile table(String normalize, int count) {
    return Runs.of(
        """
        data: {inline: {inputs: [[0, 3], [1, 2], [2, 1], [3, 0]], labels: [0, 1, 1, 0]}, normalize: %s}
        model: [embedding: {count: %d, features: 2}, flatten, dense: 2]
        loss: cross_entropy
        train: {batch: 4}
        """
            .formatted(normalize, count));
  }

  @Test
  void aTableGetsTheRowsThatTheDataName() {
    assertThat(drafts("whole_table", table("none", 2), Symptom.NON_FINITE).getFirst().edits())
        .singleElement()
        .satisfies(edit -> assertThat(edit.line()).contains("count: 2 → 4"));
    assertThat(
            drafts("whole_table", table("standardize", 4), Symptom.NON_FINITE).getFirst().edits())
        .singleElement()
        .satisfies(edit -> assertThat(edit.line()).contains("standardize → none"));
    assertThat(drafts("whole_table", table("none", 4), Symptom.NON_FINITE)).isEmpty();
  }

  @Test
  void rowNumbersOfATableAreNotScaled() {
    assertThat(drafts("standardize_inputs", table("none", 4), Symptom.INPUTS_NOT_NORMALIZED))
        .isEmpty();
  }

  @Test
  void shortTrainingsGetLongSteps() {
    assertThat(UsualRate.of("adam", 100_000)).isEqualTo(1e-3);
    assertThat(UsualRate.of("adam", 250)).isEqualTo(4e-3);
    assertThat(UsualRate.of("adam", 30)).isEqualTo(1e-2);
    assertThat(UsualRate.of("sgd", 30)).isEqualTo(0.1);
    assertThat(UsualRate.of("adagrad", 30)).isNull();
    // A test would cost a large part of a short training.
    RunFile run = Runs.iris("optimizer.momentum.rate=1e-6", "train.epochs=3");
    assertThat(drafts("rate_test", run, Symptom.RATE_TOO_LOW)).isEmpty();
  }

  @Test
  void ratesNearByAreOneEditEach() {
    Draft lower =
        drafts("lower_rate", Runs.iris("optimizer={sgd: {rate: 9}}"), Symptom.EXPLODING).getFirst();
    assertThat(Remedies.isRate(lower)).isTrue();
    assertThat(Remedies.near(lower))
        .extracting(draft -> draft.edits().getFirst().line())
        .containsExactly("optimizer.sgd.rate: 9.0 → 0.3", "optimizer.sgd.rate: 9.0 → 0.0333");
    assertThat(Remedies.near(lower)).allMatch(draft -> draft.edits().size() == 1);
    assertThat(Remedies.isRate(drafts("dropout", Runs.iris(), Symptom.OVERFITTING).getFirst()))
        .isFalse();
  }

  @Test
  void whereNothingIsLearnedExamplesAreNotChangedByChance() {
    RunFile run = Runs.iris("data={set: iris, mixup: 8}");
    assertThat(yaml("less_regularization", run, Symptom.NOT_DECREASING)).doesNotContain("mixup");
    assertThat(drafts("less_regularization", run, Symptom.OVERFITTING)).isEmpty();
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
            "even_rates",
            "usual_rate",
            "momentum_default",
            "fit_head_and_loss",
            "standardize_inputs",
            "less_regularization",
            "lower_decay",
            "activation_default",
            "scale_residuals",
            "clean_data",
            "steady_rate")) {
      assertThat(drafts(name, Runs.iris(), Symptom.VANISHING)).as(name).isEmpty();
    }
  }

  @Test
  void ratesAreRaisedToFiveTimesTheUsualOneAtMost() {
    // Momentum: 0.02 is usual.
    assertThat(rates("raise_rate", 0.0005)).containsExactly(0.005, 0.05);
    assertThat(rates("raise_rate", 0.005)).containsExactly(0.05, 0.1);
    assertThat(rates("raise_rate", 0.05)).containsExactly(0.5);
    assertThat(rates("lower_rate", 0.5)).containsExactly(0.05, 0.005);
  }

  private static List<Double> rates(String remedy, double rate) {
    RunFile run = Runs.iris("optimizer.momentum.rate=" + rate);
    return drafts(remedy, run, Symptom.RATE_TOO_LOW).stream()
        .map(draft -> draft.file().optimizer().rate())
        .toList();
  }

  @Test
  void allExamplesAreUsedInAtMostTenTimesTheUpdates() {
    RunFile few = Runs.iris("data={set: iris, limit: 30}", "train={epochs: 40, batch: 5}");
    Draft draft = drafts("all_examples", few, Symptom.OVERFITTING).getFirst();
    assertThat(draft.file().data().cuts().limit()).isZero();
    assertThat(draft.file().train().epochs()).isEqualTo(40);
    RunFile least = Runs.iris("data={set: iris, limit: 6}", "train={epochs: 40, batch: 5}");
    // 6 of 150 examples 400 times are as many as all of them 16 times.
    assertThat(
            drafts("all_examples", least, Symptom.OVERFITTING).getFirst().file().train().epochs())
        .isEqualTo(16);
    assertThat(drafts("all_examples", few, Symptom.VANISHING)).isEmpty();
    assertThat(drafts("all_examples", Runs.iris(), Symptom.OVERFITTING)).isEmpty();
  }

  @Test
  void ofExamplesThatAreMostlyHeldOutTheUsualPartIs() {
    RunFile few = Runs.iris("data={set: iris, validation: 0.9}", "train={epochs: 40, batch: 5}");
    Draft draft = drafts("all_examples", few, Symptom.OVERFITTING).getFirst();
    assertThat(draft.file().data().cuts().validation()).isEqualTo(0.2);
    assertThat(draft.file().train().epochs()).isEqualTo(40);
    RunFile half = Runs.iris("data={set: iris, validation: 0.5}");
    assertThat(drafts("all_examples", half, Symptom.OVERFITTING)).isEmpty();
  }

  @Test
  void labelsAreTakenFromWhereAFindingSaysTheyAre() {
    Finding finding = Finding.of(Symptom.NOT_DECREASING, Severity.SICK, "", 0, "");
    Laboratory laboratory = new Laboratory(Runs.iris(), Runs.COMPILER, 1);
    Draft draft = Draft.of(Runs.iris());
    assertThat(
            new AlignedLabels()
                .prescribe(
                    new Patient(draft, finding.with(ContradictoryData.SHIFT, -1), laboratory))
                .getFirst()
                .file()
                .data()
                .cuts()
                .labelShift())
        .isEqualTo(-1);
    RunFile moved = Runs.iris("data={set: iris, label_shift: 3}");
    assertThat(
            new AlignedLabels()
                .prescribe(
                    new Patient(
                        Draft.of(moved), finding.with(ContradictoryData.SHIFT, -1), laboratory))
                .getFirst()
                .file()
                .data()
                .cuts()
                .labelShift())
        .isEqualTo(2);
    assertThat(drafts("align_labels", Runs.iris(), Symptom.NOT_DECREASING)).isEmpty();
    RunFile slipped = Runs.iris("data={set: iris, label_shift: 40}");
    assertThat(yaml("align_labels", slipped, Symptom.NOT_DECREASING)).doesNotContain("label_shift");
  }

  @Test
  void layersInsideAGraphAreChangedWhereTheyStand() {
    RunFile run =
        iris(
            """
            graph: {nodes: [{name: l, layer: {dense: 8}, inputs: [input]},
              {name: ls, layer: {rescale: {offset: 14}}, inputs: [l]},
              {name: t, layer: tanh, inputs: [ls]},
              {name: both, inputs: [t, l], join: concat}]}, dense: 3""");
    Draft plain = drafts("drop_rescale", run, Symptom.SATURATED_UNITS).getFirst();
    assertThat(plain.edits())
        .singleElement()
        .asString()
        .contains("model[0].graph.nodes[1].layer", "offset");
    assertThat(plain.file().toYaml()).doesNotContain("offset").contains("name: ls");
    String normed = yaml("layer_norm", run, Symptom.SATURATED_UNITS);
    assertThat(normed).contains("sequential").contains("layer_norm");
    assertThat(yaml("relu_activation", run, Symptom.SATURATED_UNITS)).contains("layer: relu");
  }

  @Test
  void theUsualRateDoesWithoutAScheduleAsOddAsTheRate() {
    RunFile run =
        Runs.iris("optimizer={adam: {rate: 1}}", "schedule={multi_step: {at: [6], factor: 0.005}}");
    Draft draft = drafts("usual_rate", run, Symptom.RATE_TOO_LOW).getFirst();
    assertThat(draft.file().schedule()).isNull();
    assertThat(draft.file().optimizer().rate()).isLessThan(0.02);
    RunFile sound = Runs.iris("optimizer={adam: {rate: 1}}", "schedule={exponential: 0.99999}");
    assertThat(drafts("usual_rate", sound, Symptom.RATE_TOO_HIGH).getFirst().file().schedule())
        .isNotNull();
  }

  private static final String SHARES =
      """
      data: {inline: {inputs: [[0, 3], [1, 2], [2, 1], [3, 0]], targets:
        [[0.1, 0.9], [0.3, 0.7], [0.6, 0.4], [0.8, 0.2]]}}
      model: [dense: {units: 2}, %s]
      loss: kl_div
      train: {batch: 4}
      """;

  @Test
  void aDivergenceGetsLogarithmsOfShares() {
    RunFile run = Runs.of(SHARES.formatted("softmax"));
    Remedy remedy = new FittingHead();
    Finding named =
        Finding.of(Symptom.MISFIT, Severity.SICK, "", 0, "").remedies("fit_head_and_loss");
    Laboratory laboratory = new Laboratory(run, Runs.COMPILER, 1);
    List<Draft> drafts = remedy.prescribe(new Patient(Draft.of(run), named, laboratory));
    String first = drafts.getFirst().file().toYaml();
    assertThat(first).contains("kl_div").contains("log_softmax").doesNotContain("- softmax");
    assertThat(drafts.getLast().file().toYaml()).contains("mse");
    // A loss of densities is chosen for what the values are: no other fault brings it down.
    RunFile sound = Runs.of(SHARES.formatted("log_softmax"));
    assertThat(drafts("fit_head_and_loss", sound, Symptom.RATE_TOO_HIGH)).isEmpty();
  }

  @Test
  void normsDivideByNothingThatMayBeZero() {
    RunFile run =
        iris("dense: 8, {layer_norm: {eps: 0}}, {batch_norm: {eps: 1e-5}}, relu, dense: 3");
    Draft draft = drafts("norm_default", run, Symptom.NON_FINITE).getFirst();
    assertThat(draft.edits()).hasSize(1);
    assertThat(draft.edits().getFirst().line()).isEqualTo("model[1].layer_norm.eps: 0.0 → nothing");
    RunFile images = iris("reshape: [2, 2, 1], {local_response_norm: {k: 0}}, flatten, dense: 3");
    assertThat(yaml("norm_default", images, Symptom.NON_FINITE)).doesNotContain("k: 0");
    RunFile single = iris("dense: 12, {group_norm: 12}, relu, dense: 6, {group_norm: 3}, dense: 3");
    assertThat(yaml("norm_default", single, Symptom.NON_FINITE))
        .contains("group_norm: 3")
        .doesNotContain("group_norm: 12");
    RunFile wall = iris("dense: 1, {layer_norm: {eps: 0}}, dense: 6, layer_norm, dense: 3");
    assertThat(drafts("norm_default", wall, Symptom.NON_FINITE).getFirst().edits())
        .singleElement()
        .satisfies(edit -> assertThat(edit.line()).contains("model[1]").endsWith("nothing"));
  }

  static String yaml(String name, RunFile run, Symptom symptom) {
    return drafts(name, run, symptom).getFirst().file().toYaml();
  }

  static RunFile iris(String model) {
    return Runs.of("data: {set: iris}\nloss: cross_entropy\nmodel: [" + model + "]\n");
  }

  @Test
  void narrowLayersBecomeAsWideAsTheWidest() {
    RunFile run = iris("dense: 64, dense: 3, dense: 20, dense: 3");
    Draft draft = drafts("wider_network", run, Symptom.DEAD_UNITS).getFirst();
    assertThat(draft.edits()).singleElement().asString().contains("model[1].dense.units", "64");
  }

  @Test
  void aClampOfUsualBounds() {
    RunFile run = iris("dense: 9, hard_tanh: {low: -0.001, high: 0.001}, dense: 9, elu, dense: 3");
    assertThat(yaml("activation_default", run, Symptom.SATURATED_UNITS)).doesNotContain("0.001");
    RunFile usual = iris("dense: 9, hard_tanh: {low: -1, high: 2}, dense: 9, elu, dense: 3");
    assertThat(drafts("activation_default", usual, Symptom.SATURATED_UNITS)).isEmpty();
    RunFile steep = iris("dense: 9, leaky_relu: 1.5, dense: 3");
    assertThat(drafts("activation_default", steep, Symptom.EXPLODING)).hasSize(1);
  }

  @Test
  void blocksWithoutNormBeginAtZero() {
    String block = "residual: [dense: {units: 9, activation: relu}]";
    RunFile plain = iris("dense: 9, " + block + ", " + block + ", dense: 3");
    assertThat(drafts("scale_residuals", plain, Symptom.EXPLODING).getFirst().edits()).hasSize(2);
    RunFile normed = iris("dense: 9, residual: [dense: 9, layer_norm, relu], dense: 3");
    assertThat(drafts("scale_residuals", normed, Symptom.EXPLODING)).isEmpty();
  }

  @Test
  void oneLayerAloneStartsAnewOnlyIfItIsUnlikeTheOthers() {
    Finding finding = Finding.of(Symptom.BAD_INITIALIZATION, Severity.SICK, "dense_1", 0, "");
    String other =
        "dense: {units: 9, initializer: {%s}}, dense: {units: 9, initializer: {zeros: {}}}, dense: 3";
    for (String first : List.of("zeros: {}", "constant: 3")) {
      RunFile run = iris(other.formatted(first));
      Laboratory laboratory = new Laboratory(run, Runs.COMPILER, 1);
      List<Draft> drafts =
          new DefaultStart("zero_to_default_init")
              .prescribe(new Patient(Draft.of(run), finding, laboratory));
      assertThat(drafts).hasSize(first.startsWith("zeros") ? 1 : 2);
    }
  }

  @Test
  void theTrainingEndsWhereItWasBest() {
    RunFile run = Runs.iris("optimizer.momentum.rate=0.3", "train.epochs=6");
    Laboratory laboratory = new Laboratory(run, Runs.COMPILER, 1);
    Finding finding = Finding.of(Symptom.OVERFITTING, Severity.SICK, "", 1, "");
    Patient patient = new Patient(Draft.of(run), finding, laboratory);
    assertThat(new ShorterTraining().prescribe(patient)).isEmpty();
    laboratory.saw(laboratory.trial(run, 1).to(3 * laboratory.steps() / 6));
    int best = laboratory.bestEpoch().orElseThrow();
    assertThat(best).isBetween(1, 3);
    assertThat(new ShorterTraining().prescribe(patient).getFirst().file().train().epochs())
        .isEqualTo(best);
  }

  @Test
  void valuesToLearnAreScaledForALinearHead() {
    RunFile run =
        Runs.of(
            """
            data:
              inline: {inputs: [[1], [2], [3], [4]], targets: [10, 20, 30, 40]}
              normalize_targets: scale
            model: [dense: 8, relu, dense: 1, tanh]
            loss: mse
            train: {batch: 2}
            """);
    Draft draft = drafts("fit_head_and_loss", run, Symptom.MISFIT).getFirst();
    assertThat(draft.file().toYaml()).contains("normalize_targets: standardize");
    RunFile far =
        Runs.of(
            """
            data: {inline: {inputs: [[1], [2], [3], [4]], targets: [10, 20, 30, 40]}}
            model: [dense: 8, relu, dense: 1, tanh]
            loss: mse
            train: {batch: 2}
            """);
    assertThat(yaml("fit_head_and_loss", far, Symptom.MISFIT)).contains("targets: standardize");
    RunFile known =
        Runs.of(
            """
            data: {set: diabetes, normalize_targets: none}
            model: [dense: 8, relu, dense: 1, tanh]
            loss: mse
            """);
    assertThat(yaml("fit_head_and_loss", known, Symptom.MISFIT)).doesNotContain("normalize_t");
  }

  @Test
  void tagsKeepALossThatAsksThemOneByOne() {
    String yaml =
        """
        data: {inline: {inputs: [[1], [2], [3], [4]], targets: [[1, 1], [1, 0], [0, 1], [0, 0]]}}
        model: [dense: 8, relu, dense: 2, relu]
        loss: binary_cross_entropy
        train: {batch: 2}
        """;
    String fitting = yaml("fit_head_and_loss", Runs.of(yaml), Symptom.MISFIT);
    assertThat(fitting)
        .contains("loss: binary_cross_entropy_logits")
        .doesNotContain("normalize_targets");
    assertThat(Runs.of(fitting).model().layers()).hasSize(3);
    RunFile numbers = Runs.of(yaml.replace("[0, 0]]", "[0, 7]]"));
    assertThat(yaml("fit_head_and_loss", numbers, Symptom.MISFIT)).contains("loss: mse");
  }

  @Test
  void weightsOfClassesBeyondAllMeasureAreTakenAway() {
    RunFile run = Runs.iris("loss={cross_entropy: {weights: [3e38, 3e38, 1]}}");
    assertThat(yaml("fit_head_and_loss", run, Symptom.NON_FINITE)).contains("loss: cross_entropy");
  }
}
