package gradus.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.shape.Shape;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class OutliersTest {
  /** Two columns of normal numbers; some are replaced. */
  private static Dataset data(int rows, DoubleUnaryOperator scale, float... replaced) {
    float[] features = new float[2 * rows];
    Random random = new Random(4);
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) scale.applyAsDouble(random.nextGaussian());
    }
    for (int i = 0; i < replaced.length; i++) {
      features[6 * i + i % 2] = (float) scale.applyAsDouble(replaced[i]);
    }
    return Dataset.of("t", Shape.of(2), features, new Labels(new int[rows], List.of("a", "b")));
  }

  @Test
  void farNumbersAreFoundWhateverOffsetAndScale() {
    for (DoubleUnaryOperator scale :
        List.<DoubleUnaryOperator>of(x -> x, x -> 1e-3 * x, x -> -300 * x + 5000)) {
      Dataset data = data(200, scale, 1e6f, -300, 20, 100);
      assertThat(Outliers.of(data).in(data)).containsExactly(0, 3, 9);
      assertThat(Outliers.of(data).kept(data)).hasSize(197).doesNotContain(0, 3, 9);
      assertThat(Outliers.count(data)).isEqualTo(3);
    }
  }

  @Test
  void theFarthestIsInUnitsOfTheDistance() {
    Dataset data = data(400, x -> 7 * x + 3, 115);
    // Three quarters of a normal law lie within 1.15 standard deviations.
    assertThat(Outliers.of(data).farthest(data)).isBetween(85.0, 115.0);
  }

  @Test
  void longTailsAndRareOnesAreNoOutliers() {
    Dataset tail = data(500, x -> Math.exp(x));
    assertThat(Outliers.count(tail)).isZero();
    Dataset rare = data(100, x -> x > 1.2 ? 1 : 0);
    assertThat(Outliers.of(rare).in(rare)).isEmpty();
  }

  @Test
  void manyAreNoException() {
    float[] many = new float[30];
    java.util.Arrays.fill(many, 1e4f);
    Dataset data = data(200, x -> x, many);
    assertThat(Outliers.of(data).in(data)).hasSize(30);
    assertThat(Outliers.count(data)).isZero();
    assertThatThrownBy(() -> Outliers.dropped(DataSplit.whole(data)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("30 of 200 training rows")
        .hasMessageContaining("row 0");
  }

  @Test
  void numbersThatCollapsedBesideAHugeOneStillTell() {
    Dataset huge = data(200, x -> x, 1e30f);
    Dataset scaled =
        DataSplit.whole(huge).prepare(Scaling.STANDARDIZE, Scaling.NONE).split().train();
    assertThat(Outliers.of(scaled).in(scaled)).containsExactly(0);
  }

  @Test
  void valuesToLearnAreColumns() {
    float[] answers = new float[50];
    Random random = new Random(5);
    for (int i = 0; i < answers.length; i++) {
      answers[i] = i == 17 ? 1e25f : (float) random.nextGaussian();
    }
    Dataset data = Dataset.of("t", Shape.of(1), new float[50], new Values(answers, List.of("y")));
    assertThat(Outliers.of(data).in(data)).containsExactly(17);
  }

  @Test
  void heldOutRowsAreHeldAgainstTheTrainingPart() {
    Dataset train = data(200, x -> x, 1e6f);
    Dataset held = data(40, x -> x, 3, 900);
    DataSplit dropped = Outliers.dropped(new DataSplit(train, held, train.slice(0, 0)));
    assertThat(dropped.train().size()).isEqualTo(199);
    assertThat(dropped.validation().size()).isEqualTo(39);
    assertThat(dropped.test().size()).isZero();
    Dataset far = data(20, x -> x + 1e5);
    assertThatThrownBy(() -> Outliers.dropped(new DataSplit(train, far, held)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("all 20 held-out rows");
  }

  @Test
  void theMedianStandsInForFarNumbersOfAllParts() {
    Dataset train = data(200, x -> x, -9999, -9999, -9999);
    Dataset held = data(40, x -> x, 3, -9999);
    PreparedSplit filled =
        new DataSplit(train, held, train.slice(0, 0))
            .prepare(Scaling.STANDARDIZE, Scaling.NONE, Outliers.imputations(train));
    float[] row = new float[2];
    held.features().copy(0, row, 0);
    float first = row[0];
    filled.split().validation().features().copy(0, row, 0);
    assertThat(row[0]).as("3 is no far number").isEqualTo(scaled(filled.features(), first));
    filled.split().validation().features().copy(3, row, 0);
    double middle = Outliers.of(train).imputation(1).instead();
    assertThat(row[1]).isEqualTo(scaledSecond(filled.features(), (float) middle));
    assertThat(Math.abs(row[1])).isLessThan(0.2f);
    Normalization read = Normalization.from(filled.features().toMap());
    float[] told = {-9999, -9999};
    float[] again = told.clone();
    filled.features().apply(told, 0, 2);
    read.apply(again, 0, 2);
    assertThat(again).containsExactly(told).satisfies(x -> assertThat(x[0]).isBetween(-1f, 1f));
  }

  private static float scaled(Normalization scaling, float x) {
    float[] row = {x, 0};
    scaling.apply(row, 0, 2);
    return row[0];
  }

  private static float scaledSecond(Normalization scaling, float x) {
    float[] row = {0, x};
    scaling.apply(row, 0, 2);
    return row[1];
  }

  @Test
  void imagesAreNoRowsOfNumbers() {
    Dataset images =
        Dataset.of(
            "t", Shape.of(2, 1), new float[] {1, 2}, new Labels(new int[1], List.of("a", "b")));
    assertThatThrownBy(() -> Outliers.dropped(DataSplit.whole(images)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("[2, 1]");
  }
}
