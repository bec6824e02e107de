package gradus.core.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
  private static final MemorySegment NONE = MemorySegment.NULL;

  /** Counts how often each task ran, and that no task of phase 1 began before phase 0 had ended. */
  private static final class Count implements Kernel {
    private final AtomicIntegerArray ran;
    private final int tasks;

    Count(int tasks) {
      this.tasks = tasks;
      ran = new AtomicIntegerArray(2 * tasks);
    }

    @Override
    public int phases() {
      return 2;
    }

    @Override
    public int tasks(int phase) {
      return tasks;
    }

    @Override
    public void run(MemorySegment memory, int phase, int task) {
      ran.incrementAndGet(phase * tasks + task);
      for (int i = 0; phase == 1 && i < tasks; i++) {
        if (ran.get(i) < ran.get(tasks + task)) {
          throw new AssertionError("phase 1 began early");
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void everyTaskRunsOnceARun(int threads) {
    try (Workers workers = new Workers(threads)) {
      assertThat(workers.threads()).isEqualTo(threads);
      for (int tasks : new int[] {0, 1, 2, 7, 100}) {
        Count count = new Count(tasks);
        for (int run = 1; run <= 200; run++) {
          workers.run(count, NONE);
        }
        for (int i = 0; i < 2 * tasks; i++) {
          assertThat(count.ran.get(i)).isEqualTo(200);
        }
      }
    }
  }

  private static Kernel failing(RuntimeException failure) {
    return new Kernel() {
      @Override
      public int tasks(int phase) {
        return 50;
      }

      @Override
      public void run(MemorySegment memory, int phase, int task) {
        if (task == 17) {
          throw failure;
        }
      }
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void exceptionsReachTheCallerAndTheTeamGoesOn(int threads) {
    try (Workers workers = new Workers(threads)) {
      RuntimeException failure = new IllegalStateException("task 17");
      assertThatThrownBy(() -> workers.run(failing(failure), NONE)).isSameAs(failure);
      Count count = new Count(9);
      workers.run(count, NONE);
      assertThat(count.ran.get(8)).isEqualTo(1);
    }
  }

  @Test
  void refusesMisuse() {
    assertThatThrownBy(() -> new Workers(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 threads");
    Workers workers = new Workers(2);
    workers.close();
    assertThatThrownBy(() -> workers.run(new Count(2), NONE))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void vectorsAreThereInTests() {
    assertThat(Cpu.detect().vectors()).isTrue();
    assertThat(Cpu.scalar()).isEqualTo(new Cpu(false, 1));
    assertThatThrownBy(() -> new Cpu(false, 8)).isInstanceOf(IllegalArgumentException.class);
  }
}
