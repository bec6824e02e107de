package gradus.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.train.data.Batch;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Several outputs that are each right or wrong. Expected values are worked out by hand beside them,
 * stand in the documentation of scikit-learn, or were computed by scikit-learn 1.9.1.
 */
class IndependentOutputsTest {
  // The last target is never 1 and never answered; the second row has no target that is 1.
  private static final float[] TARGETS = {
    1, 0, 1, 0,
    0, 0, 0, 0,
    1, 1, 0, 0,
    0, 0, 1, 0,
    1, 0, 1, 0
  };
  // answers     1 0 0 0   0 1 0 0   1 1 0 0   0 0 1 0   0 0 1 0
  private static final float[] SHARES = {
    0.9f, 0.4f, 0.3f, 0.1f,
    0.2f, 0.6f, 0.1f, 0.2f,
    0.8f, 0.7f, 0.2f, 0.3f,
    0.4f, 0.1f, 0.7f, 0.4f,
    0.3f, 0.2f, 0.9f, 0.1f
  };

  private static float[] logits(float... shares) {
    float[] logits = shares.clone();
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) Math.log(shares[i] / (1.0 - shares[i]));
    }
    return logits;
  }

  private static double value(String name, Outputs form, float[] outputs, float... targets) {
    Metric metric = MetricCatalog.make(name, form);
    metric.accumulate(outputs, Batch.ofValues(form.width(), targets));
    return metric.value();
  }

  @ParameterizedTest
  @CsvSource({
    "accuracy, 0.85", // 1 - hamming_loss: 3 of 20 are wrong
    "exact_match, 0.4", // accuracy_score: rows 3 and 4
    "precision, 0.625", // (2/2 + 1/2 + 2/2 + 0) / 4
    "recall, 0.5833333333333333", // (2/3 + 1/1 + 2/3 + 0) / 4
    "f1, 0.5666666666666667", // (4/5 + 2/3 + 4/5 + 0) / 4
    "precision_micro, 0.8333333333333334", // 5 of 6
    "recall_micro, 0.7142857142857143", // 5 of 7
    "f1_micro, 0.7692307692307693", // 10 of 13
    "log_loss, 0.3837309447079102"
  })
  void areCountedAsScikitLearnDoes(String name, double expected) {
    assertThat(value(name, Outputs.probabilities(4).each(), SHARES, TARGETS))
        .isCloseTo(expected, within(1e-7));
    assertThat(value(name, Outputs.logits(4).each(), logits(SHARES), TARGETS))
        .isCloseTo(expected, within(1e-6));
  }

  @Test
  void theAreaIsTheMeanOverTheOutputs() {
    float[] shares = new float[15];
    float[] targets = new float[15];
    for (int i = 0; i < 15; i++) {
      shares[i] = SHARES[i / 3 * 4 + i % 3];
      targets[i] = TARGETS[i / 3 * 4 + i % 3];
    }
    // 5 of 6 pairs, 4 of 4, 6 of 6
    double expected = (5 / 6.0 + 1 + 1) / 3;
    assertThat(value("roc_auc", Outputs.probabilities(3).each(), shares, targets))
        .isCloseTo(expected, within(1e-12));
    assertThat(value("roc_auc", Outputs.logits(3).each(), logits(shares), targets))
        .isCloseTo(expected, within(1e-12));
    assertThat(value("roc_auc", Outputs.probabilities(4).each(), SHARES, TARGETS)).isNaN();
  }

  @Test
  void theAreaOfTwoOutputsIsOfBothAndGrowsBeyondItsFirstRoom() {
    Metric auc = MetricCatalog.make("roc_auc", Outputs.logits(2).each());
    for (int i = 0; i < 300; i++) {
      auc.accumulate(new float[] {i, -i, -i - 1, i + 1}, Batch.ofValues(2, 1, 1, 0, 0));
    }
    assertThat(auc.value()).isEqualTo((1 + 0) / 2.0);
  }

  /** The examples in the documentation of accuracy_score, hamming_loss and f1_score. */
  @Test
  void publishedExamplesComeOut() {
    Outputs two = Outputs.probabilities(2).each();
    assertThat(value("exact_match", two, new float[] {1, 1, 1, 1}, 0, 1, 1, 1)).isEqualTo(0.5);
    assertThat(value("accuracy", two, new float[4], 0, 1, 1, 1)).isEqualTo(1 - 0.75);
    float[] answers = {0, 0, 0, 1, 1, 1, 1, 1, 0};
    float[] truth = {0, 0, 0, 1, 1, 1, 0, 1, 1};
    assertThat(value("f1", Outputs.probabilities(3).each(), answers, truth))
        .isCloseTo((2 / 3.0 + 1 + 2 / 3.0) / 3, within(1e-15));
  }

  @Test
  void aNumberAtTheBorderSaysNoAndNoNumberIsWrong() {
    Outputs form = Outputs.logits(2).each();
    assertThat(value("accuracy", form, new float[] {0, 0}, 0, 1)).isEqualTo(0.5);
    float[] outputs = {Float.NaN, 3, Float.NaN, -3};
    assertThat(value("accuracy", form, outputs, 1, 1, 0, 0)).isEqualTo(0.5);
    assertThat(value("exact_match", form, outputs, 1, 1, 0, 0)).isZero();
    assertThat(value("recall", form, outputs, 1, 1, 0, 0)).isEqualTo(0.5);
    assertThat(value("precision", form, outputs, 1, 1, 0, 0)).isEqualTo(0.5);
  }

  @Test
  void rowsWithOneOneAreStillAskedOutputByOutput() {
    // The largest output is right in both rows, but two others are above one half as well.
    float[] shares = {0.9f, 0.8f, 0.1f, 0.6f, 0.2f, 0.7f};
    float[] rows = {1, 0, 0, 0, 0, 1};
    assertThat(value("accuracy", Outputs.probabilities(3).each(), shares, rows))
        .isCloseTo(4 / 6.0, within(1e-15));
    assertThat(value("accuracy", Outputs.probabilities(3), shares, rows)).isEqualTo(1);
  }

  @Test
  void targetsBetweenAreWeighedInTheLoss() {
    Outputs form = Outputs.probabilities(2).each();
    double expected = -(0.25 * Math.log(0.5) + 0.75 * Math.log(0.5) + Math.log(0.75)) / 2;
    assertThat(value("log_loss", form, new float[] {0.5f, 0.25f}, 0.25f, 0))
        .isCloseTo(expected, within(1e-12));
    assertThat(value("log_loss", Outputs.logits(2).each(), new float[] {-1000, 1000}, 1, 1))
        .isEqualTo(500);
    assertThat(value("accuracy", form, new float[] {0.4f, 0.9f}, 0.3f, 0.7f)).isEqualTo(1);
  }

  @Test
  void manyBatchesAreAsOne() {
    for (String name : new String[] {"accuracy", "exact_match", "f1", "recall_micro", "log_loss"}) {
      Outputs form = Outputs.probabilities(4).each();
      Metric parts = MetricCatalog.make(name, form);
      for (int pass = 0; pass < 2; pass++) {
        parts.reset();
        assertThat(parts.value()).as(name).isNaN();
        for (int at = 0; at < 20; at += 4) {
          float[] row = Arrays.copyOfRange(TARGETS, at, at + 4);
          parts.accumulate(Arrays.copyOfRange(SHARES, at, at + 4), Batch.ofValues(4, row));
        }
      }
      assertThat(parts.value()).as(name).isEqualTo(value(name, form, SHARES, TARGETS));
    }
  }

  @Test
  void aMatchOfClassesIsTheAccuracy() {
    Metric match = MetricCatalog.make("exact_match", Outputs.logits(3));
    match.accumulate(new float[] {0, 1, 2, 2, 1, 0}, Batch.ofLabels(2, 1));
    assertThat(match.value()).isEqualTo(0.5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "confusion_matrix",
        "top_2",
        "top_5",
        "precision_binary",
        "recall_binary",
        "f1_binary"
      })
  void whatNeedsOneRightClassIsRefused(String name) {
    assertThatThrownBy(() -> MetricCatalog.make(name, Outputs.logits(4).each()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            name
                + ": got 4 outputs that answer yes or no each; must be classes of which one is"
                + " right; use accuracy, exact_match, f1 or roc_auc");
  }

  @Test
  void labelsAreRefused() {
    Metric accuracy = MetricCatalog.make("accuracy", Outputs.logits(2).each());
    assertThatThrownBy(() -> accuracy.accumulate(new float[2], Batch.ofLabels(1)))
        .hasMessageContaining("accuracy: got class labels for 2 outputs that answer yes or no");
    assertThatThrownBy(() -> Outputs.logits(1).each()).hasMessageContaining("got 1 that is");
  }

  @Test
  void errorsOfNumbersAreThoseOfProbabilities() {
    // Errors 0.1 0.6 0.3 0.2 of shares 0.9 0.4 0.7 0.8
    float[] shares = {0.9f, 0.4f, 0.7f, 0.8f};
    double mae = (0.1 + 0.6 + 0.3 + 0.2) / 4;
    double rmse = Math.sqrt((0.01 + 0.36 + 0.09 + 0.04) / 4);
    for (Outputs form : new Outputs[] {Outputs.logits(1), Outputs.logits(2).each()}) {
      assertThat(value("mae", form, logits(shares), 1, 1, 1, 1)).isCloseTo(mae, within(1e-7));
      assertThat(value("rmse", form, logits(shares), 1, 1, 1, 1)).isCloseTo(rmse, within(1e-7));
    }
    // mean 0.5, squares about it 4 x 0.25
    assertThat(value("r2", Outputs.logits(1), logits(shares), 1, 0, 1, 0))
        .isCloseTo(1 - (0.01 + 0.16 + 0.09 + 0.64), within(1e-6));
    // softmax of (0, log 3) is (1/4, 3/4); log probabilities likewise
    float third = (float) Math.log(3);
    assertThat(value("mae", Outputs.logits(2), new float[] {0, third}, 0, 1))
        .isCloseTo(0.25, within(1e-7));
    Outputs logs = new Outputs(2, Outputs.Form.LOG_PROBABILITIES);
    float[] quarters = {(float) Math.log(0.25), (float) Math.log(0.75)};
    assertThat(value("mae", logs, quarters, 0, 1)).isCloseTo(0.25, within(1e-7));
  }
}
