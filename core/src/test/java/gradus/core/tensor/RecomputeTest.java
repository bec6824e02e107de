package gradus.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recomputed segments give the same bits and need less memory. */
class RecomputeTest {
  private static final int DEPTH = 24;
  private static final int SEGMENT = 4;

  /** A chain of layers that reads its weights from outside the segments. */
  private static Fn chain(boolean recompute) {
    return Fn.ofList(
        a -> {
          Tensor x = a.get(0);
          for (int from = 0; from < DEPTH; from += SEGMENT) {
            int first = from;
            Fn.One segment =
                h -> {
                  Tensor y = h;
                  for (int k = first; k < first + SEGMENT; k++) {
                    y = y.matmul(a.get(k + 1)).tanh();
                  }
                  return y;
                };
            x = recompute ? Fn.recompute(segment).call(x) : segment.apply(x);
          }
          return List.of(x.square().mean());
        });
  }

  private static Tensor[] arguments() {
    List<Tensor> all = new ArrayList<>(List.of(Key.of(5, 0).normal(Shape.of(64, 16), 0)));
    for (int k = 1; k <= DEPTH; k++) {
      all.add(Key.of(5, k).normal(Shape.of(16, 16), 0).mul(0.3));
    }
    return all.toArray(Tensor[]::new);
  }

  @Test
  void sameBitsAndLessMemory() {
    Tensor[] arguments = arguments();
    Compiled plain = chain(false).valueAndGradient().compile();
    Compiled thrifty = chain(true).valueAndGradient().compile();
    List<Tensor> want = plain.all(arguments);
    List<Tensor> got = thrifty.all(arguments);
    assertThat(got).hasSize(DEPTH + 2);
    for (int i = 0; i < got.size(); i++) {
      assertThat(got.get(i).toFloats()).as("result " + i).isEqualTo(want.get(i).toFloats());
    }
    // What must stay: arguments and gradients, 4 bytes each. The rest shrinks from 24 layers to 6 +
    // 4.
    long fixed = 2L * 4 * (64 * 16 + DEPTH * 16 * 16);
    long saved = 4L * 64 * 16 * 10;
    assertThat(thrifty.bytes(arguments)).isLessThan(plain.bytes(arguments) - saved);
    assertThat(thrifty.bytes(arguments) - fixed)
        .isLessThan((plain.bytes(arguments) - fixed) * 2 / 3);
  }

  @Test
  void capturedTensorsGetTheirGradient() {
    Fn f =
        Fn.of(
            (x, w) -> {
              Tensor outside = w.exp();
              return Fn.recompute(a -> a.mul(outside).sin().mul(a)).call(x.mul(2)).sum();
            });
    Fn same = Fn.of((x, w) -> x.mul(2).mul(w.exp()).sin().mul(x.mul(2)).sum());
    Tensor x = Tensor.of(0.3f, -0.7f, 1.1f);
    Tensor w = Tensor.of(0.2f, 0.5f, -0.4f);
    for (int i = 0; i < 2; i++) {
      assertThat(f.gradient().all(x, w).get(i).toFloats())
          .isEqualTo(same.gradient().all(x, w).get(i).toFloats());
    }
    Fn second =
        Fn.of((a, b) -> f.gradient(0).call(a, b).mul(f.gradient(1).call(a, b)).sum()).gradient();
    Fn sameSecond =
        Fn.of((a, b) -> same.gradient(0).call(a, b).mul(same.gradient(1).call(a, b)).sum())
            .gradient();
    for (int i = 0; i < 2; i++) {
      float[] want = sameSecond.all(x, w).get(i).toFloats();
      float[] got = second.compile().all(x, w).get(i).toFloats();
      assertThat(got).containsExactly(want, org.assertj.core.data.Offset.offset(1e-5f));
    }
  }

  @Test
  void nestedAndTrivialSegments() {
    Fn inner = Fn.recompute(a -> a.exp().sin());
    Fn f = Fn.of(x -> Fn.recompute(a -> inner.call(a.square()).mul(a)).call(x).sum());
    Fn same = Fn.of(x -> x.square().exp().sin().mul(x).sum());
    Tensor x = Tensor.of(0.3f, -0.7f);
    assertThat(f.gradient().call(x).toFloats()).isEqualTo(same.gradient().call(x).toFloats());
    assertThat(Fn.of(a -> Fn.recompute(b -> b).call(a).sum()).gradient().call(x).toFloats())
        .containsExactly(1, 1);
    Fn constant = Fn.of(a -> Fn.recompute(b -> Tensor.ones(Shape.of(2))).call(a).sum());
    assertThat(constant.gradient().call(x).toFloats()).containsExactly(0, 0);
  }

  @Test
  void randomNumbersAreDrawnAgainEqual() {
    Fn f =
        Fn.of(
            (x, key) ->
                Fn.recompute(a -> a.mul(Key.of(key).bernoulli(a.shape(), 0.5, 3)).exp())
                    .call(x)
                    .sum());
    Fn same = Fn.of((x, key) -> x.mul(Key.of(key).bernoulli(x.shape(), 0.5, 3)).exp().sum());
    Tensor x = Key.of(3, 0).normal(Shape.of(100), 0);
    Tensor key = Tensor.ints(4, 9);
    assertThat(f.gradient(0).call(x, key).toFloats())
        .isEqualTo(same.gradient(0).call(x, key).toFloats());
  }

  @Test
  void oneResultOnly() {
    Fn two = Fn.recompute(Fn.ofList(x -> List.of(x.get(0), x.get(0))));
    assertThatThrownBy(() -> two.all(Tensor.of(1f)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 results");
  }
}
