package gradus.core.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors give the bits of the plain sums, which are those of one loop but for their order. */
class SumsTest {
  private static final Sums PLAIN = Sums.of(Cpu.scalar());
  private static final Sums VECTORS = Sums.of(Cpu.detect());

  private static float[] numbers(int count, long seed) {
    Random random = new Random(seed);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (random.nextGaussian() * Math.exp(20 * random.nextGaussian()));
    }
    return numbers;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 15, 16, 17, 31, 64, 250, 256, 1000})
  void vectorsGiveTheSameBits(int count) {
    float[] a = numbers(count, 1);
    float[] b = numbers(count, 2);
    assertThat(VECTORS.sum(a)).isEqualTo(PLAIN.sum(a));
    assertThat(VECTORS.dot(a, b)).isEqualTo(PLAIN.dot(a, b));
    assertThat(VECTORS.distance(a, b)).isEqualTo(PLAIN.distance(a, b));
    assertThat(VECTORS.largest(a)).isEqualTo(PLAIN.largest(a));
    assertThat(VECTORS.smallest(a)).isEqualTo(PLAIN.smallest(a));
  }

  @Test
  void sumsAreThoseOfOneLoop() {
    float[] a = numbers(300, 3);
    float[] b = numbers(300, 4);
    double sum = 0;
    double dot = 0;
    double distance = 0;
    float largest = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i];
      dot += (double) a[i] * b[i];
      distance += (double) (a[i] - b[i]) * (a[i] - b[i]);
      largest = Math.max(largest, Math.abs(a[i]));
    }
    assertThat(VECTORS.sum(a)).isCloseTo(sum, withinPercentage(1e-9));
    assertThat(VECTORS.dot(a, b)).isCloseTo(dot, withinPercentage(1e-9));
    assertThat(VECTORS.distance(a, b)).isCloseTo(distance, withinPercentage(1e-9));
    assertThat(Float.intBitsToFloat(VECTORS.largest(a))).isEqualTo(largest);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 40})
  void theSmallestIsAboveZero(int count) {
    float[] x = new float[count];
    assertThat(VECTORS.smallest(x)).isEqualTo(Integer.MAX_VALUE);
    assertThat(VECTORS.largest(x)).isZero();
    x[count - 1] = -0f;
    x[0] = -Float.MIN_VALUE;
    x[1] = 3;
    assertThat(VECTORS.smallest(x)).isEqualTo(1);
    x[0] = Float.NaN;
    assertThat(VECTORS.smallest(x)).isEqualTo(Float.floatToIntBits(3));
  }

  @Test
  void tinyNumbersKeepTheirSquaresAndNanIsTheLargest() {
    float[] tiny = new float[40];
    java.util.Arrays.fill(tiny, 1e-38f);
    assertThat(VECTORS.dot(tiny, tiny)).isCloseTo(40e-76, withinPercentage(1e-4));
    tiny[33] = -Float.NaN;
    assertThat(Float.intBitsToFloat(VECTORS.largest(tiny))).isNaN();
    assertThat(VECTORS.sum(tiny)).isNaN();
  }
}
