package gradus.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OrderTest {
  @Test
  void everyExampleComesOnce() {
    for (int n : new int[] {0, 1, 2, 15, 16, 17, 1009}) {
      int[] order = Order.permutation(n, 42, 3);
      Arrays.sort(order);
      assertThat(order).isEqualTo(Order.identity(n));
    }
  }

  @Test
  void itDependsOnSeedAndEpochAlone() {
    assertThat(Order.permutation(100, 1, 2)).isEqualTo(Order.permutation(100, 1, 2));
    assertThat(Order.permutation(100, 1, 2)).isNotEqualTo(Order.permutation(100, 1, 3));
    assertThat(Order.permutation(100, 1, 2)).isNotEqualTo(Order.permutation(100, 2, 1));
  }

  @Test
  void theOrderOfARunIsFixedForAllTime() {
    assertThat(Order.permutation(8, 42, 0)).containsExactly(7, 1, 4, 5, 3, 6, 2, 0);
  }

  @Test
  void everyPlaceIsEquallyLikely() {
    int[] counts = new int[36];
    int trials = 12_000;
    for (int epoch = 0; epoch < trials; epoch++) {
      int[] order = Order.permutation(6, 9, epoch);
      for (int i = 0; i < 6; i++) {
        counts[6 * i + order[i]]++;
      }
    }
    double chi2 = 0;
    for (int count : counts) {
      chi2 += Math.pow(count - trials / 6.0, 2) / (trials / 6.0);
    }
    assertThat(chi2).isLessThan(52.6); // 25 degrees of freedom, 0.1 %
  }

  @Test
  void normalNumbersHaveMeanZeroAndDeviationOne() {
    Draws draws = new Draws(7);
    double sum = 0;
    double squares = 0;
    int n = 100_000;
    for (int i = 0; i < n; i++) {
      double x = draws.normal(i);
      sum += x;
      squares += x * x;
    }
    assertThat(sum / n).isCloseTo(0, within(0.013));
    assertThat(squares / n).isCloseTo(1, within(0.018));
  }
}
