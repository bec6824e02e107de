package gradus.core.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The three convolution kernels: the same bits in every twin and team, and close to float64. */
class ConvolutionTest {
  enum Pass {
    FORWARD,
    INPUT_GRADIENT,
    KERNEL_GRADIENT
  }

  static Geometry square(int batch, int size, int in, int out, int kernel, int stride, int pad) {
    return Geometry.of(
        batch,
        new int[] {size, size},
        in,
        out,
        new int[] {kernel, kernel},
        new int[] {stride, stride},
        new int[] {pad, pad},
        new int[] {pad, pad},
        new int[] {1, 1},
        1);
  }

  static Stream<Geometry> geometries() {
    List<Geometry> all = new ArrayList<>();
    all.add(square(2, 8, 16, 16, 3, 1, 1));
    all.add(square(3, 9, 5, 20, 3, 2, 1));
    all.add(square(1, 7, 3, 8, 7, 1, 3));
    all.add(square(2, 6, 4, 4, 1, 1, 0));
    all.add(square(2, 6, 4, 4, 1, 3, 0));
    all.add(square(2, 4, 2, 3, 2, 2, 0));
    all.add(square(1, 2, 2, 3, 5, 1, 0));
    all.add(square(0, 4, 2, 3, 3, 1, 1));
    all.add(square(2, 4, 0, 3, 3, 1, 1));
    all.add(square(2, 4, 3, 0, 3, 1, 1));
    all.add(square(1, 60, 24, 9, 3, 1, 1));
    all.add(square(1, 61, 24, 9, 3, 2, 1));
    all.add(square(9, 5, 33, 50, 3, 1, 1));
    all.add(square(1, 6, 60, 70, 3, 1, 1));
    all.add(square(2, 18, 32, 48, 3, 1, 1));
    Random random = new Random(3);
    for (int i = 0; i < 90; i++) {
      int rank = 1 + i % 3;
      int groups = i % 5 == 0 ? 2 + random.nextInt(20) : i % 7 == 0 ? 2 : 1;
      boolean depthwise = i % 5 == 0;
      int[][] v = new int[6][rank];
      for (int axis = 0; axis < rank; axis++) {
        v[0][axis] = 1 + random.nextInt(rank == 1 ? 40 : rank == 2 ? 11 : 6);
        v[1][axis] = 1 + random.nextInt(4);
        v[2][axis] = 1 + random.nextInt(3);
        v[3][axis] = random.nextInt(3);
        v[4][axis] = random.nextInt(3);
        v[5][axis] = 1 + random.nextInt(2);
      }
      int in = groups * (depthwise ? 1 : 1 + random.nextInt(12));
      int out = groups * (depthwise ? 1 : 1 + random.nextInt(20));
      all.add(
          Geometry.of(1 + random.nextInt(4), v[0], in, out, v[1], v[2], v[3], v[4], v[5], groups));
    }
    return all.stream();
  }

  static float[] result(Geometry g, Pass pass, Cpu cpu, int threads, float[] left, float[] right) {
    int count =
        switch (pass) {
          case FORWARD -> g.outCount();
          case INPUT_GRADIENT -> g.inCount();
          case KERNEL_GRADIENT -> g.kernelCount();
        };
    long scratchBytes =
        switch (pass) {
          case FORWARD -> Convolution.forwardScratchBytes(cpu, g);
          case INPUT_GRADIENT -> Convolution.inputGradientScratchBytes(cpu, g);
          case KERNEL_GRADIENT -> Convolution.kernelGradientScratchBytes(cpu, g);
        };
    Memory memory = new Memory(4L * (left.length + right.length + count) + scratchBytes + 256);
    long scratch = memory.reserve(scratchBytes);
    long to = memory.reserve(4L * count);
    long a = memory.put(left);
    long b = memory.put(right);
    Kernel kernel =
        switch (pass) {
          case FORWARD -> Convolution.forward(cpu, g, a, b, to, null, scratch);
          case INPUT_GRADIENT -> Convolution.inputGradient(cpu, g, a, b, to, null, scratch);
          case KERNEL_GRADIENT -> Convolution.kernelGradient(cpu, g, a, b, to, scratch);
        };
    try (Workers workers = new Workers(threads)) {
      workers.run(kernel, memory.segment());
      workers.run(kernel, memory.segment());
    }
    return memory.floats(to, count);
  }

  static float[] left(Geometry g, Pass pass) {
    return Memory.random(pass == Pass.INPUT_GRADIENT ? g.outCount() : g.inCount(), 1);
  }

