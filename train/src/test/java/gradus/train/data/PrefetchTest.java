package gradus.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PrefetchTest {
  @Test
  void itGivesTheBatchesOfARunFromAnyStepOn() {
    Batches batches = Batches.of(BatchesTest.numbered(20), 6).withSeed(2);
    try (Prefetch prefetch = Prefetch.start(batches, 1, 2, 3)) {
      int count = 0;
      for (Prefetch.Step step = prefetch.next(); step != null; step = prefetch.next()) {
        int position = 1 * 4 + 2 + count++;
        assertThat(step.epoch()).isEqualTo(position / 4);
        assertThat(step.step()).isEqualTo(position % 4);
        Batch expected = batches.at(step.epoch(), step.step());
        assertThat(step.batch().size()).isEqualTo(expected.size());
        int used = 2 * expected.size();
        assertThat(java.util.Arrays.copyOf(step.batch().features(), used))
            .isEqualTo(java.util.Arrays.copyOf(expected.features(), used));
      }
      assertThat(count).isEqualTo(6);
      assertThat(prefetch.next()).isNull();
    }
  }

  @Test
  void anErrorOnTheOtherThreadArrivesHere() {
    Augmentation failing =
        (values, offset, shape, draws) -> {
          throw new DataException("broken image");
        };
    Batches batches = Batches.of(BatchesTest.numbered(20), 6).withAugmentations(List.of(failing));
    try (Prefetch prefetch = Prefetch.start(batches, 0, 0, 1)) {
      assertThatThrownBy(prefetch::next)
          .isInstanceOf(DataException.class)
          .hasMessage("broken image");
      assertThatThrownBy(prefetch::next).isInstanceOf(DataException.class);
    }
  }

  @Test
  void itStaysAtMostTwoBatchesAhead() {
    AtomicInteger filled = new AtomicInteger();
    Augmentation counting = (values, offset, shape, draws) -> filled.incrementAndGet();
    Batches batches = Batches.of(BatchesTest.numbered(20), 2).withAugmentations(List.of(counting));
    try (Prefetch prefetch = Prefetch.start(batches, 0, 0, 100)) {
      for (int taken = 1; taken <= 50; taken++) {
        prefetch.next();
        assertThat(filled.get()).isBetween(2 * taken, 2 * (taken + 1));
      }
    }
  }

  @Test
  void closingEndsTheOtherThread() {
    Prefetch prefetch = Prefetch.start(Batches.of(BatchesTest.numbered(20), 2), 0, 0, 1000);
    prefetch.next();
    prefetch.close();
    prefetch.close();
    assertThat(prefetch.isRunning()).isFalse();
    assertThatThrownBy(prefetch::next).isInstanceOf(IllegalStateException.class);
  }
}
