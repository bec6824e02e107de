package gradus.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a training measures itself; times are given, none is taken. */
class CadenceTest {
  /** The steps that are told, if plain and measured steps take so long. */
  private static List<Long> told(long every, int steps, double plain, double... measured) {
    Cadence cadence = new Cadence(every, steps);
    List<Long> told = new ArrayList<>();
    int count = 0;
    for (long step = 1; step <= steps; step++) {
      boolean measures = cadence.measures(step);
      if (measures && cadence.tells(step)) {
        told.add(step);
      }
      double seconds = measures ? measured[Math.min(count++, measured.length - 1)] : plain;
      cadence.done(step, measures, seconds);
    }
    return told;
  }

  @Test
  void aColdFirstStepSaysNothingOfWhatMeasuringCosts() {
    List<Long> told = told(0, 400, 0.002, 0.5, 0.03, 0.03, 0.004);
    assertThat(told).startsWith(1L, 11L).hasSizeGreaterThan(10);
  }

  @Test
  void itCostsAQuarterOfASecondAndTwoPercentAtMost() {
    for (double extra : new double[] {1e-4, 1e-3, 0.01}) {
      List<Long> told = told(0, 5000, 0.01, 0.5, 0.01 + extra);
      double cost = 2 * extra * (told.size() - 3);
      assertThat(cost).isLessThanOrEqualTo(0.25 + 0.02 * 5000 * (0.01 + extra));
      assertThat(told).hasSizeGreaterThan(10);
    }
  }

  @Test
  void whatItTakesToTellCountsToo() {
    for (double line : new double[] {1e-4, 1e-3, 0.01}) {
      Cadence cadence = new Cadence(0, 20_000);
      int told = 0;
      for (long step = 1; step <= 20_000; step++) {
        boolean measures = cadence.measures(step);
        boolean tells = measures && cadence.tells(step);
        cadence.done(step, measures, 0.001);
        if (tells) {
          // Now and then a listener does more than that.
          cadence.told(told++ % 3 == 0 ? 10 * line : line);
        }
      }
      assertThat(told * line).isLessThanOrEqualTo(0.25 + 0.02 * 20_000 * 0.001 + 5 * line);
      assertThat(told).isGreaterThan(10);
    }
  }

  @Test
  void whereMeasuringIsDearTheFirstStepAndAPairTellThat() {
    assertThat(told(0, 1000, 0.01, 2, 1)).containsExactly(1L, 11L);
  }

  @Test
  void howAShortTrainingGoesOnAndEndsIsMeasured() {
    List<Long> told = told(0, 400, 1e-4, 0.5, 0.014);
    assertThat(told).startsWith(1L, 11L).endsWith(15L, 200L, 300L, 400L);
  }

  @Test
  void aGivenDistanceIsKept() {
    assertThat(told(10, 35, 0.01, 0.5, 0.02)).containsExactly(1L, 10L, 20L, 30L);
  }
}
