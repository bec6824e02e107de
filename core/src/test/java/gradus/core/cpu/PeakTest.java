package gradus.core.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

/** What measures the machine computes what it says, the same in both twins. */
class PeakTest {
  @Test
  void chainsAreCountedAndTheSameInBothTwins() {
    MultiplyAdds scalar = new MultiplyAdds(Cpu.scalar(), 3, 50, 64);
    MultiplyAdds vector = new MultiplyAdds(Cpu.detect(), 3, 50, 64);
    assertThat(Cpu.detect().vectors()).isTrue();
    assertThat(scalar.operations()).isEqualTo(2.0 * 12 * 50 * 3);
    assertThat(vector.operations()).isEqualTo(scalar.operations() * Cpu.detect().lanes());
    float expected = 0;
    for (int chain = 0; chain < 12; chain++) {
      float x = 0.25f * chain;
      for (int round = 0; round < 50; round++) {
        x = Math.fma(x, 0.999f, 0.999f);
      }
      expected += x;
    }
    assertThat(results(scalar, 2)[2]).isEqualTo(expected);
    assertThat(results(vector, 2)).isEqualTo(results(scalar, 1));
  }

  private static float[] results(MultiplyAdds kernel, int threads) {
    float[] results = new float[kernel.tasks()];
    try (Arena arena = Arena.ofShared();
        Workers workers = new Workers(threads)) {
      MemorySegment memory = arena.allocate(kernel.at() + kernel.bytes(), 64);
      workers.run(kernel, memory);
      for (int i = 0; i < results.length; i++) {
        results[i] = memory.get(ValueLayout.JAVA_FLOAT, kernel.at() + 64L * i);
      }
    }
    return results;
  }

  @Test
  void theTriadIsTheSameInBothTwins() {
    int count = (1 << 16) + 48;
    float[] vector = triad(new Triad(Cpu.detect(), count, 64), 2);
    assertThat(vector).isEqualTo(triad(new Triad(Cpu.scalar(), count, 64), 1));
    for (int i = 0; i < count; i += 997) {
      assertThat(vector[i]).isEqualTo(Math.fma(1f / (i + 3), 0.5f, (float) i));
    }
  }

  private static float[] triad(Triad kernel, int threads) {
    int count = (int) kernel.count();
    try (Arena arena = Arena.ofShared();
        Workers workers = new Workers(threads)) {
      MemorySegment memory = arena.allocate(kernel.at() + kernel.bytes(), 64);
      MemorySegment arrays = memory.asSlice(kernel.at());
      for (int i = 0; i < count; i++) {
        arrays.setAtIndex(ValueLayout.JAVA_FLOAT, count + i, i);
        arrays.setAtIndex(ValueLayout.JAVA_FLOAT, 2L * count + i, 1f / (i + 3));
      }
      workers.run(kernel, memory);
      assertThat(kernel.asked()).isEqualTo(12.0 * count);
      assertThat(kernel.moved()).isEqualTo(16.0 * count);
      return arrays.asSlice(0, 4L * count).toArray(ValueLayout.JAVA_FLOAT);
    }
  }

  @Test
  void sizesAreChecked() {
    assertThatThrownBy(() -> new Triad(Cpu.scalar(), 17, 0))
        .hasMessage("triad: got 17 elements; must be a multiple of 16, 16 or more");
    assertThatThrownBy(() -> new MultiplyAdds(Cpu.scalar(), 0, 1, 0))
        .hasMessageContaining("got 0 tasks of 1 rounds");
  }
}
