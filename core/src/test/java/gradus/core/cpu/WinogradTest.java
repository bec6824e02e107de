package gradus.core.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.cpu.ConvolutionTest.Pass;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Convolutions of 3 by 3 and 5 by 5 taps by tiles, wherever they are possible: the same bits in
 * every twin and team, close to float64, and chosen only where they should be faster.
 */
class WinogradTest {
  /** Greatest error over the root mean square of the results that are not zero. */
  private static final double LIMIT = 1.5e-5;

  private static Geometry geometry(
      int taps, int batch, int height, int width, int in, int out, int... padding) {
    return Geometry.of(
        batch,
        new int[] {height, width},
        in,
        out,
        new int[] {taps, taps},
        new int[] {1, 1},
        new int[] {padding[0], padding[1]},
        new int[] {padding[2], padding[3]},
        new int[] {1, 1},
        1);
  }

  private static Geometry same(int batch, int side, int in, int out) {
    return same(3, batch, side, in, out);
  }

  private static Geometry same(int taps, int batch, int side, int in, int out) {
    int half = taps / 2;
    return geometry(taps, batch, side, side, in, out, half, half, half, half);
  }

  static Stream<Geometry> geometries() {
    List<Geometry> all = new ArrayList<>();
    for (int taps : new int[] {3, 5}) {
      all.add(same(taps, 3, 8, 16, 16));
      all.add(same(taps, 9, 1, 16, 16));
      all.add(same(taps, 70, 8, 16, 16));
      all.add(same(taps, 1, 11, 272, 16));
      all.add(same(taps, 1, 8, 16, 272));
      all.add(same(taps, 2, 4, 208, 224));
      all.add(same(taps, 0, 8, 16, 16));
      all.add(geometry(taps, 1, 7, 9, 16, 32, 1, 1, 1, 1));
      all.add(geometry(taps, 2, 14, 14, 32, 16, 0, 0, 0, 0));
      all.add(geometry(taps, 5, 10, 6, 48, 16, 0, 1, 2, 0));
      all.add(geometry(taps, 1, 8, 13, 16, 16, 2, 2, 2, 2));
      all.add(geometry(taps, 1, 9, 8, 16, 16, 4, 0, 3, 5));
      all.add(geometry(taps, 1, 1, 2, 16, 16, 5, 5, 4, 4));
      all.add(geometry(taps, 2, taps - 1, 2, 16, 16, 0, 0, taps, 0));
      all.add(geometry(taps, 1, 150, 37, 16, 48, 1, 1, 1, 1));
      all.add(geometry(taps, 1, 5, 300, 16, 16, 1, 1, 1, 1));
    }
    Random random = new Random(5);
    for (int i = 0; i < 40; i++) {
      int taps = i % 2 == 0 ? 3 : 5;
      int[] padding = random.ints(4, 0, 4).toArray();
      int height = taps + random.nextInt(16);
      int width = taps + random.nextInt(16);
      int in = 16 * (1 + random.nextInt(3));
      int out = 16 * (1 + random.nextInt(3));
      all.add(geometry(taps, 1 + random.nextInt(9), height, width, in, out, padding));
    }
    return all.stream();
  }

  private static Kernel kernel(
      Geometry g, Pass pass, boolean vectors, long a, long b, long to, Tile tile, long scratch) {
    boolean forward = pass == Pass.FORWARD;
    if (pass == Pass.KERNEL_GRADIENT) {
      return vectors
          ? new VectorWinogradKernelGradient(g, a, b, to, scratch)
          : new ScalarWinogradKernelGradient(g, a, b, to, scratch);
    }
    return vectors
        ? new VectorWinograd(g, forward, a, b, to, tile, scratch)
        : new ScalarWinograd(g, forward, a, b, to, tile, scratch);
  }

  private static long scratchBytes(Kernel kernel) {
    return switch (kernel) {
      case VectorWinograd v -> v.scratchBytes();
      case ScalarWinograd s -> s.scratchBytes();
      case VectorWinogradKernelGradient v -> v.scratchBytes();
      case ScalarWinogradKernelGradient s -> s.scratchBytes();
      default -> throw new IllegalArgumentException(kernel.toString());
    };
  }

