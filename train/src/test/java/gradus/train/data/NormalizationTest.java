package gradus.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.shape.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class NormalizationTest {
  private static Dataset values(float[] features, float... targets) {
    int width = features.length / targets.length;
    return Dataset.of("v", Shape.of(width), features, new Values(targets, List.of("y")));
  }

  @Test
  void standardizationIsLearnedOnTheTrainingPartAlone() {
    Dataset train = values(new float[] {1, 10, 3, 10}, 100, 300);
    Dataset test = values(new float[] {5, 12}, 400);
    PreparedSplit prepared =
        DataSplit.of(train, test).prepare(Scaling.STANDARDIZE, Scaling.STANDARDIZE);
    // mean 2, deviation 1; a constant column has scale 1; targets: mean 200, deviation 100
    assertThat(prepared.split().train().features().toArray()).containsExactly(-1, 0, 1, 0);
    assertThat(prepared.split().test().features().toArray()).containsExactly(3, 2);
    assertThat(((Values) prepared.split().test().targets()).toArray()).containsExactly(2);
    float[] answer = {2};
    prepared.targets().undo(answer, 0, 1);
    assertThat(answer).containsExactly(400);
  }

  @Test
  void channelsAreStandardizedTogether() {
    Dataset train =
        Dataset.of(
            "c",
            Shape.of(2, 1, 2),
            new float[] {0, 5, 2, 5},
            new Values(new float[1], List.of("y")));
    Normalization learned = Normalization.learn(Scaling.STANDARDIZE_CHANNELS, train);
    float[] row = {0, 5, 2, 7};
    learned.apply(row, 0, 4);
    assertThat(row).containsExactly(-1, 0, 1, 2);
  }

  @Test
  void scalingGoesFromTheSmallestToTheLargest() {
    Normalization learned =
        Normalization.learn(Scaling.SCALE, values(new float[] {2, 4, 6}, 0, 0, 0));
    float[] row = {5};
    learned.apply(row, 0, 1);
    assertThat(row[0]).isEqualTo(0.75f);
  }

  @Test
  void aLargeOffsetDoesNotSpoilTheDeviation() {
    Normalization learned =
        Normalization.learn(
            Scaling.STANDARDIZE, values(new float[] {10_000_001, 10_000_003}, 0, 0));
    float[] row = {10_000_004};
    learned.apply(row, 0, 1);
    assertThat(row[0]).isCloseTo(2, within(1e-6f));
  }

  @Test
  void itSurvivesAMap() {
    Normalization one = Normalization.of(new float[] {0.1f, 2}, new float[] {3, 4});
    Normalization two = Normalization.from(one.toMap());
    float[] a = {7, 8};
    float[] b = {7, 8};
    one.apply(a, 0, 2);
    two.apply(b, 0, 2);
    assertThat(b).isEqualTo(a);
  }

  @Test
  void labelsAreNotScaled() {
    Dataset labelled =
        Dataset.of("l", Shape.of(1), new float[2], new Labels(new int[] {0, 1}, List.of("a", "b")));
    assertThatThrownBy(() -> DataSplit.whole(labelled).prepare(Scaling.NONE, Scaling.STANDARDIZE))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("class labels cannot be scaled");
  }
}
