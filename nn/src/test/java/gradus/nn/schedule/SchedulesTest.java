package gradus.nn.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SchedulesTest {
  static List<String> names() {
    return Schedules.CATALOG.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void needsNoSettings(String name) {
    Schedule schedule = Schedules.CATALOG.read(name, "schedule");
    for (long total : new long[] {0, 1, 2, 7, 1000}) {
      for (long step = 0; step <= total + 2; step++) {
        double rate = schedule.rate(0.1, step, total);
        assertThat(rate).as("%s at %d of %d", name, step, total).isBetween(0.0, 1.0 + 1e-12);
      }
    }
    assertThat(Schedules.CATALOG.write(schedule)).isEqualTo(name);
  }

  @Test
  void aShareOfWarmupRisesToTheBase() {
    Schedule schedule =
        Schedules.CATALOG.read(Map.of("cosine", Map.of("warmup", 0.05)), "schedule");
    assertThat(schedule.rate(1, 0, 100)).isCloseTo(0.2, within(1e-12));
    assertThat(schedule.rate(1, 4, 100)).isCloseTo(1, within(1e-12));
    assertThat(schedule.rate(1, 5, 100)).isCloseTo(1, within(1e-12));
    assertThat(schedule.rate(1, 100, 100)).isCloseTo(0, within(1e-12));
    assertThat(schedule).isEqualTo(Cosine.of().withWarmup(0.05));
  }

  @Test
  void warmupInStepsStandsBeforeAny() {
    Object tree =
        Map.of("warmup", Map.of("length", 10.0, "then", Map.of("step", Map.of("every", 5.0))));
    Schedule schedule = Schedules.CATALOG.read(tree, "schedule");
    assertThat(schedule.rate(1, 0, 100)).isCloseTo(0.1, within(1e-12));
    assertThat(schedule.rate(1, 14, 100)).isEqualTo(1);
    assertThat(schedule.rate(1, 15, 100)).isCloseTo(0.1, within(1e-12));
    Schedule plateau = new Warmup(3, ReduceOnPlateau.of(0.5, 0));
    assertThat(plateau.plateau()).isPresent();
  }

  @Test
  void sharesOfAllStepsMakeMilestones() {
    MultiStep schedule = MultiStep.of(0.1, 0.5, 90);
    assertThat(schedule.rate(1, 49, 100)).isEqualTo(1);
    assertThat(schedule.rate(1, 50, 100)).isCloseTo(0.1, within(1e-12));
    assertThat(schedule.rate(1, 90, 100)).isCloseTo(0.01, within(1e-12));
  }

  @Test
  void exponentialReachesItsEnd() {
    assertThat(Exponential.to(1e4).rate(1e-5, 100, 100)).isCloseTo(0.1, within(1e-9));
  }

  @Test
  void plateauBearsWhatIsNoNumber() {
    ReduceOnPlateau machine = ReduceOnPlateau.of(0.5, 1);
    ReduceOnPlateau.State state = ReduceOnPlateau.State.START;
    for (double loss : new double[] {1, Double.NaN, Double.NaN}) {
      state = machine.next(state, 0.1, loss);
    }
    assertThat(state.scale()).isCloseTo(0.5, within(1e-12));
    assertThat(state.best()).isEqualTo(1);
    assertThat(machine.next(ReduceOnPlateau.State.START, 1, 1e300).best()).isEqualTo(1e300);
  }
}