  private static float[] result(
      Geometry g, Pass pass, boolean vectors, int threads, float[] left, float[] right) {
    int count =
        switch (pass) {
          case FORWARD -> g.outCount();
          case INPUT_GRADIENT -> g.inCount();
          case KERNEL_GRADIENT -> g.kernelCount();
        };
    long bytes = scratchBytes(kernel(g, pass, vectors, 0, 0, 0, null, 0));
    Memory memory = new Memory(4L * (left.length + right.length + count) + bytes + 256);
    long scratch = memory.reserve(bytes);
    long to = memory.reserve(4L * count);
    long a = memory.put(left);
    long b = memory.put(right);
    try (Workers workers = new Workers(threads)) {
      Kernel kernel = kernel(g, pass, vectors, a, b, to, null, scratch);
      workers.run(kernel, memory.segment());
      workers.run(kernel, memory.segment());
    }
    return memory.floats(to, count);
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void everyTwinGivesTheSameBits(Geometry g) {
    for (Pass pass : Pass.values()) {
      float[] left = ConvolutionTest.left(g, pass);
      float[] right = ConvolutionTest.right(g, pass);
      float[] expected = result(g, pass, false, 1, left, right);
      assertThat(result(g, pass, false, 2, left, right)).as("%s, scalar", pass).isEqualTo(expected);
      for (int threads = 1; threads <= 3; threads++) {
        assertThat(result(g, pass, true, threads, left, right))
            .as("%s with %d threads", pass, threads)
            .isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void isCloseToFloat64(Geometry g) {
    for (Pass pass : Pass.values()) {
      float[] left = ConvolutionTest.left(g, pass);
      float[] right = ConvolutionTest.right(g, pass);
      float[] actual = result(g, pass, true, 2, left, right);
      double[] expected = ConvolutionTest.naive(g, pass, left, right);
      double squares = 0;
      int values = 0;
      double most = 0;
      for (int i = 0; i < actual.length; i++) {
        assertThat(actual[i]).as("%s at %d", pass, i).isFinite();
        squares += expected[i] * expected[i];
        values += expected[i] == 0 ? 0 : 1;
        most = Math.max(most, Math.abs(actual[i] - expected[i]));
      }
      assertThat(most)
          .as("%s", pass)
          .isLessThanOrEqualTo(LIMIT * Math.sqrt(squares / Math.max(1, values)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void epilogueSeesEachRectangleOnceWhenItIsFinal(int taps) {
    Geometry g = geometry(taps, 5, 18, 9, 16, 48, 1, 1, 0, 1);
    for (boolean vectors : new boolean[] {false, true}) {
      for (Pass pass : List.of(Pass.FORWARD, Pass.INPUT_GRADIENT)) {
        float[] left = ConvolutionTest.left(g, pass);
        float[] right = ConvolutionTest.right(g, pass);
        float[] expected = result(g, pass, vectors, 1, left, right);
        int columns = pass == Pass.FORWARD ? g.outChannels() : g.channels();
        long bytes = scratchBytes(kernel(g, pass, vectors, 0, 0, 0, null, 0));
        Memory memory =
            new Memory(4L * (left.length + right.length + expected.length) + bytes + 256);
        long a = memory.put(left);
        long b = memory.put(right);
        long to = memory.reserve(4L * expected.length);
        float[] seen = new float[expected.length];
        Tile tile =
            (segment, rowFrom, rowTo, columnFrom, columnTo) -> {
              float[] now = memory.floats(to, expected.length);
              for (int row = rowFrom; row < rowTo; row++) {
                for (int column = columnFrom; column < columnTo; column++) {
                  seen[row * columns + column] += now[row * columns + column];
                }
              }
            };
        try (Workers workers = new Workers(2)) {
          workers.run(
              kernel(g, pass, vectors, a, b, to, tile, memory.reserve(bytes)), memory.segment());
        }
        assertThat(seen).as("%s", pass).isEqualTo(expected);
      }
    }
  }

  @Test
  void isChosenWhereItIsFaster() {
    for (Geometry g :
        List.of(
            same(128, 32, 16, 16),
            same(128, 16, 32, 32),
            same(128, 8, 64, 64),
            same(32, 7, 128, 128),
            same(1, 28, 32, 32),
            same(1, 14, 64, 64),
            same(5, 128, 14, 32, 64),
            same(5, 16, 14, 16, 32),
            same(5, 8, 7, 64, 64))) {
      assertThat(Winograd.fitsForward(g)).as("%s", g).isTrue();
      assertThat(Winograd.fitsInputGradient(g)).as("%s", g).isTrue();
      assertThat(Winograd.fitsKernelGradient(g)).as("%s", g).isTrue();
    }
    for (Geometry g :
        List.of(
            same(128, 32, 3, 16),
            same(128, 32, 24, 24),
            same(0, 32, 16, 16),
            same(1, 8, 16, 16),
            same(32, 9, 16, 16),
            same(1, 7, 128, 128),
            same(1, 8, 256, 256),
            same(4, 7, 512, 512),
            same(32, 5, 64, 64),
            same(32, 1, 64, 64),
            ConvolutionTest.square(128, 32, 16, 16, 3, 2, 1),
            same(5, 128, 28, 1, 32),
            same(5, 16, 5, 32, 32),
            same(5, 1, 7, 128, 128),
            same(7, 128, 32, 64, 64),
            ConvolutionTest.square(128, 32, 16, 16, 5, 2, 2))) {
      assertThat(Winograd.fitsForward(g)).as("%s", g).isFalse();
      assertThat(Winograd.fitsInputGradient(g)).as("%s", g).isFalse();
      assertThat(Winograd.fitsKernelGradient(g)).as("%s", g).isFalse();
    }
    assertThat(Winograd.fitsForward(same(32, 8, 256, 256))).isTrue();
    assertThat(Winograd.fitsForward(same(16, 7, 512, 512))).isTrue();
    assertThat(Winograd.fitsKernelGradient(same(32, 8, 256, 256))).isTrue();
    assertThat(Winograd.fitsForward(same(32, 8, 1024, 1024))).isTrue();
    assertThat(Winograd.fitsKernelGradient(same(32, 8, 1024, 1024))).as("memory").isFalse();
  }
}
