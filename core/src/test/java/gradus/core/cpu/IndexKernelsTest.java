package gradus.core.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gather, scatter, pooling windows and sorting against plain loops. */
class IndexKernelsTest {
  private static void run(Kernel kernel, Memory memory) {
    try (Workers workers = new Workers(3)) {
      workers.run(kernel, memory.segment());
    }
  }

  /** Indices in range, with two that are not. */
  private static int[] indices(int count, int size) {
    int[] indices = new Random(4).ints(count, 0, size).toArray();
    indices[0] = -1;
    indices[count / 2] = size;
    return indices;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 130})
  void gatherAndScatterAlongAnAxis(int inner) {
    int outer = 7;
    int size = 40;
    int count = 90;
    float[] x = Memory.random(outer * size * inner, 1);
    int[] index = indices(outer * count * inner, size);
    float[] updates = Memory.random(index.length, 2);
    float[] picked = new float[index.length];
    float[] zeroed = new float[x.length];
    float[] added = x.clone();
    for (int o = 0; o < outer; o++) {
      for (int j = 0; j < count; j++) {
        for (int i = 0; i < inner; i++) {
          int at = (o * count + j) * inner + i;
          boolean inside = index[at] >= 0 && index[at] < size;
          int place = (o * size + index[at]) * inner + i;
          picked[at] = inside ? x[place] : Float.NaN;
          if (inside) {
            zeroed[place] += updates[at];
            added[place] += updates[at];
          }
        }
      }
    }
    Memory memory = new Memory(4L * (3 * x.length + 3 * index.length) + 512);
    long atX = memory.put(x);
    long atIndex = memory.put(index);
    long atUpdates = memory.put(updates);
    long atY = memory.reserve(4L * index.length);
    long atZeroed = memory.reserve(4L * x.length);
    run(new Gather(outer, size, inner, count, atX, atIndex, atY), memory);
    run(new Scatter(outer, size, inner, count, atIndex, atUpdates, atZeroed, false), memory);
    assertThat(memory.floats(atY, index.length)).isEqualTo(picked);
    assertThat(memory.floats(atZeroed, x.length)).isEqualTo(zeroed);
    run(new Scatter(outer, size, inner, count, atIndex, atUpdates, atX, true), memory);
    assertThat(memory.floats(atX, x.length)).isEqualTo(added);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 64, 900})
  void gatherAndScatterRows(int width) {
    int rows = 50;
    int n = 300;
    float[] table = Memory.random(rows * width, 1);
    int[] ids = indices(n, rows);
    float[] updates = Memory.random(n * width, 2);
    float[] picked = new float[n * width];
    float[] zeroed = new float[table.length];
    float[] added = table.clone();
    for (int at = 0; at < n * width; at++) {
      int id = ids[at / width];
      boolean inside = id >= 0 && id < rows;
      picked[at] = inside ? table[id * width + at % width] : Float.NaN;
      if (inside) {
        zeroed[id * width + at % width] += updates[at];
        added[id * width + at % width] += updates[at];
      }
    }
    Memory memory = new Memory(4L * (2 * table.length + 2 * n * width + n) + 512);
    long atTable = memory.put(table);
    long atIds = memory.put(ids);
    long atUpdates = memory.put(updates);
    long atY = memory.reserve(4L * n * width);
    long atZeroed = memory.reserve(4L * table.length);
    run(new GatherRows(rows, width, n, atTable, atIds, atY), memory);
    run(new ScatterRows(rows, width, n, atIds, atUpdates, atZeroed, false), memory);
    assertThat(memory.floats(atY, n * width)).isEqualTo(picked);
    assertThat(memory.floats(atZeroed, table.length)).isEqualTo(zeroed);
    run(new ScatterRows(rows, width, n, atIds, atUpdates, atTable, true), memory);
    assertThat(memory.floats(atTable, table.length)).isEqualTo(added);
  }

  @Test
  void poolFindsTheFirstMaximum() {
    Random random = new Random(5);
    for (int trial = 0; trial < 40; trial++) {
      int rank = 1 + trial % 3;
      int[][] v = new int[6][rank];
      for (int axis = 0; axis < rank; axis++) {
        v[0][axis] = 1 + random.nextInt(9);
        v[1][axis] = 1 + random.nextInt(3);
        v[2][axis] = 1 + random.nextInt(3);
        v[3][axis] = random.nextInt(3);
        v[4][axis] = random.nextInt(3);
        v[5][axis] = 1 + random.nextInt(2);
      }
      int channels = 1 + random.nextInt(20);
      Geometry g = Geometry.of(2, v[0], channels, channels, v[1], v[2], v[3], v[4], v[5], 1);
      float[] x = new float[g.inCount()];
      float[] values = {-1f, -0f, 0f, 1f, 2f, Float.NaN, Float.NEGATIVE_INFINITY};
      for (int i = 0; i < x.length; i++) {
        x[i] = values[random.nextInt(values.length)];
      }
      Memory memory = new Memory(4L * (g.inCount() + g.outCount()) + 256);
      long atX = memory.put(x);
      long index = memory.reserve(4L * g.outCount());
      run(new PoolIndex(g, atX, index), memory);
      assertThat(memory.ints(index, g.outCount())).isEqualTo(pool(g, x));
    }
  }

  private static int[] pool(Geometry g, float[] x) {
    int[] best = new int[g.outCount()];
    int[] out = g.out();
    for (int at = 0; at < best.length; at++) {
      int pixel = at / g.channels() % g.outPixels();
      int base = at / g.channels() / g.outPixels() * g.inPixels();
      best[at] = -1;
      float value = Float.NEGATIVE_INFINITY;
      for (int tap = 0; tap < g.taps(); tap++) {
        int place = 0;
        int scale = 1;
        int pixelLeft = pixel;
        int tapLeft = tap;
        boolean inside = true;
        for (int i = g.rank() - 1; i >= 0; i--) {
          Geometry.Axis axis = g.axes().get(i);
          int position =
              pixelLeft % out[i] * axis.stride()
                  + tapLeft % axis.kernel() * axis.dilation()
                  - axis.before();
          inside &= position >= 0 && position < axis.in();
          place += position * scale;
          scale *= axis.in();
          pixelLeft /= out[i];
          tapLeft /= axis.kernel();
        }
        if (inside) {
          float candidate = x[(base + place) * g.channels() + at % g.channels()];
          boolean wins = candidate > value || Float.isNaN(candidate) && !Float.isNaN(value);
          if (best[at] < 0 || wins) {
            best[at] = place;
            value = candidate;
          }
        }
      }
    }
    return best;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 9, 100})
  void sortIsStable(int n) {
    int rows = 70;
    Random random = new Random(6);
    float[] values = {-1f, -0f, 0f, 1f, 2f, Float.NaN, Float.POSITIVE_INFINITY, 3f};
    float[] x = new float[rows * n];
    for (int i = 0; i < x.length; i++) {
      x[i] = values[random.nextInt(values.length)];
    }
    Memory memory = new Memory(4L * 2 * x.length + Sort.scratchBytes(rows, n) + 256);
    long atX = memory.put(x);
    long index = memory.reserve(4L * x.length);
    long scratch = memory.reserve(Sort.scratchBytes(rows, n));
    for (boolean descending : new boolean[] {false, true}) {
      run(new Sort(rows, n, descending, atX, index, scratch), memory);
      int[] actual = memory.ints(index, x.length);
      for (int row = 0; row < rows; row++) {
        int start = row * n;
        Comparator<Integer> order = Comparator.comparing(i -> x[start + i] + 0f);
        int[] expected =
            IntStream.range(0, n)
                .boxed()
                .sorted(descending ? order.reversed() : order)
                .mapToInt(Integer::intValue)
                .toArray();
        assertThat(Arrays.copyOfRange(actual, start, start + n)).isEqualTo(expected);
      }
    }
  }
}
