package gradus.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.shape.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchesTest {
  static Dataset numbered(int size) {
    float[] features = new float[2 * size];
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      features[2 * i] = i;
      features[2 * i + 1] = -i;
      labels[i] = i % 3;
    }
    return Dataset.of("n", Shape.of(2), features, new Labels(labels, List.of("a", "b", "c")));
  }

  @Test
  void anEpochShowsEveryExampleOnceWithItsLabel() {
    Batches batches = Batches.of(numbered(10), 4).withSeed(42);
    assertThat(batches.stepsPerEpoch()).isEqualTo(3);
    boolean[] seen = new boolean[10];
    for (int step = 0; step < 3; step++) {
      Batch batch = batches.at(0, step);
      assertThat(batch.size()).isEqualTo(step < 2 ? 4 : 2);
      for (int i = 0; i < batch.size(); i++) {
        int example = (int) batch.features()[2 * i];
        assertThat(batch.features()[2 * i + 1]).isEqualTo(-example);
        assertThat(batch.labels()[i]).isEqualTo(example % 3);
        assertThat(seen[example]).isFalse();
        seen[example] = true;
      }
    }
    assertThat(seen).doesNotContain(false);
  }

  @Test
  void aSmallLastBatchCanBeDropped() {
    Batches batches = Batches.of(numbered(10), 4).withSeed(1).withDropLast(true);
    assertThat(batches.stepsPerEpoch()).isEqualTo(2);
    assertThatThrownBy(() -> batches.at(0, 2)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aStepIsTheSameInWhateverOrderItIsAskedFor() {
    Batches one = Batches.of(numbered(50), 8).withSeed(3);
    Batches two = Batches.of(numbered(50), 8).withSeed(3);
    two.at(0, 0);
    two.at(5, 1);
    assertThat(two.at(2, 4).features()).isEqualTo(one.at(2, 4).features());
    assertThat(one.at(2, 4).features()).isNotEqualTo(one.at(3, 4).features());
  }

  @Test
  void withoutSeedTheOrderIsThatOfTheData() {
    assertThat(Batches.of(numbered(5), 2).examples(7, 1)).containsExactly(2, 3);
  }

  @Test
  void aBatchLargerThanTheDataIsRefused() {
    assertThatThrownBy(() -> Batches.of(numbered(10), 11))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "n: got batch 11; must be in 1..10, the number of examples (train.batch in a run file)");
    assertThatThrownBy(() -> Batches.of(numbered(10), 0)).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> Batches.of(numbered(10).slice(0, 0), 1))
        .hasMessageContaining("no examples");
  }

  @Test
  void mixupBlendsFeaturesAndSoftLabelsWithOneShare() {
    Batches batches = Batches.of(numbered(30), 10).withSeed(4).withMixup(new Mixup(0.4));
    assertThat(batches.valueWidth()).isEqualTo(3);
    Batch batch = batches.at(1, 0);
    assertThat(batch.labelled()).isFalse();
    boolean soft = false;
    for (int i = 0; i < 10; i++) {
      float[] shares = Arrays.copyOfRange(batch.values(), 3 * i, 3 * i + 3);
      assertThat(shares[0] + shares[1] + shares[2]).isCloseTo(1, within(1e-6f));
      assertThat(batch.features()[2 * i]).isEqualTo(-batch.features()[2 * i + 1]);
      soft |= shares[0] > 0.01 && shares[0] < 0.99;
    }
    assertThat(soft).isTrue();
    assertThat(batches.at(1, 0).values()).isEqualTo(batch.values());
  }

  @Test
  void theShareOfMixupHasTheMomentsOfBeta() {
    for (double alpha : new double[] {0.2, 1, 2}) {
      double sum = 0;
      double squares = 0;
      int n = 40_000;
      for (int i = 0; i < n; i++) {
        double share = new Mixup(alpha).share(new Draws(1).at(i));
        sum += share;
        squares += (share - 0.5) * (share - 0.5);
      }
      assertThat(sum / n).isCloseTo(0.5, within(0.01));
      assertThat(squares / n).isCloseTo(1 / (4 * (2 * alpha + 1)), within(0.005));
    }
  }

  @Test
  void aBatchIsCopiedOffHeap() {
    Batch batch = Batches.of(numbered(5), 2).at(0, 2);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment features = arena.allocate(ValueLayout.JAVA_FLOAT, 4);
      MemorySegment labels = arena.allocate(ValueLayout.JAVA_INT, 2);
      SegmentBatch.copy(batch, 2, 0, features, labels);
      assertThat(features.toArray(ValueLayout.JAVA_FLOAT)).containsExactly(4, -4, 0, 0);
      assertThat(labels.toArray(ValueLayout.JAVA_INT)).containsExactly(1, 0);
    }
  }
}
