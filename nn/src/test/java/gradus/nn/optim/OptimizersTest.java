package gradus.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.config.ConfigException;
import gradus.nn.config.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class OptimizersTest {
  static List<String> names() {
    return Optimizers.CATALOG.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void isReadAndWrittenBack(String name) {
    Optimizer optimizer = Optimizers.CATALOG.read(Map.of(name, Map.of("rate", 0.125)), "optimizer");
    assertThat(optimizer.rate()).isEqualTo(0.125);
    assertThat(optimizer.withRate(0.5).rate()).isEqualTo(0.5);
    Object tree = Optimizers.CATALOG.write(optimizer);
    assertThat(Optimizers.CATALOG.read(tree, "optimizer")).isEqualTo(optimizer);
    assertThat(Optimizers.CATALOG.entryOf(optimizer).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void takesTheRateFirst(String name) {
    Entry<Optimizer> entry =
        Optimizers.CATALOG.entries().stream()
            .filter(e -> e.name().equals(name))
            .findFirst()
            .orElseThrow();
    assertThat(entry.settings().get(0).name()).isEqualTo("rate");
  }

  @ParameterizedTest
  @MethodSource("names")
  void findsTheBottomOfABowl(String name) {
    Optimizer optimizer = Optimizers.CATALOG.read(Map.of(name, rate(name)), "optimizer");
    assertThat(distance(optimizer, Shape.of(2, 3), 300)).isLessThan(0.2);
    assertThat(distance(optimizer, Shape.of(3), 300)).isLessThan(0.2);
  }

  private static double rate(String name) {
    return switch (name) {
      case "adadelta" -> 10;
      case "adagrad" -> 0.5;
      case "muon" -> 0.02;
      default -> 0.02;
    };
  }

  /** How far from 1 the weights are that start at 0 and descend {@code Σ (w - 1)² / 2}. */
  private static double distance(Optimizer optimizer, Shape shape, int steps) {
    // AdamW's share of Muon is slow by its own rate.
    Optimizer used =
        optimizer instanceof Muon && shape.rank() < 2
            ? new Muon(0.02, 0.95, true, 5, 0.02, 0)
            : optimizer;
    float[] weights = new float[shape.count()];
    List<Tensor> slots = new ArrayList<>();
    used.slots(shape).forEach(slot -> slots.add(Tensor.full(slot.shape(), slot.initial())));
    for (int t = 1; t <= steps; t++) {
      Tensor w = Tensor.of(shape, weights);
      Optimizer.Context context =
          new Optimizer.Context(Tensor.scalar(used.rate()), Tensor.scalar(t), used.decay());
      Optimizer.Update update = used.update(context, w, w.sub(1), slots);
      weights = update.parameter().toFloats();
      for (int i = 0; i < slots.size(); i++) {
        slots.set(i, Tensor.of(update.slots().get(i).data()));
      }
    }
    double worst = 0;
    for (float w : weights) {
      worst = Math.max(worst, Math.abs(w - 1));
    }
    return worst;
  }

  @Test
  void muonMakesTheStepOrthogonal() {
    Shape shape = Shape.of(3, 5);
    float[] g = new float[15];
    for (int i = 0; i < g.length; i++) {
      g[i] = (float) Math.sin(1 + i * i);
    }
    Muon muon = new Muon(1, 0, false, 5, 1, 0);
    Optimizer.Context context = new Optimizer.Context(Tensor.scalar(1), Tensor.scalar(1), 0);
    Tensor zeros = Tensor.zeros(shape);
    Tensor step = muon.update(context, zeros, Tensor.of(shape, g), List.of(zeros)).parameter();
    // The scale sqrt(5 / 3) stands for a layer that widens.
    float[] gram = step.matmul(step.transpose()).mul(3.0 / 5).toFloats();
    for (int i = 0; i < 3; i++) {
      assertThat((double) gram[4 * i]).isBetween(0.4, 1.6);
    }
    for (int off : new int[] {1, 2, 5}) {
      assertThat((double) gram[off]).isCloseTo(0, within(0.35));
    }
  }

  @Test
  void aDecayOfTheContextCounts() {
    Tensor w = Tensor.of(2f);
    Optimizer.Context none = new Optimizer.Context(Tensor.scalar(0.5), Tensor.scalar(1), 0);
    Optimizer.Context some = new Optimizer.Context(Tensor.scalar(0.5), Tensor.scalar(1), 0.1);
    Sgd sgd = new Sgd(0.5, 7);
    assertThat(sgd.update(none, w, Tensor.of(1f), List.of()).parameter().toFloats())
        .containsExactly(1.5f);
    assertThat(sgd.update(some, w, Tensor.of(1f), List.of()).parameter().toFloats())
        .containsExactly(1.4f);
  }

  @Test
  void correctionsAreExactForABetaNearOne() {
    Optimizer.Context context = new Optimizer.Context(Tensor.scalar(1), Tensor.scalar(1), 0);
    assertThat(context.correction(0.9999).item()).isCloseTo(1e-4f, within(1e-10f));
  }

  @Test
  void namesTheNearestWord() {
    assertThatThrownBy(() -> Optimizers.CATALOG.read(Map.of("adamm", 1e-3), "optimizer"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("adam");
  }
}
