package gradus.core.compile;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.cpu.Cpu;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.ir.Op;
import gradus.core.shape.DType;
import gradus.core.shape.Ints;
import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A maximum pooling and the gather of its maxima are one step, other gathers are their own. */
class PoolsTest {
  private static final Op.Window WINDOW =
      new Op.Window(Ints.of(2, 2), Ints.of(0, 0), Ints.of(0, 0), Ints.of(1, 1));

  private static List<String> steps(Node... outputs) {
    Program program =
        new Compiler(Cpu.detect()).compile(Graph.of(List.of(outputs)), Compiler.Placement.FREE);
    return program.works().stream().map(Work::what).toList();
  }

  @Test
  void theMaximaComeFromTheKernelThatFindsThem() {
    Tensor x = Tensor.of(Node.of(new Op.Input("x", Shape.of(2, 8, 8, 32), DType.F32)));
    assertThat(steps(x.maxPool(Ints.of(2, 2), WINDOW).node()))
        .isNotEmpty()
        .allSatisfy(step -> assertThat(step).startsWith("pool_index + gather"));
  }

  @Test
  void otherValuesAreGatheredByTheirOwnKernel() {
    Tensor x = Tensor.of(Node.of(new Op.Input("x", Shape.of(2, 8, 8, 32), DType.F32)));
    Tensor other = Tensor.of(Node.of(new Op.Input("other", Shape.of(2, 64, 32), DType.F32)));
    Tensor index = Tensor.of(Node.of(new Op.PoolIndex(Ints.of(2, 2), WINDOW), x.node()));
    List<String> steps = steps(other.gather(1, index.reshape(2, 16, 32)).node());
    assertThat(steps).hasSize(2);
    assertThat(steps.get(0)).startsWith("pool_index over");
    assertThat(steps.get(1)).startsWith("gather over");
  }
}
