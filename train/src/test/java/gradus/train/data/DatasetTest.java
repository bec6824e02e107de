package gradus.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.shape.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetTest {
  private static Dataset numbered(int size, int classes) {
    float[] features = new float[size];
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      features[i] = i;
      labels[i] = i % classes;
    }
    List<String> names = List.of("a", "b", "c", "d").subList(0, classes);
    return Dataset.of("numbered", Shape.of(1), features, new Labels(labels, names));
  }

  @Test
  void aSubsetHasItsRowsInTheGivenOrder() {
    Dataset subset = numbered(10, 2).subset(new int[] {7, 0, 7});
    assertThat(subset.features().toArray()).containsExactly(7, 0, 7);
    assertThat(subset.labels().toArray()).containsExactly(1, 0, 1);
    assertThat(subset.slice(1, 3).features().toArray()).containsExactly(0, 7);
  }

  @Test
  void theHashIsOfTheContentAlone() {
    Dataset data = numbered(10, 2);
    Dataset renamed =
        new Dataset(
            "other", data.shape(), data.features(), data.targets(), List.of("x"), "any licence");
    assertThat(data.hash()).hasSize(64).isEqualTo(renamed.hash());
    assertThat(data.slice(0, 10).hash()).isEqualTo(data.hash());
    assertThat(data.slice(0, 9).hash()).isNotEqualTo(data.hash());
    Dataset relabelled =
        Dataset.of(
            "x",
            Shape.of(1),
            data.features().toArray(),
            new Labels(new int[10], List.of("a", "b")));
    assertThat(relabelled.hash()).isNotEqualTo(data.hash());
  }

  @Test
  void aSplitKeepsTheSharesOfTheClassesAndLosesNobody() {
    Dataset data = numbered(103, 4); // classes of 26, 26, 26, 25
    DataSplit split = data.split(0.8, 5);
    assertThat(split.train().size()).isEqualTo(82);
    assertThat(split.train().labels().counts()).containsExactly(21, 21, 20, 20);
    assertThat(split.validation().labels().counts()).containsExactly(5, 5, 6, 5);
    boolean[] seen = new boolean[103];
    for (Dataset part : List.of(split.train(), split.validation())) {
      for (float value : part.features().toArray()) {
        assertThat(seen[(int) value]).isFalse();
        seen[(int) value] = true;
      }
    }
    assertThat(seen).doesNotContain(false);
    assertThat(split.test().size()).isZero();
  }

  @Test
  void aSplitIsDrawnByItsKey() {
    Dataset data = numbered(50, 2);
    assertThat(data.split(0.5, 1).train().hash()).isEqualTo(data.split(0.5, 1).train().hash());
    assertThat(data.split(0.5, 1).train().hash()).isNotEqualTo(data.split(0.5, 2).train().hash());
  }

  @Test
  void theValidationPartIsCutFromTheTrainingPart() {
    Dataset data = numbered(40, 2);
    DataSplit split = DataSplit.of(data, data.slice(0, 4)).withValidation(0.25, 1);
    assertThat(split.train().size()).isEqualTo(30);
    assertThat(split.validation().size()).isEqualTo(10);
    assertThat(split.test().size()).isEqualTo(4);
  }

  @Test
  void aSplitWithAnEmptyPartIsRefused() {
    assertThatThrownBy(() -> numbered(3, 2).split(0.99))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("leaves a part empty");
    assertThatThrownBy(() -> numbered(3, 2).split(1.5)).hasMessageContaining("between 0 and 1");
  }

  @Test
  void aFeatureThatIsNotFiniteIsNamed() {
    float[] features = {1, 2, 3, Float.NaN};
    Labels labels = new Labels(new int[] {0, 1}, List.of("a", "b"));
    assertThatThrownBy(
            () ->
                new Dataset(
                    "set",
                    Shape.of(2),
                    new DenseFeatures(features, 2, 2),
                    labels,
                    List.of("age", "height"),
                    ""))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "set: feature in row 1, column 'height': got NaN; must be finite, so clean or drop the"
                + " row");
  }

  @Test
  void aLabelOutOfRangeIsNamed() {
    assertThatThrownBy(() -> new Labels(new int[] {0, 3}, List.of("a", "b", "c")))
        .isInstanceOf(DataException.class)
        .hasMessage("label of example 1: got 3; must be in 0..2, for 3 classes");
  }

  @Test
  void aLabelThatIsNoWholeNumberIsNamed() {
    assertThatThrownBy(() -> Labels.of(new float[] {0, Float.NaN}, List.of("a", "b")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("label of example 1: got NaN");
    assertThatThrownBy(() -> Labels.of(new float[] {0.5f}, List.of("a", "b")))
        .hasMessageContaining("got 0.5");
  }

  @Test
  void aTargetThatIsNotFiniteIsNamed() {
    assertThatThrownBy(() -> new Values(new float[] {1, Float.POSITIVE_INFINITY}, List.of("y")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("target of example 1, column 'y': got Infinity");
  }

  @Test
  void oneClassOnlyIsRefused() {
    Dataset one =
        Dataset.of("one", Shape.of(1), new float[3], new Labels(new int[3], List.of("cat", "dog")));
    assertThatThrownBy(one::requireTwoClasses)
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the one class [cat]");
  }

  @Test
  void bytesAreDividedAndPickedLikeFloats() {
    ByteFeatures bytes = new ByteFeatures(new byte[] {0, (byte) 255, 51, 102}, 2, 2, 255);
    assertThat(bytes.toArray()).containsExactly(0, 1, 0.2f, 0.4f);
  }
}
