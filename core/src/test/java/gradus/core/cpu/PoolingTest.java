package gradus.core.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Pooling over vectors of channels gives the bits of its scalar twin. */
class PoolingTest {
  private static final float[] SPECIAL = {
    -1f, -0f, 0f, 1f, 2f, Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY
  };

  /** Windows: in, size, stride, before, after, dilation of each axis. */
  private static final int[][][] WINDOWS = {
    {{9}, {2}, {2}, {0}, {0}, {1}},
    {{9}, {3}, {1}, {1}, {1}, {1}},
    {{11}, {2}, {3}, {0}, {0}, {1}},
    {{11}, {2}, {2}, {0}, {1}, {3}},
    {{300}, {3}, {2}, {1}, {0}, {2}},
    {{5}, {2}, {2}, {4}, {4}, {1}},
    {{19}, {4}, {2}, {3}, {3}, {4}},
    {{23}, {4}, {4}, {2}, {5}, {6}},
    {{3, 4}, {2, 2}, {1, 1}, {0, 300000000}, {300000000, 0}, {300000000, 300000000}},
    {{1}, {1}, {1}, {0}, {0}, {1}},
    {{2}, {3}, {1}, {0}, {0}, {1}},
    {{8, 8}, {2, 2}, {2, 2}, {0, 0}, {0, 0}, {1, 1}},
    {{7, 9}, {2, 2}, {2, 2}, {0, 0}, {0, 0}, {1, 1}},
    {{7, 9}, {3, 3}, {2, 2}, {1, 1}, {1, 1}, {1, 1}},
    {{7, 6}, {3, 2}, {1, 1}, {0, 1}, {2, 0}, {1, 2}},
    {{7, 6}, {1, 2}, {2, 3}, {0, 0}, {0, 0}, {1, 1}},
    {{6, 6}, {6, 6}, {1, 1}, {0, 0}, {0, 0}, {1, 1}},
    {{5, 5}, {2, 2}, {5, 5}, {3, 0}, {3, 2}, {1, 4}},
    {{28, 28}, {2, 2}, {2, 2}, {0, 0}, {0, 0}, {1, 1}},
    {{4, 6, 5}, {2, 2, 2}, {2, 2, 2}, {0, 0, 0}, {0, 0, 0}, {1, 1, 1}},
    {{4, 3, 5}, {2, 3, 2}, {1, 2, 1}, {1, 1, 0}, {0, 1, 1}, {1, 1, 2}},
  };

  @TestFactory
  Stream<DynamicTest> vectorsGiveTheBitsOfTheScalarTwin() {
    assumeThat(Cpu.detect().vectors()).as("the Vector API is on the module path").isTrue();
    List<DynamicTest> tests = new ArrayList<>();
    for (int[][] w : WINDOWS) {
      for (int channels : new int[] {1, 3, 8, 17, 32, 37}) {
        for (int batch : new int[] {0, 1, 3}) {
          Geometry g =
              Geometry.of(batch, w[0], channels, channels, w[1], w[2], w[3], w[4], w[5], channels);
          String name = batch + " of " + channels + " channels, " + Arrays.deepToString(w);
          tests.add(DynamicTest.dynamicTest(name, () -> check(g, name.hashCode())));
        }
      }
    }
    return tests.stream();
  }

  private static void check(Geometry g, long seed) {
    Random random = new Random(seed);
    float[] x = values(g.inCount(), random);
    float[] gradient = values(g.outCount(), random);
    Memory memory = new Memory(4L * (3L * g.inCount() + 7L * g.outCount()) + 1024);
    long atX = memory.put(x);
    long atGradient = memory.put(gradient);
    List<long[]> results = new ArrayList<>();
    for (Cpu cpu : List.of(Cpu.scalar(), Cpu.detect())) {
      long index = memory.reserve(4L * g.outCount());
      long maxima = memory.reserve(4L * g.outCount());
      long alone = memory.reserve(4L * g.outCount());
      long back = memory.reserve(4L * g.inCount());
      run(Pooling.maxima(cpu, g, atX, index, Pooling.NOWHERE), memory);
      int[] only = memory.ints(index, g.outCount());
      run(Pooling.maxima(cpu, g, atX, index, maxima), memory);
      assertThat(memory.ints(index, g.outCount())).isEqualTo(only);
      run(Pooling.maxima(cpu, g, atX, Pooling.NOWHERE, alone), memory);
      assertThat(bits(memory, alone, g.outCount())).isEqualTo(bits(memory, maxima, g.outCount()));
      run(List.of(Pooling.gradient(cpu, g, index, atGradient, back)), memory);
      results.add(new long[] {index, maxima, back});
    }
    int[] counts = {g.outCount(), g.outCount(), g.inCount()};
    for (int i = 0; i < counts.length; i++) {
      assertThat(bits(memory, results.get(1)[i], counts[i]))
          .isEqualTo(bits(memory, results.get(0)[i], counts[i]));
    }
    assertThat(memory.floats(atX, g.inCount())).isEqualTo(x);
    assertThat(memory.floats(atGradient, g.outCount())).isEqualTo(gradient);
  }

  @TestFactory
  Stream<DynamicTest> theKernelsOfTheTwinsDiffer() {
    Geometry g =
        Geometry.of(2, new int[] {4, 4}, 32, 32, ints(2), ints(2), ints(0), ints(0), ints(1), 32);
    return Stream.of(Cpu.scalar(), Cpu.detect())
        .distinct()
        .map(
            cpu ->
                DynamicTest.dynamicTest(
                    cpu.toString(),
                    () -> {
                      assertThat(Pooling.maxima(cpu, g, 0, 64, 128)).hasSize(cpu.vectors() ? 1 : 2);
                      assertThat(Pooling.gradient(cpu, g, 0, 64, 128))
                          .isInstanceOf(cpu.vectors() ? VectorPoolGradient.class : Scatter.class);
                    }));
  }

  private static int[] ints(int value) {
    return new int[] {value, value};
  }

  /**
   * The bits, with one kind of NaN: which operand's bits a sum of two NaN takes is not promised.
   */
  private static int[] bits(Memory memory, long at, int count) {
    float[] values = memory.floats(at, count);
    int[] bits = new int[count];
    Arrays.setAll(bits, i -> Float.floatToIntBits(values[i]));
    return bits;
  }

  private static float[] values(int count, Random random) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] =
          random.nextInt(3) == 0
              ? SPECIAL[random.nextInt(SPECIAL.length)]
              : random.nextFloat() * 2 - 1;
    }
    return values;
  }

  private static void run(List<Kernel> kernels, Memory memory) {
    try (Workers workers = new Workers(2)) {
      kernels.forEach(kernel -> workers.run(kernel, memory.segment()));
    }
  }
}
