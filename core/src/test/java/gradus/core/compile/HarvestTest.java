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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Results without a place come right after what they read; what lives on keeps its order. */
class HarvestTest {
  private static final int SIDE = 32;

  private final Tensor a = Tensor.input("a", Shape.of(SIDE, SIDE), DType.F32);
  private final Tensor first = a.matmul(a);
  private final Tensor second = first.matmul(a);
  private final Tensor update = a.sub(second.matmul(a));

  /** Made last: of the first product, and of the argument that is overwritten. */
  private final Tensor sample = first.slice(0, 0, 4).add(a.slice(0, 8, 12).exp().flip(0));

  private Program program(Map<Integer, Long> places) {
    Graph graph = Graph.of(List.of(update.node(), sample.node()));
    Map<Node, Long> inputs = Map.of(a.node(), 0L);
    return new Compiler(Cpu.scalar())
        .compile(graph, new Compiler.Placement(inputs, places, 4L * SIDE * SIDE));
  }

  private static List<String> works(Program program) {
    return program.works().stream().map(Work::what).toList();
  }

  @Test
  void aMeasurementFollowsWhatItReads() {
    Program program = program(Map.of(0, 0L));
    assertThat(works(program).subList(0, 3))
        .containsExactlyInAnyOrder("mat_mul over [32, 32]", "exp over [4, 32]", "add over [4, 32]");
  }

  @Test
  void withoutPlacesTheOrderStays() {
    Graph graph = Graph.of(List.of(update.node(), sample.node()));
    List<Group> groups = Fuser.fuse(graph);
    assertThat(Harvest.early(groups, graph, Map.of())).containsExactlyElementsOf(groups);
    assertThat(Harvest.early(groups, graph, Map.of(0, 0L)))
        .containsExactlyInAnyOrderElementsOf(groups)
        .isNotEqualTo(groups);
  }

  @Test
  void theNumbersAreTheSame() {
    Program placed = program(Map.of(0, 0L));
    Program free = program(Map.of());
    assertThat(run(placed, 0)).isEqualTo(run(free, 0));
    assertThat(run(placed, 1)).isEqualTo(run(free, 1));
  }

  private List<Float> run(Program program, int output) {
    float[] numbers = new float[SIDE * SIDE];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) Math.sin(i);
    }
    try (Arena arena = Arena.ofConfined();
        Workers workers = new Workers(1)) {
      MemorySegment memory = arena.allocate(program.bytes(), 64);
      program.load(memory);
      Program.write(memory, 0, Data.floats(Shape.of(SIDE, SIDE), numbers));
      program.run(memory, workers);
      int count = output == 0 ? SIDE * SIDE : 4 * SIDE;
      Float[] results = new Float[count];
      for (int i = 0; i < count; i++) {
        long at = program.output(output) + 4L * i;
        results[i] = memory.get(ValueLayout.JAVA_FLOAT_UNALIGNED, at);
      }
      return List.of(results);
    }
  }
}
