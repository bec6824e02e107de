package gradus.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.cpu.Workers;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FnTest {
  private static final Tensor X = Tensor.of(0.5f, -1f, 2f);

  @Test
  void callsAreLazyAndWorkOnSymbols() {
    Fn square = Fn.of((a, b) -> a.mul(b).sum());
    Tensor symbol = Tensor.input("x", Shape.of(3), DType.F32);
    assertThat(square.call(symbol, symbol).node().inputs()).isNotEmpty();
    assertThat(square.call(X, X).item()).isEqualTo(5.25f);
  }

  @Test
  void gradientsByOneArgumentAndByAllFloats() {
    Fn loss = Fn.of((w, ids, b) -> w.rows(ids).square().sum().add(b.sum()));
    Tensor table = Tensor.of(new float[][] {{1, 2}, {3, 4}});
    List<Tensor> both = loss.valueAndGradient().all(table, Tensor.ints(1, 1), Tensor.of(7f));
    assertThat(both).hasSize(3);
    assertThat(both.get(0).item()).isEqualTo(57f);
    assertThat(both.get(1).toFloats()).containsExactly(0, 0, 12, 16);
    assertThat(both.get(2).toFloats()).containsExactly(1);
    assertThat(loss.gradient(2).call(table, Tensor.ints(0), Tensor.of(7f)).toFloats())
        .containsExactly(1);
  }

  @Test
  void theSameTensorTwiceGivesTwoPartialGradients() {
    Fn product = Fn.of((a, b) -> a.mul(b).mul(b).sum());
    List<Tensor> gradients = product.gradient().all(X, X);
    assertThat(gradients.get(0).toFloats()).containsExactly(0.25f, 1, 4);
    assertThat(gradients.get(1).toFloats()).containsExactly(0.5f, 2, 8);
  }

  @Test
  void aCapturedTensorIsNoArgument() {
    Tensor outside = Tensor.of(3f, 3f, 3f);
    assertThat(Fn.of(a -> a.mul(outside).sum()).gradient().call(outside).toFloats())
        .containsExactly(3, 3, 3);
  }

  @Test
  void aGradientHasAGradient() {
    Fn cube = Fn.of(a -> a.mul(a).mul(a).sum());
    Fn second = Fn.of(a -> cube.gradient().call(a).sum()).gradient();
    assertThat(second.call(X).toFloats()).containsExactly(3, -6, 12);
    Fn third = Fn.of(a -> second.call(a).sum()).gradient();
    assertThat(third.call(X).toFloats()).containsExactly(6, 6, 6);
  }

  @Test
  void hessianVectorProduct() {
    // f = Σ_i x_i² x_{i+1} (cyclic), whose Hessian is written out below.
    Fn f =
        Fn.of(
            x ->
                x.square()
                    .mul(Tensor.concat(0, List.of(x.slice(0, 1, 3), x.slice(0, 0, 1))))
                    .sum());
    Fn product = Fn.of((x, v) -> f.gradient().call(x).mul(v).sum()).gradient(0);
    float[] x = X.toFloats();
    float[] v = {1, 2, -3};
    float[] want = new float[3];
    for (int i = 0; i < 3; i++) {
      int next = (i + 1) % 3;
      want[i] += 2 * x[next] * v[i] + 2 * x[i] * v[next];
      want[next] += 2 * x[i] * v[i];
    }
    assertThat(product.call(X, Tensor.of(v)).toFloats()).containsExactly(want, within(1e-5f));
    assertThat(product.compile().call(X, Tensor.of(v)).toFloats())
        .containsExactly(want, within(1e-5f));
  }

  @Test
  void compiledGivesWhatTheLazyCallGives() {
    Fn loss = Fn.of((w, x, y) -> x.matmul(w).tanh().sub(y).square().mean());
    Tensor w = Key.of(1, 0).normal(Shape.of(7, 3), 1);
    Tensor x = Key.of(1, 0).normal(Shape.of(5, 7), 2);
    Tensor y = Key.of(1, 0).normal(Shape.of(5, 3), 3);
    Compiled step = loss.valueAndGradient(0).compile();
    try (Workers team = new Workers(2)) {
      Compiled shared = loss.valueAndGradient(0).compile(team);
      for (int turn = 0; turn < 3; turn++) {
        List<Tensor> lazy = loss.valueAndGradient(0).all(w, x, y);
        List<Tensor> compiled = step.all(w, x, y);
        assertThat(compiled.get(0).item()).isEqualTo(lazy.get(0).item());
        assertThat(compiled.get(1).toFloats()).isEqualTo(lazy.get(1).toFloats());
        assertThat(shared.all(w, x, y).get(1).toFloats()).isEqualTo(lazy.get(1).toFloats());
        w = w.sub(compiled.get(1).mul(0.1));
      }
    }
  }

  @Test
  void programsAreCachedByShapesAndTypes() {
    int[] traced = {0};
    Compiled sum =
        Fn.of(
                a -> {
                  traced[0]++;
                  return a.floats().sum();
                })
            .compile();
    sum.call(Tensor.of(1f, 2f));
    assertThat(sum.call(Tensor.of(3f, 4f)).item()).isEqualTo(7f);
    assertThat(traced[0]).isEqualTo(1);
    assertThat(sum.call(Tensor.of(3f, 4f, 5f)).item()).isEqualTo(12f);
    assertThat(sum.call(Tensor.ints(3, 4)).item()).isEqualTo(7f);
    assertThat(traced[0]).isEqualTo(3);
    assertThat(sum.programs()).isEqualTo(3);
    for (int n = 1; n < 60; n++) {
      assertThat(sum.call(Tensor.ones(Shape.of(n))).item()).isEqualTo(n);
    }
    assertThat(sum.programs()).isEqualTo(32);
  }

  @Test
  void resultsThatAreArgumentsOrFixed() {
    Compiled swap =
        Fn.ofList(
                x ->
                    List.of(
                        x.get(1),
                        x.get(0),
                        x.get(0).reshape(3, 1),
                        Tensor.ones(Shape.of(2)),
                        Tensor.iota(Shape.of(2), 0),
                        x.get(0).flip(0),
                        x.get(1).broadcastTo(Shape.of(2, 3))))
            .compile();
    List<Tensor> results = swap.all(X, Tensor.of(7f, 8f, 9f));
    assertThat(results.get(0).toFloats()).containsExactly(7, 8, 9);
    assertThat(results.get(1).toFloats()).containsExactly(0.5f, -1, 2);
    assertThat(results.get(2).toFloats()).containsExactly(0.5f, -1, 2);
    assertThat(results.get(3).toFloats()).containsExactly(1, 1);
    assertThat(results.get(4).toInts()).containsExactly(0, 1);
    assertThat(results.get(5).toFloats()).containsExactly(2, -1, 0.5f);
    assertThat(results.get(6).toFloats()).containsExactly(7, 8, 9, 7, 8, 9);
  }

  @Test
  void stopGradientHoldsAPartFixed() {
    Fn f = Fn.of(a -> a.mul(a.stopGradient()).sum());
    assertThat(f.gradient().call(X).toFloats()).containsExactly(0.5f, -1, 2);
  }

  @Test
  void straightThrough() {
    Fn f = Fn.of(a -> a.round().withGradient(List.of(a), List::of).mul(2).sum());
    assertThat(f.call(Tensor.of(0.6f, 1.2f)).item()).isEqualTo(4f);
    assertThat(f.gradient().call(Tensor.of(0.6f, 1.2f)).toFloats()).containsExactly(2, 2);
  }

  @Test
  void gradientReversal() {
    Fn f = Fn.of(a -> a.withGradient(List.of(a), g -> List.of(g.mul(-0.5))).square().sum());
    assertThat(f.gradient().call(X).toFloats()).containsExactly(-0.5f, 1, -2);
    assertThat(f.gradient().compile().call(X).toFloats()).containsExactly(-0.5f, 1, -2);
  }

  @Test
  void wrongUseIsExplained() {
    Fn two = Fn.of((a, b) -> a.add(b));
    assertThatThrownBy(() -> two.call(X))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 1 arguments; it takes 2");
    assertThatThrownBy(() -> two.gradient().call(X, X))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[3]")
        .hasMessageContaining("sum()");
    assertThatThrownBy(() -> two.gradient(2).all(X, X))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("argument number 2");
    assertThatThrownBy(() -> Fn.of((a, b) -> a.sum()).gradient(1).all(X, Tensor.ints(1)))
        .hasMessageContaining("float arguments");
    assertThatThrownBy(() -> Fn.of(a -> a.sum()).valueAndGradient().call(X))
        .hasMessageContaining("all(...)");
  }
}