  static float[] right(Geometry g, Pass pass) {
    return Memory.random(pass == Pass.KERNEL_GRADIENT ? g.outCount() : g.kernelCount(), 2);
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void everyTwinGivesTheSameBits(Geometry g) {
    for (Pass pass : Pass.values()) {
      float[] left = left(g, pass);
      float[] right = right(g, pass);
      float[] expected = result(g, pass, Cpu.scalar(), 1, left, right);
      for (int threads = 1; threads <= 3; threads++) {
        assertThat(result(g, pass, Cpu.detect(), threads, left, right))
            .as("%s with %d threads", pass, threads)
            .isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void isCloseToFloat64(Geometry g) {
    for (Pass pass : Pass.values()) {
      float[] left = left(g, pass);
      float[] right = right(g, pass);
      float[] actual = result(g, pass, Cpu.scalar(), 2, left, right);
      double[] expected = naive(g, pass, left, right);
      for (int i = 0; i < actual.length; i++) {
        assertThat((double) actual[i]).as("%s at %d", pass, i).isCloseTo(expected[i], within(1e-3));
      }
    }
  }

  /** One loop nest over all products, each added where the pass wants it. */
  static double[] naive(Geometry g, Pass pass, float[] left, float[] right) {
    int depth = g.channels() / g.groups();
    int outs = g.outChannels() / g.groups();
    double[] sums =
        new double
            [switch (pass) {
              case FORWARD -> g.outCount();
              case INPUT_GRADIENT -> g.inCount();
              case KERNEL_GRADIENT -> g.kernelCount();
            }];
    int[] out = g.out();
    for (int pixel = 0; pixel < g.batch() * g.outPixels(); pixel++) {
      for (int tap = 0; tap < g.taps(); tap++) {
        int pixelLeft = pixel;
        int tapLeft = tap;
        int input = 0;
        int scale = 1;
        boolean inside = true;
        for (int i = g.rank() - 1; i >= 0; i--) {
          Geometry.Axis axis = g.axes().get(i);
          int position =
              pixelLeft % out[i] * axis.stride()
                  + tapLeft % axis.kernel() * axis.dilation()
                  - axis.before();
          pixelLeft /= out[i];
          tapLeft /= axis.kernel();
          inside &= position >= 0 && position < axis.in();
          input += position * scale;
          scale *= axis.in();
        }
        if (!inside) {
          continue;
        }
        input += pixelLeft * scale;
        for (int o = 0; o < g.outChannels(); o++) {
          for (int i = 0; i < depth; i++) {
            int x = input * g.channels() + o / outs * depth + i;
            int y = pixel * g.outChannels() + o;
            int k = (tap * depth + i) * g.outChannels() + o;
            switch (pass) {
              case FORWARD -> sums[y] += (double) left[x] * right[k];
              case INPUT_GRADIENT -> sums[x] += (double) left[y] * right[k];
              case KERNEL_GRADIENT -> sums[k] += (double) left[x] * right[y];
            }
          }
        }
      }
    }
    return sums;
  }

  @Test
  void epilogueSeesEachRectangleOnceInEveryTwin() {
    Geometry g = square(5, 9, 6, 130, 3, 2, 1);
    for (Cpu cpu : List.of(Cpu.scalar(), Cpu.detect())) {
      for (boolean forward : new boolean[] {true, false}) {
        int columns = forward ? g.outChannels() : g.channels();
        int[] seen = new int[forward ? g.outCount() : g.inCount()];
        Tile count =
            (segment, rowFrom, rowTo, columnFrom, columnTo) -> {
              for (int row = rowFrom; row < rowTo; row++) {
                for (int column = columnFrom; column < columnTo; column++) {
                  seen[row * columns + column]++;
                }
              }
            };
        Memory memory = new Memory(1 << 22);
        long source = memory.reserve(4L * Math.max(g.inCount(), g.outCount()));
        long target = memory.reserve(4L * Math.max(g.inCount(), g.outCount()));
        long weights = memory.reserve(4L * g.kernelCount());
        long scratch =
            memory.reserve(
                Math.max(
                    Convolution.forwardScratchBytes(cpu, g),
                    Convolution.inputGradientScratchBytes(cpu, g)));
        try (Workers workers = new Workers(2)) {
          workers.run(
              forward
                  ? Convolution.forward(cpu, g, source, weights, target, count, scratch)
                  : Convolution.inputGradient(cpu, g, source, weights, target, count, scratch),
              memory.segment());
        }
        assertThat(seen).containsOnly(1);
      }
    }
  }

  @Test
  void paddingTakesPartAsZero() {
    Geometry g = square(1, 4, 1, 16, 3, 1, 1);
    float[] weights = Memory.random(g.kernelCount(), 5);
    weights[0] = Float.POSITIVE_INFINITY;
    float[] x = Memory.random(g.inCount(), 6);
    float[] y = result(g, Pass.FORWARD, Cpu.detect(), 1, x, weights);
    assertThat(y).isEqualTo(result(g, Pass.FORWARD, Cpu.scalar(), 1, x, weights));
    assertThat(y[0]).isNaN();
    assertThat(y[5 * 16]).isInfinite();
  }
}
