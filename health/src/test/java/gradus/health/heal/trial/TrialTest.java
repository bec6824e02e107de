package gradus.health.heal.trial;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.shape.Shape;
import gradus.health.Detectors;
import gradus.health.Finding;
import gradus.health.Symptom;
import gradus.health.heal.Runs;
import gradus.nn.ParameterSpec;
import gradus.nn.init.Zeros;
import gradus.train.data.Batch;
import gradus.train.data.Batches;
import gradus.train.data.Dataset;
import gradus.train.run.RunFile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrialTest {
  @Test
  void inPartsItGivesTheSameBitsAsAtOnce() {
    RunFile full = Runs.iris("schedule=cosine", "model[1]=dropout", "train.epochs=4");
    Laboratory laboratory = new Laboratory(full, Runs.COMPILER, 1);
    Trial once = laboratory.trial(full, 7).to(30);
    Trial parts = laboratory.trial(full, 7).to(5).to(13).to(20).to(30);
    assertThat(parts.score(30).loss()).isEqualTo(once.score(30).loss());
    assertThat(parts.step()).isEqualTo(30);
    assertThat(parts.events().stream().map(e -> e.step()).filter(s -> s == 13).count())
        .isEqualTo(once.events().stream().map(e -> e.step()).filter(s -> s == 13).count());
    assertThat(laboratory.trainings()).isEqualTo(60.0 / laboratory.steps());
  }

  @Test
  void itEndsWithItsTraining() {
    Laboratory laboratory = new Laboratory(Runs.iris("train.epochs=2"), Runs.COMPILER, 1);
    Trial trial = laboratory.trial(Runs.iris("train.epochs=2"), 0).to(1000);
    assertThat(trial.over()).isTrue();
    assertThat(trial.step()).isEqualTo(laboratory.steps());
    assertThat(laboratory.trainings()).isEqualTo(1);
  }

  @Test
  void examplesAreHeldOutWhereTheRunHoldsOutNone() {
    RunFile run = Runs.iris("data.validation=0");
    Laboratory laboratory = new Laboratory(run, Runs.COMPILER, 1);
    assertThat(laboratory.split().validation().size()).isEqualTo(30);
  }

  @ParameterizedTest
  @CsvSource({
    "40, 0, 0, 40, 200, 359",
    "40, 0.2, 0, 32, 200, 359",
    "40, 0.6, 0, 16, 200, 359",
    "1500, 0, 0, 1500, 80, 359",
    "40, 0.2, 0.25, 24, 200, 270"
  })
  void aLimitedRunIsJudgedByRowsThatItLeavesOut(
      int limit, double validation, double test, int learned, int most, int whole) {
    RunFile limited =
        Runs.of(
            Runs.images("").toYaml(),
            "data.limit=" + limit,
            "data.validation=" + validation,
            "data.test=" + test);
    Laboratory laboratory = new Laboratory(limited, Runs.COMPILER, 1);
    assertThat(laboratory.split().train().size()).isEqualTo(learned);
    RunFile unlimited = Runs.of(limited.toYaml(), "data.limit=0", "data.validation=0.2");
    Set<List<Float>> held = rows(laboratory.prepared(unlimited, 1).split().validation());
    Dataset judging = laboratory.prepared(limited, 1).split().validation();
    assertThat(judging.size()).isBetween(40, most);
    assertThat(held).hasSize(whole).containsAll(rows(judging));
    assertThat(rows(laboratory.split().train())).doesNotContainAnyElementsOf(rows(judging));
  }

  private static List<Float> row(float[] numbers, int from, int width) {
    return IntStream.range(from, from + width).mapToObj(i -> numbers[i]).toList();
  }

  private static Set<List<Float>> rows(Dataset data) {
    Batch all = Batches.of(data, data.size()).at(0, 0);
    int width = data.shape().count();
    Set<List<Float>> rows = new HashSet<>();
    for (int i = 0; i < data.size(); i++) {
      rows.add(row(all.features(), i * width, width));
    }
    return rows;
  }

  @Test
  void aBatchOfAllExamplesStaysOneWhereSomeAreHeldOut() {
    RunFile run = Runs.iris("data.validation=0", "train.batch=150", "train.epochs=6");
    Laboratory laboratory = new Laboratory(run, Runs.COMPILER, 1);
    assertThat(laboratory.steps()).isEqualTo(6);
    assertThat(laboratory.trial(run, 0).to(6).step()).isEqualTo(6);
    assertThat(laboratory.trainings()).isEqualTo(1);
  }

  @Test
  void largerBatchesKeepPaceByEpochs() {
    RunFile run = Runs.iris("train.batch=2", "train.epochs=4");
    Laboratory laboratory = new Laboratory(run, Runs.COMPILER, 1);
    long steps = laboratory.steps();
    assertThat(laboratory.paced(run, steps)).isEqualTo(steps);
    RunFile larger = Runs.iris("train.batch=8", "train.epochs=4");
    assertThat(laboratory.paced(larger, steps)).isEqualTo(4 * 14);
    assertThat(laboratory.paced(larger, 1)).isEqualTo(1);
    assertThat(laboratory.paced(Runs.iris("train.batch=2", "train.epochs=1"), 50)).isEqualTo(50);
    laboratory.trial(larger, 0).to(laboratory.paced(larger, steps));
    assertThat(laboratory.trainings()).isBetween(0.99, 1.1);
  }

  @Test
  void heldOutRowsFarOutsideJudgeNobody() {
    RunFile run = Runs.outliers();
    Laboratory laboratory = new Laboratory(run, Runs.COMPILER, 1);
    assertThat(laboratory.farthest()).isGreaterThan(1e9);
    RunFile clean = Runs.of(run.toYaml(), "data.outliers=drop");
    int held = laboratory.prepared(clean, 1).split().validation().size();
    assertThat(held).isLessThan(60);
    assertThat(laboratory.split().validation().size()).isEqualTo(held);
    assertThat(laboratory.split().train().size())
        .isGreaterThan(laboratory.prepared(clean, 1).split().train().size());
  }

  @Test
  void runsAreComparedOnlyWhereBothHaveAScore() {
    RunFile run = Runs.iris("train.epochs=4");
    Trial trial = new Laboratory(run, Runs.COMPILER, 1).trial(run, 1).to(10).to(20);
    assertThat(trial.comparable(5)).isEqualTo(10);
    assertThat(trial.comparable(15)).isEqualTo(10);
    assertThat(trial.comparable(20)).isEqualTo(20);
    assertThat(trial.comparable(27)).isEqualTo(27);
  }

  @Test
  void whatIsWorseThanAConstantAnswerCountsAsThat() {
    RunFile run = Runs.iris("optimizer.momentum.rate=1000", "train.epochs=2");
    Laboratory laboratory = new Laboratory(run, Runs.COMPILER, 1);
    Judge judge = Judge.between(laboratory, run, run);
    assertThat(judge.chance()).isBetween(1.09, 1.15);
    assertThat(judge.of(laboratory.trial(run, 0).to(20), 20)).isEqualTo(judge.chance());
    RunFile other = Runs.iris("loss=mse");
    assertThat(Judge.between(laboratory, run, other).measure()).isEqualTo("error");
  }

  /** Entropies and log-likelihoods by hand: the least that a loss can be for one answer to all. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Shares of 1/4, 3/4 and 1/2 each on average; t ln t summed, less m ln m.
        "kl_div|[[0.25, 0.75], [0.25, 0.75], [0.75, 0.25], [0.75, 0.25]]|0.1308",
        // Mean 2 and variance 1: ln(1) / 2 + 1 / 2.
        "gaussian_nll|[[1], [3], [1], [3]]|0.5",
        // Rate 2: 2 - 2 ln 2.
        "poisson_nll|[[1], [3], [1], [3]]|0.6137",
        "mse|[[1], [3], [1], [3]]|1",
        // Half of all are 1: ln 2 for each of two outputs.
        "binary_cross_entropy_logits|[[0, 1], [1, 0], [0, 0], [1, 1]]|0.6931",
      })
  void theBestConstantAnswerIsOneThatTheLossTakes(String loss, String targets, double least) {
    RunFile run =
        Runs.of(
            """
            data: {inline: {inputs: [[0], [1], [2], [3]], targets: %s}}
            model: [dense: %d]
            loss: %s
            """
                .formatted(targets, loss.equals("gaussian_nll") ? 2 : 1, loss));
    Dataset all = run.data().load().split().train();
    assertThat(ConstantAnswers.loss(run.loss(), all, all))
        .isCloseTo(least, org.assertj.core.data.Offset.offset(1e-4));
  }

  @Test
  void noLogarithmOfASharePassesZero() {
    RunFile run =
        Runs.of(
            "data: {set: iris, validation: 0.3}\nmodel: [dense: 3]\nloss: nll\n"
                + "optimizer: {sgd: {rate: 0.1}}\ntrain: {epochs: 2, batch: 8}\n");
    Laboratory laboratory = new Laboratory(run, Runs.COMPILER, 1);
    Judge judge = Judge.between(laboratory, run, run);
    assertThat(judge.chance()).isBetween(1.09, 1.15);
    // Without log_softmax the loss falls below any bound; that is no good answer.
    assertThat(judge.of(laboratory.trial(run, 0).to(20), 20)).isEqualTo(judge.chance());
  }

  @Test
  void heldOutRowsAloneMayBeFarOutside() {
    RunFile run = Runs.farHeldOut();
    Laboratory laboratory = new Laboratory(run, Runs.COMPILER, 1);
    assertThat(laboratory.farthest()).isGreaterThan(1e9);
    assertThat(laboratory.trial(run, 1).to(40).findings(Detectors.CATALOG))
        .extracting(Finding::symptom)
        .contains(Symptom.NON_FINITE)
        .doesNotContain(Symptom.OVERFITTING);
  }

  @Test
  void severalTagsAreJudgedByTheirProbabilities() {
    // The first tag is 1 in a quarter of the rows, the second in half of them.
    StringBuilder inputs = new StringBuilder();
    StringBuilder tags = new StringBuilder();
    for (int i = 0; i < 80; i++) {
      inputs.append("%s[%d, %d]".formatted(i == 0 ? "" : ", ", i % 4 - 1, i % 2 * 2 - 1));
      tags.append("%s[%d, %d]".formatted(i == 0 ? "" : ", ", i % 4 == 3 ? 1 : 0, i % 2));
    }
    RunFile run =
        Runs.of(
            "data: {inline: {inputs: [%s], targets: [%s]}, validation: 0.25}%n"
                    .formatted(inputs, tags)
                + "model: [dense: 2]\nloss: binary_cross_entropy_logits\noptimizer: {adam: 0.1}\n"
                + "train: {epochs: 10, batch: 10, threads: 1}\n");
    Laboratory laboratory = new Laboratory(run, Runs.COMPILER, 1);
    Trial trial = laboratory.trial(run, 0).to(1000);
    // Entropies of 1/4 and 1/2: the held-out part is a chance draw of the rows.
    double entropy = (0.25 * Math.log(4) + 0.75 * Math.log(4 / 3.0) + Math.log(2)) / 2;
    Judge byLoss = Judge.between(laboratory, run, run);
    assertThat(byLoss.chance()).isBetween(entropy - 0.1, entropy + 0.1);
    assertThat(byLoss.of(trial, trial.step())).isLessThan(0.4 * entropy);
    RunFile asked = Runs.of(run.toYaml(), "metrics=[accuracy]");
    Judge byAnswers = Judge.ofAnswers(new Laboratory(asked, Runs.COMPILER, 1));
    Trial other = new Laboratory(asked, Runs.COMPILER, 1).trial(asked, 0).to(1000);
    assertThat(byAnswers.measure()).isEqualTo("rmse");
    // Logits differ from 0 and 1 by more than the deviation of the targets; shares do not.
    assertThat(byAnswers.of(other, other.step())).isLessThan(0.6 * byAnswers.chance());
  }

  @Test
  void theIntervalIsStudents() {
    PairedInterval interval = PairedInterval.of(List.of(1.0, 2.0, 3.0));
    assertThat(interval.mean()).isEqualTo(2);
    assertThat(interval.low())
        .isCloseTo(2 - 4.303 / Math.sqrt(3), org.assertj.core.data.Offset.offset(1e-9));
    assertThat(interval.isAbove()).isFalse();
    assertThat(PairedInterval.of(List.of(2.0, 2.1, 2.2)).isAbove()).isTrue();
    assertThat(PairedInterval.of(List.of(5.0)).isAbove()).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // by squeezeVar of limma 3.54.1 (prior 0.07² with 1.5 degrees of freedom) and R's qt
    "0.12 0.43 0.33, 0.07592",
    "0.19 0.19 0.38, 0.09251",
    "0.10 0.11 0.105, 0.02695",
    "0.07 0.0 0.37 0.2, -0.02459",
    "0.5 0.8, 0.28423",
    "0.3 0.2 0.4 0.1 0.25 0.35, 0.16809"
  })
  void theModeratedIntervalIsSmyths(String gains, double low) {
    List<Double> all = Stream.of(gains.split(" ")).map(Double::valueOf).toList();
    PairedInterval interval = PairedInterval.moderated(all);
    assertThat(interval.low()).isCloseTo(low, org.assertj.core.data.Offset.offset(5e-4));
    assertThat(interval.mean() - interval.low())
        .isCloseTo(interval.high() - interval.mean(), org.assertj.core.data.Offset.offset(1e-12));
  }

  @Test
  void layersThatMovedKeepTheirValues() {
    List<ParameterSpec> before =
        List.of(spec("dense_1.weight", 4, 8), spec("dense_2.weight", 8, 8));
    List<ParameterSpec> after =
        List.of(
            spec("dense_1.weight", 4, 8),
            spec("batch_norm_1.gamma", 8),
            spec("residual_1.dense_1.weight", 8, 8),
            spec("residual_1.shortcut.dense_1.weight", 8, 8));
    assertThat(Transplant.names(before, after))
        .containsEntry("dense_1.weight", "dense_1.weight")
        .containsEntry("residual_1.dense_1.weight", "dense_2.weight")
        .hasSize(2);
  }

  private static ParameterSpec spec(String name, int... sizes) {
    return new ParameterSpec(name, Shape.of(sizes), new Zeros(), true);
  }
}
