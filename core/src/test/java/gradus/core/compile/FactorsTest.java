package gradus.core.compile;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.cpu.Cpu;
import gradus.core.ir.Graph;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which factors of a product are read where they lie. */
class FactorsTest {
  private static int kernels(Tensor result) {
    Graph graph = Graph.of(List.of(result.node()));
    return new Compiler(Cpu.detect()).compile(graph, Compiler.Placement.FREE).kernels();
  }

  private static Tensor input(int... sizes) {
    return Tensor.input("x", Shape.of(sizes), DType.F32);
  }

  @Test
  void partsOfRowsNeedNoCopy() {
    Tensor some = input(40, 30).slice(1, 4, 20).slice(0, 1, 40, 3);
    assertThat(kernels(some.matmul(input(16, 8)))).isEqualTo(1);
    assertThat(kernels(some.transpose().matmul(input(13, 50).slice(1, 0, 20)))).isEqualTo(1);
  }

  @Test
  void turnedHeadsNeedNoCopy() {
    Tensor queries = input(2, 7, 3, 5).permute(0, 2, 1, 3);
    Tensor keys = input(2, 7, 3, 5).permute(0, 2, 3, 1);
    assertThat(kernels(queries.matmul(keys))).isEqualTo(1);
  }

  @Test
  void columnsApartAreCopied() {
    assertThat(kernels(input(40, 30).slice(1, 0, 30, 2).matmul(input(15, 8)))).isEqualTo(2);
  }
}
