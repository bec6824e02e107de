package gradus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When a run became fast, from marks made up here. */
class TrailTest {
  @Test
  void findsTheEndOfTheFirstFastWindow() {
    Trail trail = new Trail();
    long steps = 0;
    for (long time = 0; time <= 20_000; time++) { // 1 step a tick, then 10 from tick 1,000
      steps += time > 1_000 ? 10 : 1;
      trail.mark(time * 1_000_000, steps);
    }
    // Over the last 100 ticks: 9 a tick are reached with 89 fast ones, for 89 · 10 + 11 = 901.
    assertThat(trail.reached(9_000, 100_000_000)).isEqualTo(1_089_000_000L);
    assertThat(trail.reached(10_000, 100_000_000)).isEqualTo(1_100_000_000L);
    assertThat(trail.reached(10_001, 100_000_000)).isEqualTo(-1);
  }

  @Test
  void aStepLongerThanTheWindowIsAWindow() {
    Trail trail = new Trail();
    trail.mark(0, 1);
    trail.mark(900_000_000, 2);
    trail.mark(1_300_000_000, 3);
    assertThat(trail.reached(2.4, 100_000_000)).isEqualTo(1_300_000_000L);
    assertThat(new Trail().reached(1, 1)).isEqualTo(-1);
  }
}
