package gradus.core.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CopyTest {
  private static void check(int[] sizes, long[] strides, int offset, int sourceCount) {
    int count = 1;
    for (int size : sizes) {
      count *= size;
    }
    int[] source = new Random(1).ints(sourceCount).toArray();
    Memory memory = new Memory(4L * (sourceCount + count) + 256);
    long from = memory.put(source);
    long to = memory.reserve(4L * count);
    try (Workers workers = new Workers(2)) {
      workers.run(new Copy(sizes, strides, from + 4L * offset, to), memory.segment());
    }
    int[] expected = new int[count];
    for (int at = 0; at < count; at++) {
      long place = offset;
      int rest = at;
      for (int axis = sizes.length - 1; axis >= 0; axis--) {
        place += rest % sizes[axis] * strides[axis];
        rest /= sizes[axis];
      }
      expected[at] = source[(int) place];
    }
    assertThat(memory.ints(to, count)).isEqualTo(expected);
  }

  @Test
  void copiesSpecialViews() {
    check(new int[] {}, new long[] {}, 0, 1);
    check(new int[] {40_000}, new long[] {1}, 0, 40_000);
    check(new int[] {40_000}, new long[] {-1}, 39_999, 40_000);
    check(new int[] {5, 0, 3}, new long[] {1, 2, 3}, 0, 20);
    check(new int[] {300, 500}, new long[] {1, 300}, 0, 150_000);
    check(new int[] {3, 70, 50}, new long[] {3500, 1, 70}, 0, 10_500);
    check(new int[] {4, 5, 6, 7}, new long[] {7, 28, 140, 1}, 0, 840);
    check(new int[] {100, 200}, new long[] {0, 1}, 3, 203);
    check(new int[] {100, 200}, new long[] {1, 0}, 3, 103);
    check(new int[] {2, 3, 50}, new long[] {-150, 50, -1}, 199, 300);
  }

  @Test
  void copiesRandomPermutations() {
    Random random = new Random(2);
    for (int trial = 0; trial < 50; trial++) {
      int rank = 1 + random.nextInt(5);
      int[] sizes = new int[rank];
      long[] strides = new long[rank];
      int[] order = random.ints(0, rank).distinct().limit(rank).toArray();
      int count = 1;
      for (int axis : order) {
        sizes[axis] = 1 + random.nextInt(9);
        strides[axis] = count;
        count *= sizes[axis];
      }
      check(sizes, strides, 0, count);
    }
  }

  @Test
  void refusesMissingStrides() {
    assertThatThrownBy(() -> new Copy(new int[] {2, 3}, new long[] {1}, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 sizes and 1 strides");
  }
}
