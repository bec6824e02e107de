package gradus.core.compile;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.cpu.Cpu;
import gradus.core.cpu.Workers;
import gradus.core.ir.Data;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Results that overwrite arguments, as an optimizer's update does, see the old values of all of
 * them.
 */
class PlacementTest {
  private final Tensor a = Tensor.input("a", Shape.of(2, 2), DType.F32);
  private final Tensor b = Tensor.input("b", Shape.of(2, 2), DType.F32);

  @Test
  void twoArgumentsSwap() {
    assertThat(run(b, a)).isEqualTo(List.of(List.of(5f, 6f, 7f, 8f), List.of(1f, 2f, 3f, 4f)));
  }

  @Test
  void anUpdateAndTheValueBefore() {
    assertThat(run(a.add(1), a))
        .isEqualTo(List.of(List.of(2f, 3f, 4f, 5f), List.of(1f, 2f, 3f, 4f)));
    assertThat(run(b, b.add(1)))
        .isEqualTo(List.of(List.of(5f, 6f, 7f, 8f), List.of(6f, 7f, 8f, 9f)));
  }

  @Test
  void turnedInPlace() {
    assertThat(run(a.transpose(), b.flip(0)))
        .isEqualTo(List.of(List.of(1f, 3f, 2f, 4f), List.of(7f, 8f, 5f, 6f)));
    assertThat(run(a.transpose().add(1), a.add(b)))
        .isEqualTo(List.of(List.of(2f, 4f, 3f, 5f), List.of(6f, 8f, 10f, 12f)));
  }

  @Test
  void productsInPlace() {
    assertThat(run(a.matmul(b), b.matmul(a)))
        .isEqualTo(List.of(List.of(19f, 22f, 43f, 50f), List.of(23f, 34f, 31f, 46f)));
    assertThat(run(a.sub(a.matmul(b)), a))
        .isEqualTo(List.of(List.of(-18f, -20f, -40f, -46f), List.of(1f, 2f, 3f, 4f)));
  }

  @Test
  void normalizedInPlace() {
    assertThat(run(a.sub(a.sumKeep(1)), b.div(b.sum())))
        .isEqualTo(
            List.of(List.of(-2f, -1f, -4f, -3f), List.of(5 / 26f, 6 / 26f, 7 / 26f, 8 / 26f)));
  }

  @Test
  void theSameResultTwiceAndNumbers() {
    assertThat(run(a.add(b), a.add(b)))
        .isEqualTo(List.of(List.of(6f, 8f, 10f, 12f), List.of(6f, 8f, 10f, 12f)));
    assertThat(run(Tensor.ones(a.shape()), a.reshape(4).reshape(2, 2)))
        .isEqualTo(List.of(List.of(1f, 1f, 1f, 1f), List.of(1f, 2f, 3f, 4f)));
  }

  /** What lies at the places of a and b after the results were written there. */
  private List<List<Float>> run(Tensor first, Tensor second) {
    Graph graph = Graph.of(List.of(first.node(), second.node()));
    Map<Node, Long> inputs = new HashMap<>(Map.of(a.node(), 0L, b.node(), 64L));
    Program program =
        new Compiler(Cpu.scalar())
            .compile(graph, new Compiler.Placement(inputs, Map.of(0, 0L, 1, 64L), 128));
    try (Arena arena = Arena.ofConfined();
        Workers workers = new Workers(1)) {
      MemorySegment memory = arena.allocate(program.bytes(), 64);
      program.load(memory);
      Program.write(memory, 0, Data.floats(a.shape(), 1, 2, 3, 4));
      Program.write(memory, 64, Data.floats(b.shape(), 5, 6, 7, 8));
      program.run(memory, workers);
      return List.of(read(memory, 0), read(memory, 64));
    }
  }

  private static List<Float> read(MemorySegment memory, long at) {
    return java.util.stream.IntStream.range(0, 4)
        .mapToObj(i -> memory.get(ValueLayout.JAVA_FLOAT, at + 4L * i))
        .toList();
  }
}
