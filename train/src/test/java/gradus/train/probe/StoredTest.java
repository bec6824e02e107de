package gradus.train.probe;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.ir.Op;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who reads a value tells whether it lies in memory. */
class StoredTest {
  private final Tensor x = Tensor.input("x", Shape.of(48, 40), DType.F32);
  private final Tensor w = Tensor.input("w", Shape.of(40, 40), DType.F32);
  private final Tensor product = x.matmul(w);
  private final Tensor shifted = product.add(1);
  private final Tensor active = shifted.relu();
  private final Tensor end = active.matmul(w).exp();

  private Stored stored(Tensor... outputs) {
    List<Node> nodes = java.util.Arrays.stream(outputs).map(Tensor::node).toList();
    return new Stored(Graph.of(nodes).readers());
  }

  @Test
  void factorsAre() {
    Stored stored = stored(end);
    assertThat(stored.contains(active.node())).isTrue();
    assertThat(stored.contains(shifted.node())).isFalse();
    assertThat(stored.contains(product.node())).isFalse();
  }

  @Test
  void whatIsSummedIsIfItFollowsAProduct() {
    Tensor square = x.mul(x);
    Stored stored = stored(end, shifted.sumKeep(0), square.sumKeep(0));
    assertThat(stored.contains(shifted.node())).isTrue();
    assertThat(stored.contains(product.node())).isFalse();
    assertThat(stored.contains(square.node())).isFalse();
  }

  @Test
  void whatIsMadeOfTheSumDoesNotFollowTheProduct() {
    Tensor centered = product.sub(product.meanKeep(0));
    Stored stored = stored(centered.sumKeep(0));
    assertThat(stored.contains(product.node())).isTrue();
    assertThat(stored.contains(centered.node())).isFalse();
  }

  @Test
  void samplesOfWhatIsStoredAreParts() {
    Sampler sampler = new Sampler(stored(end));
    Sampler.Grid grid = Sampler.ofSignal(active.shape(), 16, 50, false);
    assertThat(sampler.sample(active.node(), grid).op()).isInstanceOf(Op.Slice.class);
    assertThat(new Sampler(new Stored(Map.of())).sample(active.node(), grid).op())
        .isInstanceOf(Op.Unary.class);
    assertThat(sampler.part(product.node(), grid).op()).isInstanceOf(Op.Slice.class);
  }
}
