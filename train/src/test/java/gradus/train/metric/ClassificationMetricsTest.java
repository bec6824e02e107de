package gradus.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.train.data.Batch;
import org.junit.jupiter.api.Test;

/** Every expected value is worked out by hand beside it. */
class ClassificationMetricsTest {
  // truth     0  0  0  0  1  1  2  2  2  2
  // predicted 0  0  1  2  1  0  2  2  2  1
  private static final int[] TRUTH = {0, 0, 0, 0, 1, 1, 2, 2, 2, 2};
  private static final int[] PREDICTED = {0, 0, 1, 2, 1, 0, 2, 2, 2, 1};

  private static float[] oneHot(int width, int... classes) {
    float[] outputs = new float[width * classes.length];
    for (int i = 0; i < classes.length; i++) {
      outputs[i * width + classes[i]] = 1;
    }
    return outputs;
  }

  private static double value(String name, Outputs form, float[] outputs, int... labels) {
    Metric metric = MetricCatalog.make(name, form);
    metric.accumulate(outputs, Batch.ofLabels(labels));
    return metric.value();
  }

  private static double ofExample(String name) {
    return value(name, Outputs.logits(3), oneHot(3, PREDICTED), TRUTH);
  }

  @Test
  void accuracyIsThePartThatIsRight() {
    assertThat(ofExample("accuracy")).isEqualTo(6 / 10.0);
  }

  @Test
  void theMatrixCountsTruthByAnswer() {
    ConfusionMatrix matrix = new ConfusionMatrix(Outputs.logits(3));
    matrix.accumulate(oneHot(3, PREDICTED), Batch.ofLabels(TRUTH));
    assertThat(matrix.counts()).isDeepEqualTo(new long[][] {{2, 1, 1}, {1, 1, 0}, {0, 1, 3}});
    assertThat(matrix.value()).isEqualTo(0.6);
  }

  @Test
  void macroAveragesAreMeansOverTheClasses() {
    // precision 2/3, 1/3, 3/4; recall 2/4, 1/2, 3/4; F1 4/7, 2/5, 6/8
    assertThat(ofExample("precision")).isCloseTo((2 / 3.0 + 1 / 3.0 + 0.75) / 3, within(1e-15));
    assertThat(ofExample("recall")).isCloseTo((0.5 + 0.5 + 0.75) / 3, within(1e-15));
    assertThat(ofExample("f1")).isCloseTo((4 / 7.0 + 0.4 + 0.75) / 3, within(1e-15));
  }

  @Test
  void microAveragesAreTheAccuracyForOneLabelAnExample() {
    for (String name : new String[] {"precision_micro", "recall_micro", "f1_micro"}) {
      assertThat(ofExample(name)).as(name).isCloseTo(0.6, within(1e-15));
    }
  }

  @Test
  void binaryScoresAreOfClassOne() {
    // truth 0 1 1 1 0, answers 1 1 0 1 0: tp 2, fp 1, fn 1
    float[] logits = {2, 3, -1, 0.5f, -2};
    int[] labels = {0, 1, 1, 1, 0};
    for (String name : new String[] {"precision_binary", "recall_binary", "f1_binary"}) {
      assertThat(value(name, Outputs.logits(1), logits, labels)).isCloseTo(2 / 3.0, within(1e-15));
    }
  }

  @Test
  void aClassThatDoesNotOccurIsLeftOutAndAClassNeverFoundCountsZero() {
    float[] outputs = oneHot(4, 0, 0);
    assertThat(value("precision", Outputs.logits(4), outputs, 0, 1)).isEqualTo((0.5 + 0) / 2);
    assertThat(value("f1", Outputs.logits(4), outputs, 0, 1)).isEqualTo((2 / 3.0 + 0) / 2);
  }

  @Test
  void topKCountsTheTrueClassAmongTheLargest() {
    float[] outputs = {0.1f, 0.5f, 0.2f, 0.2f, 0.4f, 0.3f, 0.2f, 0.1f};
    assertThat(value("top_1", Outputs.probabilities(4), outputs, 2, 3)).isEqualTo(0);
    // row 0: class 2 ties with class 3 for second place and comes first
    assertThat(value("top_2", Outputs.probabilities(4), outputs, 2, 1)).isEqualTo(1);
    assertThat(value("top_2", Outputs.probabilities(4), outputs, 3, 1)).isEqualTo(0.5);
    assertThat(value("top_3", Outputs.probabilities(4), outputs, 3, 3)).isEqualTo(0.5);
    assertThat(value("top_4", Outputs.probabilities(4), outputs, 0, 3)).isEqualTo(1);
  }

  @Test
  void theAreaCountsPairsAndHalvesTies() {
    float[] scores = {0.1f, 0.4f, 0.35f, 0.8f};
    // pairs (positive, negative): .35>.1, .35<.4, .8>.1, .8>.4: 3 of 4
    assertThat(value("roc_auc", Outputs.probabilities(1), scores, 0, 0, 1, 1)).isEqualTo(0.75);
    float[] tied = {0.5f, 0.5f, 0.5f, 0.9f};
    // .5=.5 twice, .9>.5 twice: (0.5 + 0.5 + 1 + 1) / 4
    assertThat(value("roc_auc", Outputs.probabilities(1), tied, 0, 0, 1, 1)).isEqualTo(0.75);
    float[] same = {1, 1, 1};
    assertThat(value("roc_auc", Outputs.logits(1), same, 0, 1, 1)).isEqualTo(0.5);
  }

