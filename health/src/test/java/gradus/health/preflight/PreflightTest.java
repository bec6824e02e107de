package gradus.health.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.health.Finding;
import gradus.health.Intake;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.train.run.Prepared;
import gradus.train.run.RunFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** What is seen before the first step. */
class PreflightTest {
  private static Prepared run(String data, String model, String loss) {
    String yaml =
        "data: %s%nmodel: %s%nloss: %s%ntrain: {epochs: 2, batch: 4, threads: 1}%n"
            .formatted(data, model, loss);
    return Prepared.of(RunFile.parse(yaml, "preflight", List.of()));
  }

  private static List<Symptom> alarms(Prepared prepared) {
    return Preflight.examine(prepared).stream()
        .filter(finding -> finding.severity().alarms())
        .map(Finding::symptom)
        .toList();
  }

  @Test
  void knowsDataWeightsAndEnds() {
    Intake intake =
        Admission.of(
            run(
                "{set: iris, validation: 0.2}",
                "[{dense: {units: 8, activation: relu}}, {dense: 3}]",
                "cross_entropy"));
    assertThat(intake.chance()).isCloseTo(Math.log(3), within(1e-3));
    assertThat(intake.answers().majority()).isCloseTo(1 / 3.0, within(0.01));
    assertThat(intake.answers().agreement()).isGreaterThan(0.8);
    assertThat(intake.inputs().rms()).isCloseTo(1, within(0.05));
    assertThat(intake.weights()).hasSize(2);
    assertThat(intake.weights().getFirst().in()).isEqualTo(4);
    assertThat(intake.weights().getFirst().gain()).isCloseTo(Math.sqrt(2), within(1e-9));
    assertThat(intake.weights().getFirst().scale()).isBetween(0.5, 1.6);
    assertThat(intake.head().layer()).isEqualTo("dense_2");
    assertThat(intake.head().activation()).isEmpty();
    assertThat(intake.steps()).isEqualTo(2 * 30);
  }

  @Test
  void knowsTheBlindAnswerOfSeveralTags() {
    String data =
        "{inline: {inputs: [[1], [2], [3], [4]], targets: [[1, 0], [1, 0], [1, 0], [0, 1]]}}";
    Intake intake = Admission.of(run(data, "[{dense: 2}]", "binary_cross_entropy_logits"));
    // Answering 3/4 and 1/4, or 1 and 0: right in three rows of four, in both columns.
    assertThat(intake.answers().majority()).isEqualTo(0.75);
    assertThat(intake.chance())
        .isCloseTo(0.25 * Math.log(4) + 0.75 * Math.log(4 / 3.0), within(1e-9));
    String shares = data.replace("[0, 1]]", "[0.4, 0.6]]");
    Intake soft = Admission.of(run(shares, "[{dense: 2}]", "{cross_entropy: {soft: true}}"));
    assertThat(soft.answers().majority())
        .as("the first is largest in three of four")
        .isEqualTo(0.75);
    String even = "{inline: {inputs: [[1], [2], [3]], targets: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]}}";
    assertThat(
            Admission.of(run(even, "[{dense: 3}]", "{cross_entropy: {soft: true}}"))
                .answers()
                .majority())
        .isCloseTo(1 / 3.0, within(1e-9));
    assertThat(
            Admission.of(run(even, "[{dense: 3}]", "binary_cross_entropy_logits"))
                .answers()
                .majority())
        .isCloseTo(2 / 3.0, within(1e-9));
    String numbers = data.replace("[0, 1]]", "[0, 2]]");
    Intake other = Admission.of(run(numbers, "[{dense: 2}]", "mse"));
    assertThat(other.answers().majority()).isNaN();
  }

