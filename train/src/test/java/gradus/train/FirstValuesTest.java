package gradus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;
import gradus.nn.ParameterSpec;
import gradus.nn.init.Initializer;
import gradus.nn.optim.Optimizer;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstValuesTest {
  private static final Shape SHAPE = Shape.of(2, 3);

  private static State begun(Initializer initializer) {
    State state = new State();
    state.add("value:w", SHAPE, DType.F32);
    state.add("slot:w/average", SHAPE, DType.F32);
    state.add("slot:w/sum", SHAPE, DType.F32);
    state.add("slot:w/mean", SHAPE, DType.F32);
    List<Optimizer.Slot> slots =
        List.of(
            new Optimizer.Slot("w/average", SHAPE, 0),
            new Optimizer.Slot("w/sum", SHAPE, 0.1),
            new Optimizer.Slot("w/mean", SHAPE, 0));
    List<ParameterSpec> specs = List.of(new ParameterSpec("w", SHAPE, initializer, true));
    state.begin(new FirstValues(specs, slots, 7)::writeTo);
    return state;
  }

  @Test
  void valuesAveragesAndSlotsBeginAsTheyMust() {
    Initializer counting = (_, seed) -> new float[] {0, 1, 2, 3, 4, seed == 0 ? 0 : 5};
    try (State state = begun(counting)) {
      assertThat(state.get("value:w").toFloats()).containsExactly(0, 1, 2, 3, 4, 5);
      assertThat(state.get("slot:w/average").toFloats()).containsExactly(0, 1, 2, 3, 4, 5);
      assertThat(state.get("slot:w/sum").toFloats()).containsOnly(0.1f);
      assertThat(state.get("slot:w/mean").toFloats()).containsOnly(0);
    }
  }

  @Test
  void valuesMoveAlongWhenTheMemoryGrows() {
    try (State state = begun((_, _) -> new float[] {0, 1, 2, 3, 4, 5})) {
      state.put("value:w", new float[] {9, 9, 9, 9, 9, 9});
      state.memory(1 << 16);
      assertThat(state.get("value:w").toFloats()).containsOnly(9);
      assertThat(state.get("slot:w/average").toFloats()).containsExactly(0, 1, 2, 3, 4, 5);
    }
  }

  @Test
  void wrongNumbersOfAnInitializerAreNamed() {
    try (State state = begun((_, _) -> new float[5])) {
      assertThatThrownBy(() -> state.get("value:w"))
          .isInstanceOf(ShapeException.class)
          .hasMessageContaining("value:w: got 5 numbers; must be 6");
    }
  }

  @Test
  void whatAnInitializerThrowsIsThrownEachTime() {
    Initializer broken =
        (_, _) -> {
          throw new IllegalArgumentException("no such gain");
        };
    try (State state = begun(broken)) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> state.get("value:w"))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("no such gain");
      }
    }
  }
}
