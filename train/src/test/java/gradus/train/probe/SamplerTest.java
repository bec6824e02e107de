package gradus.train.probe;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.core.compile.Compiler;
import gradus.core.compile.Program;
import gradus.core.cpu.Cpu;
import gradus.core.cpu.Workers;
import gradus.core.ir.Data;
import gradus.core.ir.Graph;
import gradus.core.ir.Node;
import gradus.core.ir.Op;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sample made without the rest has the bits that a sample of the whole has. */
class SamplerTest {
  private final Tensor a = Tensor.input("a", Shape.of(48, 40), DType.F32);
  private final Tensor b = Tensor.input("b", Shape.of(48, 40), DType.F32);
  private final Tensor w = Tensor.input("w", Shape.of(40, 40), DType.F32);

  private Tensor whole(String what) {
    return switch (what) {
      case "gradient of a weight" -> product(a, b.mul(a), true);
      case "gradient of an input" -> product(a.exp(), w, false).mul(b);
      case "norm" -> a.sub(a.meanKeep(0)).mul(b.sumKeep(0).sqrt().add(w.sumKeep(0)));
      case "softmax" -> a.sub(a.maxKeep(1)).exp().div(a.sumKeep(1));
      case "coordinates" -> a.mul(Tensor.of(Node.of(new Op.Iota(a.shape(), 1))).floats());
      default -> throw new IllegalArgumentException(what);
    };
  }

  private static Tensor product(Tensor left, Tensor right, boolean ofWeight) {
    return Tensor.of(
        Node.of(new Op.MatMul(ofWeight, !ofWeight), List.of(left.node(), right.node())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gradient of a weight", "gradient of an input", "norm", "softmax", "coordinates"})
  void itHasTheBitsOfTheWhole(String what) {
    Node whole = whole(what).node();
    for (Sampler.Grid grid :
        List.of(
            Sampler.ofParameter(whole.shape(), 60),
            Sampler.ofSignal(whole.shape(), 16, 50, false),
            Sampler.ofSignal(whole.shape(), 7, 4096, true))) {
      Node part = Node.of(new Op.Slice(grid.start(), grid.size(), grid.step()), whole);
      assertThat(bits(new Sampler(new Stored(Map.of())).sample(whole, grid))).isEqualTo(bits(part));
    }
  }

  private int[] bits(Node node) {
    Program program =
        new Compiler(Cpu.detect()).compile(Graph.of(List.of(node)), Compiler.Placement.FREE);
    try (Arena arena = Arena.ofConfined();
        Workers workers = new Workers(1)) {
      MemorySegment memory = arena.allocate(program.bytes(), 64);
      program.load(memory);
      Random random = new Random(3);
      for (Map.Entry<Tensor, Integer> each : Map.of(a, 1, b, 2, w, 3).entrySet()) {
        random.setSeed(each.getValue());
        int count = each.getKey().shape().count();
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
          numbers[i] = 0.1f + random.nextFloat();
        }
        long at = program.input(each.getKey().node());
        if (at >= 0) {
          Program.write(memory, at, Data.floats(each.getKey().shape(), numbers));
        }
      }
      program.run(memory, workers);
      return memory
          .asSlice(program.output(0), 4L * node.shape().count())
          .toArray(ValueLayout.JAVA_INT_UNALIGNED);
    }
  }
}
