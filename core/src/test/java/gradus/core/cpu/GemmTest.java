package gradus.core.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Vector and scalar products: the same bits for any team, and close to float64. */
class GemmTest {
  static Stream<Gemm> products() {
    Random random = new Random(1);
    Stream.Builder<Gemm> all = Stream.builder();
    int[][] sizes = {
      {1, 0, 3, 4},
      {1, 3, 0, 4},
      {1, 3, 4, 0},
      {0, 3, 4, 5},
      {1, 1, 1, 1},
      {1, 1, 17, 5},
      {1, 5, 1, 7},
      {2, 6, 16, 8},
      {1, 84, 32, 400},
      {1, 85, 33, 401},
      {3, 13, 7, 1},
      {1, 170, 100, 90},
      {1, 12, 50, 900},
      {1, 14, 8, 3},
      {2, 100, 16, 20},
      {40, 9, 9, 9},
      {2, 37, 80, 300},
      {1, 130, 128, 513},
      {1, 145, 64, 30},
      {2, 27, 16, 27},
      {1, 19, 10, 601},
      {1, 300, 40, 130},
      {2, 530, 70, 20},
      {1, 1100, 33, 18},
      {1, 20, 35, 1100},
      {1, 1600, 70, 18},
      {1, 60, 530, 20},
      {1, 620, 1090, 9},
      {1, 400, 90, 600},
      {1, 140, 520, 560}
    };
    for (int[] size : sizes) {
      for (int flags = 0; flags < 4; flags++) {
        all.add(Gemm.dense(size[0], size[1], size[2], size[3], (flags & 1) != 0, (flags & 2) != 0));
      }
    }
    for (int i = 0; i < 60; i++) {
      all.add(
          Gemm.dense(
              1 + random.nextInt(3),
              1 + random.nextInt(40),
              1 + random.nextInt(70),
              random.nextInt(60),
              random.nextBoolean(),
              random.nextBoolean()));
    }
    return all.build();
  }

  private static float[] product(Gemm gemm, Cpu cpu, int threads, float[] a, float[] b, Tile tile) {
    int count = gemm.batch() * gemm.m() * gemm.n();
    long scratchBytes = gemm.scratchBytes(cpu, tile != null);
    Memory memory = new Memory(4L * (a.length + b.length + count) + scratchBytes + 256);
    long atA = memory.put(a);
    long scratch = memory.reserve(scratchBytes);
    long atC = memory.reserve(4L * count);
    // B last: whoever reads beyond it leaves the memory.
    long atB = memory.put(b);
    Kernel kernel = gemm.kernel(cpu, atA, atB, atC, tile, scratch);
    try (Workers workers = new Workers(threads)) {
      workers.run(kernel, memory.segment());
      workers.run(kernel, memory.segment());
    }
    return memory.floats(atC, count);
  }

  private static float[] left(Gemm gemm) {
    return Memory.random(gemm.batch() * gemm.m() * gemm.k(), 1);
  }

  private static float[] right(Gemm gemm) {
    return Memory.random(gemm.batch() * gemm.k() * gemm.n(), 2);
  }

