package gradus.core.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.core.grad.Gradients;
import gradus.core.interpret.Interpreter;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.ir.Op;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is cut apart and put together again becomes one, with the same numbers. */
class JoinsTest {
  private static final Tensor X = Tensor.input("x", Shape.of(6, 5, 4), DType.F32);
  private static final Tensor W = Tensor.input("w", Shape.of(12, 12), DType.F32);

  @Test
  void theGradientOfSlicesInAnyOrderIsOneJoin() {
    for (int[] order : new int[][] {{0, 1, 2, 3, 4}, {4, 3, 2, 1, 0}, {2, 0, 3, 1, 4}}) {
      Tensor sum = Tensor.scalar(0);
      for (int t : order) {
        sum = sum.add(X.index(1, t).mul(t + 1.0).sin().sum());
      }
      Graph simple = checked(gradient(sum, X));
      assertThat(count(simple, Op.Pad.class)).isZero();
      assertThat(count(simple, Op.Concat.class)).isEqualTo(1);
    }
  }

  @Test
  void whatIsNotReadStaysZero() {
    Tensor sum = X.slice(1, 0, 2).sin().sum().add(X.slice(1, 3, 5).cos().sum());
    Graph simple = checked(gradient(sum, X));
    assertThat(count(simple, Op.Pad.class)).isEqualTo(2);
    Tensor near = X.slice(1, 1, 2).sin().sum().add(X.slice(1, 2, 4).cos().sum());
    assertThat(count(checked(gradient(near, X)), Op.Pad.class)).isEqualTo(1);
  }

  @Test
  void whatIsReadTwiceIsAdded() {
    Tensor sum = X.slice(1, 0, 3).sin().sum().add(X.slice(1, 2, 5).cos().sum());
    checked(gradient(sum, X));
    Tensor corners = X.slice(1, 0, 2).slice(2, 0, 2).sin().sum();
    corners = corners.add(X.slice(1, 2, 4).slice(2, 2, 4).cos().sum());
    checked(gradient(corners, X));
    Tensor steps = X.slice(1, 0, 5, 2).sin().sum().add(X.slice(1, 1, 4, 2).cos().sum());
    checked(gradient(steps, X));
  }

  @Test
  void theGradientOfASharedWeightIsOneProduct() {
    Tensor h = Tensor.input("h", Shape.of(3, 12), DType.F32);
    Tensor y = h;
    for (int t = 0; t < 5; t++) {
      y = y.matmul(W).tanh();
    }
    Graph simple = checked(gradient(y.square().sum(), W));
    assertThat(outer(simple)).isEqualTo(1);
  }

  @Test
  void productsWhoseFactorsAreLargeStayAlone() {
    Tensor h = Tensor.input("h", Shape.of(100, 12), DType.F32);
    Tensor y = h.matmul(W).tanh().matmul(W).tanh();
    assertThat(outer(checked(gradient(y.square().sum(), W)))).isEqualTo(2);
  }

  @Test
  void aSliceOfAJoinIsASliceOfItsPart() {
    Tensor a = X.slice(2, 0, 1).exp();
    Tensor b = X.slice(2, 1, 4).sin();
    Tensor joined = Tensor.concat(2, List.of(a, b));
    Tensor part = joined.slice(2, 2, 4).slice(1, 1, 3);
    Tensor both = joined.slice(2, 0, 2);
    assertThat(count(checked(part.node()), Op.Concat.class)).isZero();
    assertThat(count(checked(both.node()), Op.Concat.class)).isEqualTo(1);
    assertThat(count(checked(joined.slice(2, 0, 4, 2).node()), Op.Concat.class)).isEqualTo(1);
    assertThat(count(checked(joined.slice(2, 1, 4, 2).node()), Op.Concat.class)).isZero();
    Tensor flat = Tensor.concat(2, List.of(joined, joined.neg(), joined));
    assertThat(count(checked(flat.node()), Op.Concat.class)).isLessThanOrEqualTo(2);
  }

  private static Node gradient(Tensor loss, Tensor by) {
    Node one = Tensor.scalar(1).node();
    return Gradients.of(List.of(loss.node()), List.of(one), List.of(by.node())).getFirst();
  }

  private static long count(Graph graph, Class<? extends Op> kind) {
    return graph.nodes().stream().filter(node -> kind.isInstance(node.op())).count();
  }

  private static long outer(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> node.op() instanceof Op.MatMul product && product.transposeA())
        .count();
  }

  /** The simplified graph, which gives the same numbers. */
  private static Graph checked(Node node) {
    Graph before = Graph.of(List.of(node));
    Graph after = Rewriter.simplify(before);
    SplittableRandom random = new SplittableRandom(5);
    Map<Node, double[]> point = new HashMap<>();
    for (Node input : before.inputs()) {
      point.put(input, random.doubles(input.shape().count(), -0.5, 0.5).toArray());
    }
    double[] wanted = Interpreter.run(before, point).getFirst();
    double[] got = Interpreter.run(after, point).getFirst();
    assertThat(got).containsExactly(wanted, within(1e-12));
    return after;
  }
}