  @Test
  void theAreaOfTwoColumnsIsThatOfTheSecondClass() {
    float[] two = {0.9f, 0.1f, 0.6f, 0.4f, 0.65f, 0.35f, 0.2f, 0.8f};
    assertThat(value("roc_auc", Outputs.probabilities(2), two, 0, 0, 1, 1)).isEqualTo(0.75);
    // beyond float32's probabilities the logits still tell them apart
    float[] large = {0, 40, 0, 50, 0, 45, 0, 60};
    assertThat(value("roc_auc", Outputs.logits(2), large, 0, 0, 1, 1)).isEqualTo(0.75);
  }

  @Test
  void theAreaOfManyClassesIsTheMeanOfOneAgainstTheRest() {
    float[] shares = {
      0.6f, 0.3f, 0.1f,
      0.2f, 0.5f, 0.3f,
      0.5f, 0.2f, 0.3f,
      0.3f, 0.3f, 0.4f
    };
    // truth 0 1 2 0. class 0: {.6,.3} over {.2,.5}: 3/4; class 1: {.5} over {.3,.2,.3}: 1;
    // class 2: {.3} over {.1,.3,.4}: 1.5/3
    assertThat(value("roc_auc", Outputs.probabilities(3), shares, 0, 1, 2, 0))
        .isCloseTo((0.75 + 1 + 0.5) / 3, within(1e-15));
  }

  @Test
  void theAreaOfOneClassIsNoNumber() {
    assertThat(value("roc_auc", Outputs.logits(1), new float[] {1, 2}, 1, 1)).isNaN();
  }

  @Test
  void theAreaGrowsBeyondItsFirstRoom() {
    Metric auc = MetricCatalog.make("roc_auc", Outputs.logits(1));
    for (int i = 0; i < 300; i++) {
      auc.accumulate(new float[] {i, -i - 1}, Batch.ofLabels(1, 0));
    }
    assertThat(auc.value()).isEqualTo(1);
  }

  @Test
  void logLossIsTheMeanSurprise() {
    float[] shares = {0.5f, 0.25f, 0.25f, 0.125f, 0.75f, 0.125f};
    double expected = (Math.log(2) + Math.log(8)) / 2;
    assertThat(value("log_loss", Outputs.probabilities(3), shares, 0, 2))
        .isCloseTo(expected, within(1e-12));
    // softmax of (0, log 3) is (1/4, 3/4)
    float[] logits = {0, (float) Math.log(3)};
    assertThat(value("log_loss", Outputs.logits(2), logits, 0))
        .isCloseTo(Math.log(4), within(1e-7));
    // sigmoid of log 3 is 3/4
    float[] single = {(float) Math.log(3), (float) Math.log(3)};
    assertThat(value("log_loss", Outputs.logits(1), single, 1, 0))
        .isCloseTo((Math.log(4 / 3.0) + Math.log(4)) / 2, within(1e-7));
  }

  @Test
  void logLossStaysExactWhereSoftmaxWouldOverflow() {
    assertThat(value("log_loss", Outputs.logits(2), new float[] {1000, 0}, 1)).isEqualTo(1000);
    assertThat(value("log_loss", Outputs.logits(1), new float[] {-1000}, 1)).isEqualTo(1000);
    assertThat(value("log_loss", Outputs.probabilities(2), new float[] {1, 0}, 1))
        .isCloseTo(-Math.log(1e-15), within(1e-9));
  }

  @Test
  void softTargetsAreWeighed() {
    Metric loss = MetricCatalog.make("log_loss", Outputs.probabilities(2));
    loss.accumulate(new float[] {0.5f, 0.5f}, Batch.ofValues(2, 0.3f, 0.7f));
    assertThat(loss.value()).isCloseTo(Math.log(2), within(1e-7));
    Metric accuracy = MetricCatalog.make("accuracy", Outputs.probabilities(2));
    accuracy.accumulate(new float[] {0.4f, 0.6f}, Batch.ofValues(2, 0.3f, 0.7f));
    assertThat(accuracy.value()).isEqualTo(1);
  }

  @Test
  void anAnswerThatIsNoNumberIsWrong() {
    float[] outputs = {Float.NaN, 0, 5, 1};
    assertThat(value("accuracy", Outputs.logits(2), outputs, 0, 0)).isEqualTo(0.5);
    assertThat(value("recall", Outputs.logits(2), outputs, 0, 0)).isEqualTo(0.5);
    assertThat(value("top_1", Outputs.logits(2), outputs, 0, 0)).isEqualTo(0.5);
  }

  @Test
  void aLabelBeyondTheOutputsIsRefused() {
    assertThatThrownBy(() -> value("accuracy", Outputs.logits(3), new float[3], 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got label 3 in row 0; must be in 0..2");
  }

  @Test
  void tooFewOutputsAreRefused() {
    assertThatThrownBy(() -> value("accuracy", Outputs.logits(3), new float[5], 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("accuracy: got 5 outputs for 2 examples; must be 6, 3 an example");
  }
}
