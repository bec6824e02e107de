package gradus.core.compile;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.cpu.Cpu;
import gradus.core.ir.Graph;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a few instructions make from one tensor in memory is not stored for others. */
class RecomputedValuesTest {
  private static final int ROWS = 64;
  private static final int COLUMNS = 32;

  private final Tensor x = Tensor.input("x", Shape.of(ROWS, ROWS), DType.F32);
  private final Tensor w = Tensor.input("w", Shape.of(ROWS, COLUMNS), DType.F32);
  private final Tensor product = x.matmul(w);
  private final Tensor centred = product.sub(product.sum(0).mul(1.0 / ROWS));

  private static List<Work> works(Tensor result) {
    Graph graph = Graph.of(List.of(result.node()));
    return new Compiler(Cpu.detect()).compile(graph, Compiler.Placement.FREE).works();
  }

  /** The bytes that loops with sums over the rows read and write. */
  private static double bytesOfSums(List<Work> works) {
    return works.stream()
        .filter(work -> work.what().contains("reduce_sum"))
        .mapToDouble(Work::bytes)
        .sum();
  }

  @Test
  void aShortChainFromOneTensorIsMadeAgain() {
    Tensor sum = centred.square().sum(0);
    Tensor result = centred.mul(2).mul(sum.exp()).matmul(w.transpose());
    assertThat(bytesOfSums(works(result))).isEqualTo(4.0 * (2 * ROWS * COLUMNS + 3 * COLUMNS));
  }

  @Test
  void aLongChainIsStored() {
    Tensor bent = centred.tanh();
    Tensor sum = bent.square().sum(0);
    Tensor result = bent.mul(2).mul(sum.exp()).matmul(w.transpose());
    assertThat(bytesOfSums(works(result))).isEqualTo(4.0 * (3 * ROWS * COLUMNS + 3 * COLUMNS));
  }
}
