package gradus.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import gradus.train.log.Event;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecadesTest {
  /** A piece whose input's gradient was sampled: its size, and how many numbers were not 0. */
  private static Event.Link link(
      String path, Event.Role role, double gradient, int others, double gain) {
    Event.Histogram histogram = new Event.Histogram(-9, List.of(others), 96 - others, 0);
    return new Event.Link(
        path,
        path,
        role,
        new Event.Spread(1, 0, 1, histogram),
        Optional.of(new Event.Spread(gradient, 0, gradient, histogram)),
        gain,
        1,
        Optional.empty());
  }

  private static Decades behindAPool(double first, int sampled) {
    return Decades.of(
        List.of(
            link("conv2d_1", Event.Role.WEIGHT, first, 0, Double.NaN),
            link("relu_1", Event.Role.SLOPE, 1e-4, sampled, 0),
            link("global_max_pool_1", Event.Role.OTHER, 1e-2, 96, 1e-2),
            link("dense_1", Event.Role.WEIGHT, 1e-1, 96, 1e-1)));
  }

  @Test
  void aGradientThatEndsIsLost() {
    assertThat(behindAPool(0, 90).total()).isInfinite();
  }

  @Test
  void aSampleThatHitHardlyAnyNumberSaysNothingOfWhatComesBefore() {
    Decades decades = behindAPool(0, 2);
    assertThat(decades.total()).isCloseTo(3, offset(1e-9));
    assertThat(decades.pieces()).hasSize(2);
  }
}