  @ParameterizedTest
  @MethodSource("products")
  void everyTwinGivesTheSameBits(Gemm gemm) {
    float[] expected = product(gemm, Cpu.scalar(), 1, left(gemm), right(gemm), null);
    for (int threads = 1; threads <= 3; threads++) {
      assertThat(product(gemm, Cpu.detect(), threads, left(gemm), right(gemm), null))
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("products")
  void isCloseToFloat64(Gemm gemm) {
    float[] a = left(gemm);
    float[] b = right(gemm);
    float[] c = product(gemm, Cpu.scalar(), 2, a, b, null);
    int m = gemm.m();
    int n = gemm.n();
    int k = gemm.k();
    for (int at = 0; at < c.length; at++) {
      int batch = at / n / m;
      int row = at / n % m;
      int column = at % n;
      double sum = 0;
      for (int i = 0; i < k; i++) {
        int atA = batch * m * k + (gemm.transposeA() ? i * m + row : row * k + i);
        int atB = batch * k * n + (gemm.transposeB() ? column * k + i : i * n + column);
        sum += (double) a[atA] * b[atB];
      }
      assertThat((double) c[at]).isCloseTo(sum, within(1e-5 * (1 + k)));
    }
  }

  @ParameterizedTest
  @MethodSource("products")
  void epilogueSeesEveryElementOnceAndFinal(Gemm gemm) {
    for (Cpu cpu : new Cpu[] {Cpu.scalar(), Cpu.detect()}) {
      float[] plain = product(gemm, cpu, 1, left(gemm), right(gemm), null);
      int count = gemm.batch() * gemm.m() * gemm.n();
      long scratchBytes = gemm.scratchBytes(cpu, true);
      float[] a = left(gemm);
      float[] b = right(gemm);
      Memory memory = new Memory(4L * (a.length + b.length + count) + scratchBytes + 256);
      long atA = memory.put(a);
      long atB = memory.put(b);
      long atC = memory.reserve(4L * count);
      long scratch = memory.reserve(scratchBytes);
      Tile twice =
          (segment, rowFrom, rowTo, columnFrom, columnTo) -> {
            for (int row = rowFrom; row < rowTo; row++) {
              for (int column = columnFrom; column < columnTo; column++) {
                long at = atC + 4L * (row * gemm.n() + column);
                float value = segment.get(ValueLayout.JAVA_FLOAT, at);
                segment.set(ValueLayout.JAVA_FLOAT, at, 2 * value + 1);
              }
            }
          };
      try (Workers workers = new Workers(2)) {
        workers.run(gemm.kernel(cpu, atA, atB, atC, twice, scratch), memory.segment());
      }
      float[] expected = new float[count];
      for (int i = 0; i < count; i++) {
        expected[i] = 2 * plain[i] + 1;
      }
      assertThat(memory.floats(atC, count)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("products")
  void rowsMayLieApart(Gemm gemm) {
    float[] expected = product(gemm, Cpu.scalar(), 1, left(gemm), right(gemm), null);
    int rowsA = gemm.transposeA() ? gemm.k() : gemm.m();
    int rowsB = gemm.transposeB() ? gemm.n() : gemm.k();
    Matrices a = apart(gemm.a(), rowsA, 3);
    Matrices b = apart(gemm.b(), rowsB, 21);
    Gemm wide = gemm.with(a, b);
    float[] wideA = spread(left(gemm), gemm.a(), a, rowsA);
    float[] wideB = spread(right(gemm), gemm.b(), b, rowsB);
    assertThat(product(wide, Cpu.scalar(), 1, wideA, wideB, null)).isEqualTo(expected);
    assertThat(product(wide, Cpu.detect(), 2, wideA, wideB, null)).isEqualTo(expected);
  }

  /** The same matrices in opposite order, with gaps between rows. */
  private static Matrices apart(Matrices dense, int rows, int gap) {
    long[] starts = new long[dense.starts().length];
    long step = dense.step() + gap;
    for (int i = 0; i < starts.length; i++) {
      starts[i] = (starts.length - 1 - i) * rows * step;
    }
    return new Matrices(starts, step);
  }

  private static float[] spread(float[] numbers, Matrices from, Matrices to, int rows) {
    float[] wide = new float[(int) (to.starts().length * rows * to.step())];
    Arrays.fill(wide, Float.NaN);
    for (int batch = 0; batch < from.starts().length; batch++) {
      for (int row = 0; row < rows; row++) {
        int source = (int) (from.starts()[batch] + row * from.step());
        int target = (int) (to.starts()[batch] + row * to.step());
        System.arraycopy(numbers, source, wide, target, (int) from.step());
      }
    }
    return wide;
  }

  @Test
  void infinityAndNanSpreadAsInIeee() {
    Gemm gemm = Gemm.dense(1, 7, 19, 5, false, false);
    float[] a = left(gemm);
    float[] b = right(gemm);
    a[0] = Float.POSITIVE_INFINITY;
    a[7] = Float.NaN;
    b[3] = 0f;
    float[] c = product(gemm, Cpu.detect(), 1, a, b, null);
    assertThat(c).isEqualTo(product(gemm, Cpu.scalar(), 1, a, b, null));
    assertThat(c[3]).isNaN();
    assertThat(c[0]).isInfinite();
    assertThat(c[19]).isNaN();
    assertThat(c[38]).isFinite();
  }

  @Test
  void refusesMemoryThatIsTooSmall() {
    Gemm gemm = Gemm.dense(1, 8, 8, 8, false, false);
    Kernel kernel = gemm.kernel(Cpu.detect(), 0, 256, 1 << 20, null, 1 << 21);
    assertThatThrownBy(() -> kernel.run(new Memory(1024).segment(), 0, 0))
        .isInstanceOfAny(IllegalArgumentException.class, IndexOutOfBoundsException.class);
  }

  @Test
  void refusesImpossibleSizes() {
    assertThatThrownBy(() -> Gemm.dense(1, -1, 2, 3, false, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("m -1");
    assertThatThrownBy(() -> Gemm.dense(1 << 20, 1 << 20, 1 << 20, 1, false, false))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
