package gradus.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;
import gradus.core.tensor.Key;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.ParameterSpec;
import gradus.nn.Trace;
import gradus.nn.init.Constant;
import gradus.nn.init.Normal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What the three recurrent layers have in common; their formulas are checked by the goldens. */
class RecurrentTest {
  private static final Tensor X =
      Tensor.of(Shape.of(3, 5, 2), new Normal(0, 1).values(Shape.of(3, 5, 2), 9));

  /** A kind of layer, for an order of times and whether all states are given. */
  private record Kind(Function<Direction, Layer> last, Function<Direction, Layer> all) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind(d -> Rnn.of(4).direction(d), d -> Rnn.of(4).direction(d).everyTime()),
          new Kind(d -> Lstm.of(4).direction(d), d -> Lstm.of(4).direction(d).everyTime()),
          new Kind(d -> Gru.of(4).direction(d), d -> Gru.of(4).direction(d).everyTime()));

  private static Map<String, Tensor> values(Layer layer) {
    Map<String, Tensor> values = new HashMap<>();
    for (ParameterSpec spec : Trace.parameters(layer, X.shape(), DType.F32)) {
      values.put(spec.name(), Tensor.of(spec.shape(), new Normal(0, 0.7).values(spec.shape(), 4)));
    }
    return values;
  }

  private static Tensor run(Layer layer, Tensor x, Map<String, Tensor> values) {
    return Trace.of(layer, x, true, Key.of(1, 1), values).output();
  }

  private static void same(Tensor a, Tensor b) {
    assertThat(a.shape()).isEqualTo(b.shape());
    assertThat(a.toFloats()).containsExactly(b.toFloats(), within(1e-6f));
  }

  @Test
  void theLastStateIsTheLastOfAll() {
    for (Kind kind : KINDS) {
      Layer last = kind.last().apply(Direction.FORWARD);
      Map<String, Tensor> values = values(last);
      Tensor all = run(kind.all().apply(Direction.FORWARD), X, values);
      same(run(last, X, values), all.index(1, -1));
    }
  }

  @Test
  void backwardIsForwardThroughTheTurnedSequence() {
    for (Kind kind : KINDS) {
      Layer forward = kind.all().apply(Direction.FORWARD);
      Map<String, Tensor> values = values(forward);
      Tensor turned = run(forward, X.flip(1), values).flip(1);
      same(run(kind.all().apply(Direction.BACKWARD), X, values), turned);
      same(
          run(kind.last().apply(Direction.BACKWARD), X, values),
          run(kind.last().apply(Direction.FORWARD), X.flip(1), values));
    }
  }

  @Test
  void bothWaysHaveWeightsOfTheirOwnAndStandSideBySide() {
    for (Kind kind : KINDS) {
      Layer both = kind.all().apply(Direction.BOTH);
      Map<String, Tensor> values = values(both);
      Tensor y = run(both, X, values);
      for (Direction way : List.of(Direction.FORWARD, Direction.BACKWARD)) {
        Map<String, Tensor> own = new HashMap<>();
        String prefix = way.word() + ".";
        values.forEach(
            (name, value) -> {
              if (name.startsWith(prefix)) {
                own.put(name.substring(prefix.length()), value);
              }
            });
        int from = way == Direction.FORWARD ? 0 : 4;
        same(run(kind.all().apply(way), X, own), y.slice(-1, from, from + 4));
      }
    }
  }

  @Test
  void eachGateStartsByItself() {
    Map<String, float[]> start = new HashMap<>();
    for (ParameterSpec spec : Trace.parameters(Lstm.of(4), X.shape(), DType.F32)) {
      start.put(spec.name(), spec.initializer().values(spec.shape(), 5));
    }
    assertThat(start.get("bias")).startsWith(0, 0, 0, 0, 1, 1, 1, 1, 0).endsWith(0, 0, 0, 0);
    float[] weight = start.get("recurrent_weight");
    for (int gate = 0; gate < 4; gate++) {
      for (int column = 0; column < 4; column++) {
        for (int other = 0; other < 4; other++) {
          double product = 0;
          for (int row = 0; row < 4; row++) {
            product += weight[row * 16 + gate * 4 + column] * weight[row * 16 + gate * 4 + other];
          }
          assertThat(product).isCloseTo(column == other ? 1 : 0, within(1e-6));
        }
      }
    }
    assertThat(weight[0]).isNotEqualTo(weight[4]);
    Lstm given = Lstm.of(4).forgetBias(-3).initializer(new Constant(2));
    for (ParameterSpec spec : Trace.parameters(given, X.shape(), DType.F32)) {
      float[] values = spec.initializer().values(spec.shape(), 5);
      if (spec.name().equals("weight")) {
        assertThat(values).containsOnly(2);
      } else if (spec.name().equals("bias")) {
        assertThat(values[5]).isEqualTo(-3);
      }
    }
  }

  @Test
  void whatIsNoSequenceIsRefused() {
    for (Kind kind : KINDS) {
      Layer layer = kind.last().apply(Direction.FORWARD);
      for (Shape shape : List.of(Shape.of(3, 5), Shape.of(3, 0, 2), Shape.of(3, 4, 4, 1))) {
        assertThatThrownBy(() -> Trace.parameters(layer, shape, DType.F32))
            .isInstanceOf(ShapeException.class)
            .hasMessageContaining("must be [batch, time, features]; put a reshape before it");
      }
    }
  }
}
