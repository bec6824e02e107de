package gradus.core.ir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The counter-based bits are even, and neighbours in counter, key or salt do not know each other.
 */
class RandomBitsTest {
  private static final int COUNT = 1 << 18;

  private static int bits(int index, int key0, int key1, int salt) {
    ScalarLanes c = Accuracy.LANES;
    return ScalarLanes.intOf(
        RandomBits.bits(c, c.integer(index), c.integer(key0), c.integer(key1), salt));
  }

  /** Chi-square over 256 cells as standard deviations from its mean, 255. */
  private static double deviation(IntUnaryOperator cell) {
    int[] counts = new int[256];
    for (int i = 0; i < COUNT; i++) {
      counts[cell.applyAsInt(i) & 255]++;
    }
    double mean = COUNT / 256.0;
    double sum = 0;
    for (int count : counts) {
      sum += (count - mean) * (count - mean) / mean;
    }
    return (sum - 255) / Math.sqrt(2 * 255);
  }

  @Test
  void everyByteIsEven() {
    for (int shift = 0; shift < 32; shift += 8) {
      int by = shift;
      assertThat(deviation(i -> bits(i, 0, 0, 0) >>> by)).as("byte at %d", by).isBetween(-5.0, 5.0);
      assertThat(deviation(i -> bits(0, i, 0, 0) >>> by)).as("over key0").isBetween(-5.0, 5.0);
      assertThat(deviation(i -> bits(0, 0, i, 0) >>> by)).as("over key1").isBetween(-5.0, 5.0);
      assertThat(deviation(i -> bits(0, 0, 0, i) >>> by)).as("over salt").isBetween(-5.0, 5.0);
    }
  }

  @Test
  void pairsOfNeighboursAreEven() {
    for (int shift = 0; shift < 32; shift += 4) {
      int by = shift;
      assertThat(deviation(i -> pair(bits(i, 7, 9, 1), bits(i + 1, 7, 9, 1), by)))
          .as("counters, bit %d", by)
          .isBetween(-5.0, 5.0);
      assertThat(deviation(i -> pair(bits(i, 7, 9, 1), bits(i, 8, 9, 1), by)))
          .as("first keys, bit %d", by)
          .isBetween(-5.0, 5.0);
      assertThat(deviation(i -> pair(bits(i, 7, 9, 1), bits(i, 7, 10, 1), by)))
          .as("second keys, bit %d", by)
          .isBetween(-5.0, 5.0);
      assertThat(deviation(i -> pair(bits(i, 7, 9, 1), bits(i, 7, 9, 2), by)))
          .as("salts, bit %d", by)
          .isBetween(-5.0, 5.0);
    }
  }

  private static int pair(int a, int b, int shift) {
    return (a >>> shift & 15) << 4 | (b >>> shift & 15);
  }

  @Test
  void oneFlippedInputBitFlipsHalfOfTheOutput() {
    for (int bit = 0; bit < 32; bit++) {
      int flip = 1 << bit;
      long flipped = 0;
      int trials = 1 << 13;
      for (int i = 0; i < trials; i++) {
        flipped += Integer.bitCount(bits(i, 3, 5, 0) ^ bits(i ^ flip, 3, 5, 0));
        flipped += Integer.bitCount(bits(i, 3, 5, 0) ^ bits(i, 3 ^ flip, 5, 0));
        flipped += Integer.bitCount(bits(i, 3, 5, 0) ^ bits(i, 3, 5 ^ flip, 0));
      }
      assertThat(flipped / (96.0 * trials)).as("bit %d", bit).isBetween(0.49, 0.51);
    }
  }

  @Test
  void uniformsFillTheUnitIntervalAndDoNotCorrelate() {
    double sum = 0;
    double squares = 0;
    double products = 0;
    double before = 0.5;
    for (int i = 0; i < COUNT; i++) {
      ScalarLanes c = Accuracy.LANES;
      double x =
          ScalarLanes.floatOf(RandomBits.uniform(c, c.integer(i), c.integer(1), c.integer(2), 3));
      assertThat(x >= 0 && x < 1).isTrue();
      sum += x - 0.5;
      squares += (x - 0.5) * (x - 0.5);
      products += (x - 0.5) * (before - 0.5);
      before = x;
    }
    double deviation = 1 / Math.sqrt(COUNT);
    assertThat(sum / COUNT).isBetween(-1.5 * deviation, 1.5 * deviation);
    assertThat(squares / COUNT).isBetween(1 / 12.0 - deviation, 1 / 12.0 + deviation);
    assertThat(products / squares).isBetween(-5 * deviation, 5 * deviation);
  }
}