  /** Points in four quarters; the answer of each is written some rows further on. */
  private static String quarters(int slipped) {
    Random random = new Random(3);
    int n = 240;
    List<String> inputs = new ArrayList<>();
    List<Integer> quarters = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double x = random.nextGaussian();
      double y = random.nextGaussian();
      inputs.add("[" + x + ", " + y + "]");
      quarters.add((x > 0 ? 1 : 0) + (y > 0 ? 2 : 0));
    }
    Collections.rotate(quarters, slipped);
    return "{inline: {inputs: " + inputs + ", labels: " + quarters + "}, validation: 0.2}";
  }

  @Test
  void findsLabelsThatSlipped() {
    String model = "[{dense: {units: 8, activation: relu}}, {dense: 4}]";
    for (int slipped : new int[] {-2, -1, 1, 2}) {
      Prepared run = run(quarters(slipped), model, "cross_entropy");
      assertThat(Admission.of(run).answers().shift()).isEqualTo(slipped);
      Finding finding = Preflight.examine(run).getFirst();
      assertThat(finding.symptom()).isEqualTo(Symptom.NOT_DECREASING);
      assertThat(finding.severity().alarms()).isTrue();
      assertThat(finding.remedies().getFirst()).isEqualTo("align_labels");
      assertThat(finding.sentence()).contains(slipped < 0 ? "before" : "after");
    }
    for (int slipped : new int[] {0, 40}) {
      Prepared run = run(quarters(slipped), model, "cross_entropy");
      assertThat(Admission.of(run).answers().shift()).isZero();
    }
  }

  /** Rows of six numbers from 0 to 40 and what is said of them. */
  private static String rowNumbers(IntUnaryOperator label) {
    Random random = new Random(8);
    List<String> inputs = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int[] row = random.ints(6, 0, 40).toArray();
      inputs.add(Arrays.toString(row));
      labels.add(label.applyAsInt(row[0]));
    }
    return "{inline: {inputs: " + inputs + ", labels: " + labels + "}, normalize: none}";
  }

  @Test
  void numbersOfRowsHaveNoSizeAndHardlyNeighbours() {
    String model = "[{embedding: {count: 40, features: 4, initializer: %s}}, flatten, {dense: 2}]";
    String data = rowNumbers(first -> first % 2);
    for (String start : List.of("zeros", "{normal: {std: 1e-4}}", "{normal: {std: 1}}")) {
      Prepared prepared = run(data, model.formatted(start), "cross_entropy");
      Intake intake = Admission.of(prepared);
      assertThat(intake.inputs().indices()).isTrue();
      assertThat(intake.answers().agreement()).isNaN();
      assertThat(intake.weights().getFirst().table()).isTrue();
      assertThat(intake.weights().getFirst().in()).isEqualTo(1);
      assertThat(Preflight.examine(prepared)).isEmpty();
    }
    Intake numbers = Admission.of(run(data, "[{dense: 8}, {dense: 2}]", "cross_entropy"));
    assertThat(numbers.inputs().indices()).isFalse();
    assertThat(numbers.answers().agreement()).isNotNaN();
  }

  @Test
  void equalRowNumbersAreNeighbours() {
    Random random = new Random(2);
    List<String> inputs = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int kind = random.nextInt(3);
      inputs.add("[" + kind + ", " + kind + ", " + random.nextInt(3) + "]");
      labels.add((7 * kind + 1) % 3);
    }
    String data = "{inline: {inputs: " + inputs + ", labels: " + labels + "}, normalize: none}";
    String model = "[{embedding: {count: 3, features: 4}}, flatten, {dense: 3}]";
    Intake intake = Admission.of(run(data, model, "cross_entropy"));
    assertThat(intake.answers().agreement()).isGreaterThan(0.95);
  }

  @Test
  void glorotsRuleAndFewNumbersExcuseSmallWeights() {
    String data = "{inline: {inputs: [[-1], [-0.5], [0.5], [1]], targets: [[1], [2], [2], [1]]}}";
    String model = "[{dense: {units: 32, activation: tanh%s}}, {dense: 1}]";
    assertThat(Preflight.examine(run(data, model.formatted(""), "mse")))
        .noneMatch(found -> found.symptom() == Symptom.BAD_INITIALIZATION);
  }

  @Test
  void seesTargetsInAUnitThatMakesThemTiny() {
    String data =
        "{inline: {inputs: [[0, 1], [1, 0], [1, 1], [0, 0]],"
            + " targets: [[1e-5], [-1e-5], [0], [0]]}%s}";
    noteOfMisfit(run(data.formatted(", normalize_targets: none"), "[{dense: 1}]", "mse"));
  }

  @Test
  void numbersFarOutsideDoNotHideWhatNeighboursTell() {
    StringBuilder inputs = new StringBuilder();
    StringBuilder targets = new StringBuilder();
    Random random = new Random(5);
    for (int i = 0; i < 120; i++) {
      double x = random.nextGaussian();
      inputs.append(i == 0 ? "" : ", ").append("[").append(x).append("]");
      targets.append(i == 0 ? "" : ", ").append(i % 50 == 9 ? 1e4 : 3 * x);
    }
    String data = "{inline: {inputs: [" + inputs + "], targets: [" + targets + "]}}";
    Intake.Answers answers = Admission.of(run(data, "[{dense: 8}, {dense: 1}]", "mse")).answers();
    assertThat(answers.outliers()).isEqualTo(3);
    assertThat(answers.agreement()).isGreaterThan(0.9);
    assertThat(answers.most()).isEqualTo(1e4);
  }

  @Test
  void nothingAlarmsBeforeASoundRun() {
    assertThat(
            alarms(
                run(
                    "{set: iris, validation: 0.2}",
                    "[{dense: {units: 8, activation: relu}}, {dense: 3}]",
                    "cross_entropy")))
        .isEmpty();
  }

  @Test
  void seesColumnsOfVeryDifferentSize() {
    assertThat(
            alarms(
                run("{set: wine, normalize: none}", "[{dense: 8}, {dense: 3}]", "cross_entropy")))
        .contains(Symptom.INPUTS_NOT_NORMALIZED);
    assertThat(
            alarms(
                run(
                    "{set: wine, normalize: none}",
                    "[batch_norm, {dense: 8}, {dense: 3}]",
                    "cross_entropy")))
        .doesNotContain(Symptom.INPUTS_NOT_NORMALIZED);
  }

  @Test
  void seesHeadsThatDoNotFit() {
    for (String head : List.of("softmax", "sigmoid", "relu")) {
      String model = "[{dense: 8}, {dense: {units: 3, activation: " + head + "}}]";
      noteOfMisfit(run("{set: iris}", model, "cross_entropy"));
    }
    noteOfMisfit(run("{set: iris}", "[{dense: {units: 3, activation: softmax}}]", "mse"));
    noteOfMisfit(run("{set: iris}", "[{dense: 3}]", "nll"));
  }

  @Test
  void aFixedFactorAtTheEndWidensOrShrinksLogits() {
    noteOfMisfit(run("{set: iris}", "[{dense: 3}, {rescale: {factor: 0.01}}]", "cross_entropy"));
    String bounded = "[{dense: {units: 3, activation: tanh}}%s]";
    noteOfMisfit(run("{set: iris}", bounded.formatted(""), "cross_entropy"));
    String wide = bounded.formatted(", {rescale: {factor: 5}}");
    assertThat(Preflight.examine(run("{set: iris}", wide, "cross_entropy")))
        .noneMatch(found -> found.symptom() == Symptom.MISFIT);
  }

  @Test
  void startsThatTrainingMayMendAreNotes() {
    String data = "{set: wine, normalize: none}";
    String plain = "[{rescale: {factor: %s}}, {dense: {units: 16, activation: relu}}, {dense: 3}]";
    String wide =
        "[{dense: {units: 64, activation: relu, initializer: {normal: {std: %1$s}}}},"
            + " {dense: {units: 16, activation: relu, initializer: {normal: {std: %1$s}}}},"
            + " {dense: {units: 3, initializer: {normal: {std: %1$s}}}}]";
    startIs(Symptom.INPUTS_NOT_NORMALIZED, Severity.NOTE, data, plain.formatted("0.1"));
    startIs(Symptom.INPUTS_NOT_NORMALIZED, Severity.WARNING, data, plain.formatted("100"));
    startIs(Symptom.BAD_INITIALIZATION, Severity.NOTE, "{set: wine}", wide.formatted("1e-3"));
    startIs(Symptom.BAD_INITIALIZATION, Severity.NOTE, "{set: wine}", wide.formatted("1.5"));
    startIs(Symptom.BAD_INITIALIZATION, Severity.NOTE, "{set: wine}", wide.formatted("30"));
  }

  private static void startIs(Symptom symptom, Severity severity, String data, String model) {
    assertThat(Preflight.examine(run(data, model, "cross_entropy")))
        .filteredOn(finding -> finding.symptom() == symptom)
        .extracting(Finding::severity)
        .containsExactly(severity);
  }

  @Test
  void targetsMustBeWithinReachOfTheEnd() {
    String numbers =
        "{inline: {inputs: [[0, 1], [1, 0], [0, 2], [1, 1]], targets: [[-4], [-1], [2], [4]]},"
            + " normalize_targets: none}";
    String sigmoid = "[{dense: {units: 1, activation: sigmoid}}%s]";
    assertThat(alarms(run(numbers, sigmoid.formatted(""), "mse"))).contains(Symptom.MISFIT);
    for (String moved : List.of("{factor: 8, offset: -4}", "{factor: -8, offset: 4}")) {
      String model = sigmoid.formatted(", {rescale: " + moved + "}");
      assertThat(alarms(run(numbers, model, "mse"))).isEmpty();
    }
    String counts =
        "{inline: {inputs: [[0, 1], [1, 0], [0, 2], [1, 1]], targets: [[0], [7], [2], [9]]},"
            + " normalize_targets: none}";
    assertThat(alarms(run(counts, "[{dense: 1}, log_sigmoid]", "poisson_nll")))
        .contains(Symptom.MISFIT);
    assertThat(alarms(run(counts, "[{dense: 1}]", "poisson_nll"))).isEmpty();
    String signed =
        "{inline: {inputs: [[0, 1], [1, 0], [1, 1], [0, 0]], targets: [[-3], [3], [1], [-1]]}}";
    assertThat(Preflight.examine(run(signed, "[{dense: 1}]", "poisson_nll")))
        .anyMatch(found -> found.sentence().contains("the exponential of the output"));
    String rates = "{poisson_nll: {log: false}}";
    assertThat(alarms(run(counts, "[{dense: 1}, softplus]", rates))).isEmpty();
    String tags =
        "{inline: {inputs: [[0, 1], [1, 0], [0, 2], [1, 1]],"
            + " targets: [[1, 1, 0], [1, 1, 1], [1, 0, 1], [0, 1, 1]]}, normalize_targets: none}";
    assertThat(alarms(run(tags, "[{dense: 3}, softmax]", "mse"))).contains(Symptom.MISFIT);
    assertThat(alarms(run(tags, "[{dense: 3}, sigmoid]", "mse"))).isEmpty();
  }

  @Test
  void sharesBeforeALossOfLogarithmsOrMarginsAreNoted() {
    String shares = "[{dense: {units: 3, activation: softmax}}]";
    noteOfMisfit(run("{set: iris}", shares, "nll"));
    noteOfMisfit(run("{set: iris}", shares, "{multi_margin: {margin: 20}}"));
  }

  @Test
  void valuesInUnitsOfTheirOwnAreNoted() {
    String data =
        "{inline: {inputs: [[0, 1], [1, 0], [1, 1], [0, 0]],"
            + " targets: [[1, 9000], [2, 100], [1, 4000], [2, 70]]}, normalize_targets: %s}";
    noteOfMisfit(run(data.formatted("none"), "[{dense: 2}]", "mse"));
    assertThat(Preflight.examine(run(data.formatted("standardize"), "[{dense: 2}]", "mse")))
        .noneMatch(found -> found.symptom() == Symptom.MISFIT);
  }

  @Test
  void valuesFarOutsideShowBesideStandardizedOnes() {
    StringBuilder inputs = new StringBuilder();
    StringBuilder targets = new StringBuilder();
    for (int i = 0; i < 120; i++) {
      inputs.append(i == 0 ? "" : ", ").append("[").append(i).append("]");
      targets.append(i == 0 ? "" : ", ").append(i % 40 == 9 ? 1e4 : 5 + i % 7);
    }
    String data = "{inline: {inputs: [" + inputs + "], targets: [" + targets + "]}}";
    assertThat(Admission.of(run(data, "[{dense: 1}]", "mse")).answers().outliers()).isEqualTo(3);
  }

  @Test
  void aLossOfSignsDoesNotFitNumbers() {
    assertThat(alarms(run("{set: diabetes}", "[{dense: 1}]", "hinge"))).contains(Symptom.MISFIT);
    String signs =
        "{inline: {inputs: [[0, 1], [1, 0], [0, 2], [1, 1]], targets: [[-1], [1], [-1], [1]]}}";
    assertThat(alarms(run(signs, "[{dense: 1}]", "hinge"))).isEmpty();
  }

  /** Such networks learn in spite of it more often than not, so it alarms only once they do not. */
  private static void noteOfMisfit(Prepared prepared) {
    assertThat(Preflight.examine(prepared))
        .anyMatch(found -> found.symptom() == Symptom.MISFIT && found.severity() == Severity.NOTE);
    assertThat(alarms(prepared)).isEmpty();
  }

  @Test
  void seesLabelsThatContradictEachOther() {
    String data = "{inline: {inputs: [[0, 1], [1, 0], [0, 1], [1, 1]], labels: [0, 1, 1, 0]}}";
    Prepared prepared = run(data, "[{dense: 2}]", "cross_entropy");
    Finding finding =
        Preflight.examine(prepared).stream()
            .filter(each -> each.symptom() == Symptom.MISFIT)
            .findFirst()
            .orElseThrow();
    assertThat(finding.sentence()).contains("0 and 2");
  }

  /** Which segments of a digit are lit tells most of it, and no label is wrong. */
  @Test
  void equalExamplesThatMostlyAgreeAreNoContradiction() {
    assertThat(alarms(bits(0.3))).isEmpty();
    assertThat(alarms(bits(0.9))).contains(Symptom.MISFIT);
  }

  /** Two bits tell the class of 400 examples, of which a part has another one. */
  private static Prepared bits(double wrong) {
    StringJoiner inputs = new StringJoiner(", ", "[", "]");
    StringJoiner labels = new StringJoiner(", ", "[", "]");
    for (int i = 0; i < 400; i++) {
      inputs.add("[" + (i & 1) + ", " + (i >> 1 & 1) + "]");
      labels.add(String.valueOf(i * 0.618034 % 1 < wrong ? (i * 7919 % 1013) & 3 : i & 3));
    }
    return run(
        "{inline: {inputs: " + inputs + ", labels: " + labels + "}}",
        "[{dense: 4}]",
        "cross_entropy");
  }

  @Test
  void aBatchIsLearnedByHeartOrNot() {
    String model = "[{dense: {units: 16, activation: relu}}, {dense: 3}]";
    assertThat(Preflight.overfitBatch(run("{set: iris}", model, "cross_entropy")))
        .hasSizeLessThan(2);
    String dead = "[{dense: 16}, {rescale: {offset: -50}}, relu, {dense: 3}]";
    assertThat(Preflight.overfitBatch(run("{set: iris}", dead, "cross_entropy"))).isNotEmpty();
  }
}
