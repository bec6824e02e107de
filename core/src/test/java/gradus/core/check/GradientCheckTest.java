package gradus.core.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.ir.Node;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;
import gradus.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GradientCheckTest {
  private final Tensor x = Tensor.input("x", Shape.of(3), DType.F32);
  private final Tensor w = Tensor.input("w", Shape.of(3, 2), DType.F32);
  private final Map<Node, double[]> point =
      Map.of(
          x.node(),
          new double[] {0.3, -0.7, 1.2},
          w.node(),
          new double[] {1, -2, 0.5, 0.1, 0.7, -0.2});

  @Test
  void aRightGradientPasses() {
    List<GradientCheck.Finding> found =
        GradientCheck.STRICT.of(x.expand(0).matmul(w).tanh().sum().node(), point);
    assertThat(found).hasSize(2).allMatch(GradientCheck.Finding::passed);
    assertThat(found.get(0).input()).isEqualTo("x");
    assertThat(found.get(1).checked()).isEqualTo(6);
    assertThat(found).allMatch(f -> f.error() < 1e-9);
  }

  @Test
  void aWrongGradientFailsAndIsNamed() {
    Tensor wrong =
        x.square()
            .withGradient(
                List.of(x), g -> List.of(g.mul(x).mul(2).mul(Tensor.of(1f, 1.00001f, 1f))));
    GradientCheck.Finding found = GradientCheck.STRICT.of(wrong.sum().node(), point).get(0);
    assertThat(found.passed()).isFalse();
    assertThat(found.worst()).isEqualTo(1);
    assertThat(found.error()).isBetween(0.9e-5, 1.1e-5);
    assertThat(found.difference()).isBetween(-1.40001, -1.39999);
  }

  @Test
  void nanFails() {
    GradientCheck.Finding found = GradientCheck.STRICT.of(x.log().sum().node(), point).get(0);
    assertThat(found.passed()).isFalse();
  }

  @Test
  void someElementsOnly() {
    List<GradientCheck.Finding> found =
        GradientCheck.STRICT.most(2).of(w.exp().sum().node(), point);
    assertThat(found).singleElement().matches(f -> f.checked() == 2 && f.passed());
  }

  @Test
  void wrongUseIsExplained() {
    assertThatThrownBy(() -> GradientCheck.STRICT.of(x.node(), point))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("scalar");
    assertThatThrownBy(() -> GradientCheck.STRICT.of(x.sum().node(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("input x[3]");
    assertThatThrownBy(() -> new GradientCheck(0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
