package gradus.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.grad.Gradients;
import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VerbsTest {
  private static float[] gradient(Tensor y, Tensor x) {
    return Tensor.of(
            Gradients.of(
                    List.of(y.node()), List.of(Tensor.ones(y.shape()).node()), List.of(x.node()))
                .get(0))
        .toFloats();
  }

  @Test
  void productsOfZerosHaveGradients() {
    Tensor x = Tensor.of(2, 0, 5, 3, 7);
    Tensor y = Scans.product(x, 0);
    assertThat(y.item()).isEqualTo(0f);
    assertThat(gradient(y, x)).containsExactly(0, 210, 0, 0, 0);
    assertThat(Scans.product(Tensor.zeros(Shape.of(0, 2)), 0).toFloats()).containsExactly(1, 1);
  }

  @Test
  void runningSumsAndProducts() {
    Tensor x = Tensor.of(1, 2, 3, 4, 5);
    assertThat(Scans.cumulativeSum(x, -1).toFloats()).containsExactly(1, 3, 6, 10, 15);
    assertThat(Scans.cumulativeProduct(x, 0).toFloats()).containsExactly(1, 2, 6, 24, 120);
    assertThat(gradient(Scans.cumulativeSum(x, 0), x)).containsExactly(5, 4, 3, 2, 1);
  }

  @Test
  void lengthZeroHasGradientZero() {
    Tensor x = Tensor.zeros(Shape.of(2));
    for (double p : new double[] {1, 2, 3, Double.POSITIVE_INFINITY}) {
      assertThat(gradient(Norms.keep(x, p), x)).as("p = %s", p).containsExactly(0, 0);
    }
    assertThat(Norms.keep(Tensor.of(3, -4), Double.POSITIVE_INFINITY).item()).isEqualTo(4f);
    assertThatThrownBy(() -> Norms.keep(x, 0.5)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tilesAndEdges() {
    Tensor x = Tensor.of(1, 2, 3);
    assertThat(Tiling.tile(x, 2, 2).shape()).isEqualTo(Shape.of(2, 6));
    assertThat(Tiling.reflect(x, 0, 2, 1).toFloats()).containsExactly(3, 2, 1, 2, 3, 2);
    assertThat(Tiling.edge(x, 0, 1, 2).toFloats()).containsExactly(1, 1, 2, 3, 3, 3);
    assertThat(Tiling.take(x, 0, Tensor.ints(2, 0, 2)).toFloats()).containsExactly(3, 1, 3);
    assertThatThrownBy(() -> Tiling.reflect(x, 0, 3, 0)).isInstanceOf(ShapeException.class);
  }

  @Test
  void theFirstMaximumTakesTheGradient() {
    Tensor x = Tensor.of(1, 4, 4);
    assertThat(gradient(Sorting.max(x, 0).values(), x)).containsExactly(0, 1, 0);
    assertThat(Sorting.top(x, 0, 2, true).index().toInts()).containsExactly(1, 2);
  }

  @Test
  void einsumNamesWhatDoesNotFit() {
    Tensor a = Tensor.of(new float[][] {{1, 2}, {3, 4}});
    assertThat(Einsum.of("ij,kj->ki", a, a).toFloats()).containsExactly(5, 11, 11, 25);
    assertThat(Einsum.of("ij,k->ik", a, Tensor.of(1, 2)).toFloats()).containsExactly(3, 6, 7, 14);
    assertThatThrownBy(() -> Einsum.of("ij,jk->il", a, a)).hasMessageContaining("'l'");
    assertThatThrownBy(() -> Einsum.of("ij,jk->ik", a, Tensor.of(1, 2))).hasMessageContaining("jk");
    assertThatThrownBy(() -> Einsum.of("ij->ji", a, a)).isInstanceOf(ShapeException.class);
  }
}
