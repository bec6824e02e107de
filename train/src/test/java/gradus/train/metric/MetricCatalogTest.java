package gradus.train.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.train.data.Batch;
import gradus.train.data.Draws;
import gradus.train.data.Normalization;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MetricCatalogTest {
  private static final float[] TARGETS = {3, -0.5f, 2, 7};
  private static final float[] ANSWERS = {2.5f, 0, 2, 8};

  private static double value(String name, int width, float[] outputs, float... targets) {
    Metric metric = MetricCatalog.make(name, Outputs.values(width));
    metric.accumulate(outputs, Batch.ofValues(width, targets));
    return metric.value();
  }

  @Test
  void errorsOfNumbersAreAsWorkedOutByHand() {
    // errors 0.5, 0.5, 0, 1; mean 2.875; squares about the mean 29.1875
    assertThat(value("mae", 1, ANSWERS, TARGETS)).isEqualTo(0.5);
    assertThat(value("rmse", 1, ANSWERS, TARGETS)).isEqualTo(Math.sqrt(1.5 / 4));
    assertThat(value("r2", 1, ANSWERS, TARGETS)).isCloseTo(1 - 1.5 / 29.1875, within(1e-15));
  }

  @Test
  void r2OfColumnsIsTheirMean() {
    // column 0: targets 1 3, answers 1 3: 1; column 1: targets 0 2, answers 1 1: 0
    assertThat(value("r2", 2, new float[] {1, 1, 3, 1}, 1, 0, 3, 2)).isEqualTo(0.5);
  }

  @Test
  void r2OfAColumnThatDoesNotVaryIsOneOrZero() {
    assertThat(value("r2", 1, new float[] {2, 2}, 2, 2)).isEqualTo(1);
    assertThat(value("r2", 1, new float[] {2, 3}, 2, 2)).isEqualTo(0);
  }

  @Test
  void r2IsNotSpoiltByALargeOffset() {
    float[] targets = {10_000_003, 10_000_001, 10_000_002, 10_000_007};
    float[] answers = {10_000_002, 10_000_001, 10_000_002, 10_000_008};
    // mean 3.25: squares 0.0625 + 5.0625 + 1.5625 + 14.0625 = 20.75; errors 1 + 1
    assertThat(value("r2", 1, answers, targets)).isCloseTo(1 - 2 / 20.75, within(1e-9));
  }

  @Test
  void numbersAreNotComparedWithLabels() {
    Metric mae = MetricCatalog.make("mae", Outputs.values(1));
    assertThatThrownBy(() -> mae.accumulate(new float[1], Batch.ofLabels(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mae: got class labels");
  }

  @Test
  void errorsCanBeToldInTheUnitsOfTheTarget() {
    Outputs form = Outputs.values(1);
    Normalization scaling = Normalization.of(new float[] {100}, new float[] {50});
    Metric mae = new InUnits(MetricCatalog.make("mae", form), form, scaling);
    mae.accumulate(new float[] {1, 0}, Batch.ofValues(1, 0, 0.5f));
    assertThat(mae.value()).isEqualTo(37.5);
  }

  @Test
  void everyMetricIsTheSameInOneBatchAndInMany() {
    Draws draws = new Draws(5);
    float[] outputs = new float[60];
    int[] labels = new int[20];
    float[] values = new float[60];
    for (int i = 0; i < 60; i++) {
      outputs[i] = (float) draws.uniform(i);
      values[i] = (float) draws.uniform(100 + i);
      labels[i / 3] = draws.below(3, 1000 + i / 3);
    }
    for (MetricCatalog.Entry entry : MetricCatalog.entries()) {
      Outputs form = entry.classification() ? Outputs.probabilities(3) : Outputs.values(3);
      Metric whole = entry.make().apply(form);
      assertThat(whole.name()).isEqualTo(entry.name());
      assertThat(whole.value()).as(entry.name()).isNaN();
      Metric parts = entry.make().apply(form);
      for (int pass = 0; pass < 2; pass++) {
        whole.reset();
        parts.reset();
        whole.accumulate(outputs, batch(entry, labels, values));
        for (int[] cut : new int[][] {{0, 7}, {7, 8}, {8, 20}}) {
          parts.accumulate(
              Arrays.copyOfRange(outputs, 3 * cut[0], 3 * cut[1]),
              batch(
                  entry,
                  Arrays.copyOfRange(labels, cut[0], cut[1]),
                  Arrays.copyOfRange(values, 3 * cut[0], 3 * cut[1])));
        }
        assertThat(whole.value()).as(entry.name()).isFinite().isEqualTo(parts.value());
      }
    }
  }

  private static Batch batch(MetricCatalog.Entry entry, int[] labels, float[] values) {
    return entry.classification() ? Batch.ofLabels(labels) : Batch.ofValues(3, values);
  }

  @Test
  void onlyErrorsAndLossesAreBetterWhenSmaller() {
    for (MetricCatalog.Entry entry : MetricCatalog.entries()) {
      boolean smaller = entry.name().matches("mae|rmse|log_loss");
      assertThat(entry.make().apply(Outputs.probabilities(3)).higherIsBetter())
          .as(entry.name())
          .isEqualTo(!smaller);
    }
  }

  @Test
  void anUnknownNameNamesTheNearest() {
    assertThatThrownBy(() -> MetricCatalog.make("acuracy", Outputs.logits(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the nearest is 'accuracy'");
  }
}
