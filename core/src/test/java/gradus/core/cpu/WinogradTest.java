package gradus.core.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Convolutions of 3 by 3 taps by tiles of 4 by 4: the same bits in every twin, close to float64.
 */
class WinogradTest {
  private static Geometry geometry(
      int batch, int height, int width, int in, int out, int... padding) {
    return Geometry.of(
        batch,
        new int[] {height, width},
        in,
        out,
        new int[] {3, 3},
        new int[] {1, 1},
        new int[] {padding[0], padding[1]},
        new int[] {padding[2], padding[3]},
        new int[] {1, 1},
        1);
  }

  static Stream<Geometry> geometries() {
    List<Geometry> all = new ArrayList<>();
    all.add(geometry(3, 8, 8, 16, 16, 1, 1, 1, 1));
    all.add(geometry(1, 7, 9, 16, 32, 1, 1, 1, 1));
    all.add(geometry(2, 14, 14, 32, 16, 0, 0, 0, 0));
    all.add(geometry(5, 10, 6, 48, 16, 0, 1, 2, 0));
    all.add(geometry(1, 8, 13, 16, 16, 2, 2, 2, 2));
    all.add(geometry(1, 9, 8, 16, 16, 4, 0, 3, 5));
    all.add(geometry(1, 40, 37, 16, 48, 1, 1, 1, 1));
    all.add(geometry(1, 9, 11, 272, 16, 1, 1, 1, 1));
    all.add(geometry(1, 8, 8, 16, 272, 1, 1, 1, 1));
    all.add(geometry(70, 8, 8, 16, 16, 1, 1, 1, 1));
    Random random = new Random(5);
    for (int i = 0; i < 20; i++) {
      int[] padding = random.ints(4, 0, 4).toArray();
      all.add(
          geometry(
              1 + random.nextInt(9),
              7 + random.nextInt(12),
              7 + random.nextInt(12),
              16 * (1 + random.nextInt(3)),
              16 * (1 + random.nextInt(3)),
              padding));
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void everyTwinGivesTheSameBits(Geometry g) {
    for (ConvolutionTest.Pass pass : ConvolutionTest.Pass.values()) {
      float[] left = ConvolutionTest.left(g, pass);
      float[] right = ConvolutionTest.right(g, pass);
      float[] expected = ConvolutionTest.result(g, pass, Cpu.scalar(), 1, left, right);
      for (int threads = 1; threads <= 3; threads++) {
        assertThat(ConvolutionTest.result(g, pass, Cpu.detect(), threads, left, right))
            .as("%s with %d threads", pass, threads)
            .isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void isCloseToFloat64(Geometry g) {
    for (ConvolutionTest.Pass pass : ConvolutionTest.Pass.values()) {
      float[] left = ConvolutionTest.left(g, pass);
      float[] right = ConvolutionTest.right(g, pass);
      float[] actual = ConvolutionTest.result(g, pass, Cpu.detect(), 2, left, right);
      double[] expected = ConvolutionTest.naive(g, pass, left, right);
      double squares = 0;
      double most = 0;
      for (int i = 0; i < actual.length; i++) {
        squares += expected[i] * expected[i];
        most = Math.max(most, Math.abs(actual[i] - expected[i]));
      }
      assertThat(most / Math.sqrt(squares / actual.length)).as("%s", pass).isLessThan(1.5e-5);
    }
  }
}
